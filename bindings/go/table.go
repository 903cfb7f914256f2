package quoth

// #include <stdlib.h>
// #include "records.h"
import "C"

import (
	"encoding/binary"
	"math"
	"runtime"
	"sync"
	"unsafe"
)

// Numbers of the lists, as in quoth/table.h.
const (
	tableBlocks = iota
	tableScripts
	tableQuotes
	tableSpeakers
	tableMentions
	tableArticles
	tableGlue
	tableMixedTokens
	tableMarks
)

const word = 8

// A field of a packed row: its number and the byte where it stands.
type place struct{ field, offset int }

var layouts struct {
	sync.Mutex
	of map[int]map[string]place
}

func layoutOf(table int) map[string]place {
	layouts.Lock()
	defer layouts.Unlock()
	if layouts.of == nil {
		layouts.of = map[int]map[string]place{}
	}
	if layouts.of[table] == nil {
		places, offset := map[string]place{}, 0
		for field := 0; ; field++ {
			name := C.flat_field_name(C.int32_t(table), C.int32_t(field))
			if name == nil {
				break
			}
			places[C.GoString(name)] = place{field, offset}
			switch C.GoString(C.flat_field_kind(C.int32_t(table), C.int32_t(field))) {
			case "span", "bytes", "text", "codes", "spans", "texts", "shares":
				offset += 2 * word
			default:
				offset += word
			}
		}
		layouts.of[table] = places
	}
	return layouts.of[table]
}

// A row of a packed table: see quoth_document_pack() in quoth/table.h.
type row struct {
	table  int
	places map[string]place
	data   []byte
	start  int
}

func rowsOf(d *Document, table int) ([]row, error) {
	var detail C.quoth_error
	blob := C.flat_document_packed(d.open(), C.int32_t(table), C.QUOTH_UNIT_BYTE, &detail)
	runtime.KeepAlive(d)
	if err := failure(&detail); err != nil {
		return nil, err
	}
	data := C.GoBytes(unsafe.Pointer(blob.bytes), C.int(blob.size))
	C.free(unsafe.Pointer(blob.bytes))
	r := row{table, layoutOf(table), data, 0}
	rows := make([]row, r.integerAt(word))
	stride, first := r.integerAt(2*word)*word, r.integerAt(3*word)
	for i := range rows {
		rows[i] = row{table, r.places, data, first + i*stride}
	}
	return rows, nil
}

func (r row) integerAt(at int) int    { return int(int64(native.Uint64(r.data[at:]))) }
func (r row) numberAt(at int) float64 { return math.Float64frombits(native.Uint64(r.data[at:])) }
func (r row) spanAt(at int) Span      { return Span{r.integerAt(at), r.integerAt(at + word)} }
func (r row) at(name string) int      { return r.start + r.places[name].offset }

func (r row) codeAt(at int) string {
	size := 0
	for size < word && r.data[at+size] != 0 {
		size++
	}
	return string(r.data[at : at+size])
}

func (r row) textAt(at int) string {
	place := r.integerAt(at)
	if place < 0 {
		return ""
	}
	return string(r.data[place : place+r.integerAt(at+word)])
}

func (r row) integer(name string) int    { return r.integerAt(r.at(name)) }
func (r row) flag(name string) bool      { return r.integer(name) != 0 }
func (r row) number(name string) float64 { return r.numberAt(r.at(name)) }
func (r row) code(name string) string    { return r.codeAt(r.at(name)) }
func (r row) text(name string) string    { return r.textAt(r.at(name)) }
func (r row) bounds() Span               { return Span{r.integer("start"), r.integer("end")} }
func (r row) bytes(name string) Span     { return r.spanAt(r.at(name)) }

func (r row) enumerator(name string) string {
	return C.GoString(C.flat_field_value_name(C.int32_t(r.table), C.int32_t(r.places[name].field), C.int32_t(r.integer(name))))
}

func (r row) span(name string) *Span {
	if r.integer(name) < 0 {
		return nil
	}
	span := r.spanAt(r.at(name))
	return &span
}

// Calls f with the place of each item of a list.
func (r row) items(name string, words int, f func(at int)) {
	at := r.at(name)
	for first, i := r.integerAt(at), 0; i < r.integerAt(at+word); i++ {
		f(first + i*words*word)
	}
}

func (r row) spans(name string) (spans []Span) {
	r.items(name, 2, func(at int) { spans = append(spans, r.spanAt(at)) })
	return spans
}

func (r row) texts(name string) (texts []string) {
	r.items(name, 2, func(at int) { texts = append(texts, r.textAt(at)) })
	return texts
}

func (r row) codes(name string) (codes []string) {
	r.items(name, 1, func(at int) { codes = append(codes, r.codeAt(at)) })
	return codes
}

func (r row) shares(name string) map[string]float64 {
	shares := map[string]float64{}
	r.items(name, 3, func(at int) { shares[r.codeAt(at)] = r.numberAt(at + 2*word) })
	return shares
}

var native = func() binary.ByteOrder {
	one := uint16(1)
	if *(*byte)(unsafe.Pointer(&one)) == 1 {
		return binary.LittleEndian
	}
	return binary.BigEndian
}()
