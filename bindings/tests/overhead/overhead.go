package main

import (
	"fmt"
	"log"
	"math"
	"os"
	"syscall"

	"quoth"
)

// Processor time in nanoseconds.
func now() int64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func least(rounds, calls int, f func()) int64 {
	best := int64(math.MaxInt64)
	for i := 0; i < rounds; i++ {
		begun := now()
		for k := 0; k < calls; k++ {
			f()
		}
		if each := (now() - begun) / int64(calls); each < best {
			best = each
		}
	}
	return best
}

func parse(input []byte) *quoth.Document {
	doc, err := quoth.Parse(input, nil)
	if err != nil {
		log.Fatal(err)
	}
	return doc
}

func main() {
	page, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	all := func() {
		doc, length := parse(page), 0
		for _, quote := range doc.Quotes() {
			length += len(quote.Text())
		}
		doc.Close()
	}
	quotes, sum := parse(page).Quotes(), 0.0
	fields := func() {
		for _, quote := range quotes {
			sum += quote.Confidence
		}
	}
	each := float64(least(10, 2000, fields)) / float64(len(quotes))
	fmt.Printf("%d\t%d\t%d\t%.0f\n", least(10, 500, func() { parse(nil).Close() }), least(30, 1, func() { parse(page).Close() }), least(30, 1, all), each)
}
