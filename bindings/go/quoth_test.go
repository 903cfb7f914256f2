package quoth_test

// What can go wrong between Go and C.

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"quoth"
)

const page = "<h1>Night ferry</h1><p>“We sail,” said Mara Lindqvist. “If not,” she added, “we wait.”</p>"

func same(t *testing.T, want, got any) {
	t.Helper()
	if !reflect.DeepEqual(want, got) {
		t.Fatalf("want %#v, not %#v", want, got)
	}
}

func parse(t *testing.T, text string, in *quoth.Input) *quoth.Document {
	t.Helper()
	doc, err := quoth.Parse([]byte(text), in)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func engine(t *testing.T, options quoth.Options) *quoth.Engine {
	t.Helper()
	e, err := quoth.NewEngine(options)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestRecords(t *testing.T) {
	doc := parse(t, page, nil)
	block := doc.Blocks()[0]
	same(t, []any{"Night ferry", "title", true}, []any{block.Text(), block.Kind, block.Main})
	quote := doc.Quotes()[0]
	same(t, []string{"“We sail,”", "said", "Mara Lindqvist"}, []string{quote.Text(), quote.CueText(), quote.Speaker().Name})
	same(t, quote.Text(), doc.Text()[quote.Parts[0].Start:quote.Parts[0].End])
	same(t, doc.Quotes(), doc.Speakers()[0].Quotes())
	same(t, true, quote.Parent() == nil && quote.Addressee() == nil && doc.Slice(nil) == "")
	same(t, "Night ferry", doc.Articles()[0].Title())
	same(t, doc.Quotes(), doc.Blocks()[1].Quotes())
	same(t, "Mara Lindqvist", doc.Mentions()[0].Speaker().String())
	same(t, "Latin", doc.Scripts()[0].Name())
	same(t, true, strings.HasPrefix(doc.MainText(), "Night ferry\n"))
	same(t, "“If not,” “we wait.”", doc.Quotes()[1].String())
}

func TestEmbeddedNUL(t *testing.T) {
	text := "One\x00two. “We sail,” said Mara Lindqvist."
	doc := parse(t, text, &quoth.Input{MediaType: "text/plain"})
	same(t, text, doc.Text())
	same(t, "“We sail,”", doc.Quotes()[0].Text())
	_, err := quoth.Parse([]byte("x"), &quoth.Input{Name: "a\x00b"})
	same(t, true, errors.Is(err, quoth.ErrArgument))
	_, err = quoth.NewEngine(quoth.Options{Languages: []string{"e\x00n"}})
	same(t, "quoth: embedded NUL", err.Error())
}

func TestEmojiBeforeAQuote(t *testing.T) {
	doc := parse(t, "😀 👩‍👩‍👧 “We sail,” said Mara Lindqvist.", &quoth.Input{Name: "😀"})
	same(t, quoth.Span{Start: 24, End: 38}, doc.Quotes()[0].Parts[0])
	same(t, "“We sail,”", doc.Slice(&doc.Quotes()[0].Parts[0]))
	same(t, "😀", doc.Source().Name)
}

func TestRightToLeft(t *testing.T) {
	doc := parse(t, "قالت ليلى: «سنبحر غدا».\n\n“שלום לכם,” אמרה דנה.", nil)
	var scripts []string
	text := ""
	for _, run := range doc.Scripts() {
		scripts = append(scripts, run.Script+" "+run.Direction)
		text += run.Text()
	}
	same(t, []string{"Arab rtl", "Hebr rtl"}, scripts)
	same(t, doc.Text(), text)
	same(t, true, strings.HasPrefix(doc.Quotes()[0].Text(), "«سنبحر غدا»"))
}

func TestInvalidUTF8(t *testing.T) {
	doc := parse(t, "Gr\xC3\xBC\xC3\x9Fe \xE2\x80 x.", &quoth.Input{Charset: "utf-8"})
	same(t, 1, doc.Source().Repaired)
	same(t, "Grüße \uFFFD x.", doc.Text())
	same(t, "Grüße", parse(t, "Gr\xFC\xDFe", &quoth.Input{Charset: "iso-8859-1"}).Text())
}

func TestEmptyInput(t *testing.T) {
	for _, input := range [][]byte{nil, {}} {
		doc, err := quoth.Parse(input, nil)
		if err != nil {
			t.Fatal(err)
		}
		same(t, 0, len(doc.Text())+len(doc.Blocks())+len(doc.Quotes())+len(doc.Scripts()))
		same(t, "", doc.Metadata()["title"])
	}
}

func TestAMegabyte(t *testing.T) {
	sentence := "“We sail in any weather,” said Mara Lindqvist.\n\n"
	count := (1 << 20) / len(sentence)
	doc := parse(t, strings.Repeat(sentence, count), &quoth.Input{MediaType: "text/plain"})
	same(t, count, len(doc.Quotes()))
	same(t, "“We sail in any weather,”", doc.Quotes()[count-1].Text())
}

func TestErrors(t *testing.T) {
	_, err := quoth.Parse([]byte("x"), &quoth.Input{Charset: "klingon"})
	var detail *quoth.Error
	same(t, true, errors.As(err, &detail))
	same(t, quoth.Error{Status: "QUOTH_ERROR_CHARSET", Message: `unknown charset "klingon"`}, *detail)
	fails := func(kind error, err error) {
		t.Helper()
		if !errors.Is(err, kind) {
			t.Fatalf("want %v, not %v", kind, err)
		}
	}
	fails(quoth.ErrCharset, err)
	same(t, false, errors.Is(err, quoth.ErrLimit))
	_, err = engine(t, quoth.Options{MaxInputBytes: 3}).Parse([]byte("four"), nil)
	fails(quoth.ErrLimit, err)
	_, err = quoth.Parse([]byte("\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR"), nil)
	fails(quoth.ErrNotText, err)
	_, err = quoth.Parse([]byte("x"), &quoth.Input{MediaType: "image/png"})
	fails(quoth.ErrMediaType, err)
	_, err = quoth.NewEngine(quoth.Options{Languages: []string{"klingon"}})
	fails(quoth.ErrArgument, err)
	_, err = quoth.NewEngine(quoth.Options{MaxBlocks: -1})
	fails(quoth.ErrArgument, err)
	_, err = quoth.NewEngine(quoth.Options{Speakers: []quoth.GivenSpeaker{{ID: "m"}}})
	fails(quoth.ErrArgument, err)
	_, err = quoth.Load([]byte("no document"))
	fails(quoth.ErrDamaged, err)
	_, err = parse(t, "x", nil).Export("papyrus", quoth.ExportOptions{})
	fails(quoth.ErrArgument, err)
}

func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	e := engine(t, quoth.Options{})
	doc, err := e.ParseContext(ctx, []byte(page), nil)
	same(t, true, err == nil && len(doc.Quotes()) == 2)
	go cancel()
	_, err = e.ParseContext(ctx, []byte(strings.Repeat(page, 50000)), nil)
	same(t, context.Canceled, err)
	_, err = e.ParseContext(ctx, []byte(page), nil)
	same(t, context.Canceled, err)
	_, err = e.ParseContext(context.Background(), []byte(page), nil)
	same(t, nil, err)
}

func TestOptions(t *testing.T) {
	e := engine(t, quoth.Options{Languages: []string{"en"}, Speakers: []quoth.GivenSpeaker{
		{ID: "m", Names: []string{"Mara Lindqvist", "Mara"}}, {Names: []string{"Joost"}}}})
	doc, err := e.Parse([]byte("“We sail,” said Mara."), &quoth.Input{URL: "https://example.org/"})
	if err != nil {
		t.Fatal(err)
	}
	same(t, []string{"m", "https://example.org/"}, []string{doc.Quotes()[0].Speaker().ID, doc.Source().URL})
	plain, err := engine(t, quoth.Options{Layers: quoth.Scripts}).Parse([]byte(page), nil)
	same(t, true, err == nil && len(plain.Quotes()) == 0)
	csv, err := doc.Export("csv", quoth.ExportOptions{Speaker: doc.Speakers()[0]})
	same(t, true, err == nil && strings.Contains(csv, "Mara"))
	var decoded struct{ Offsets string }
	bytes, err := json.Marshal(doc)
	same(t, true, err == nil && json.Unmarshal(bytes, &decoded) == nil && decoded.Offsets == "byte")
	saved, err := doc.Save()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := quoth.Load(saved)
	same(t, true, err == nil && loaded.Text() == doc.Text())
	tag, sure, err := quoth.IdentifyLanguage("Das ist ein ganz gewöhnlicher Satz.", "de", "nl")
	same(t, true, err == nil && tag == "de" && sure > .5)
	same(t, true, quoth.Version() != "" && quoth.UnicodeVersion() != "")
}

func TestDocumentsOutliveEnginesRecordsDocuments(t *testing.T) {
	quote := func() *quoth.Quote {
		doc, err := engine(t, quoth.Options{}).Parse([]byte(page), nil)
		if err != nil {
			t.Fatal(err)
		}
		return doc.Quotes()[0]
	}()
	for i := 0; i < 20; i++ {
		runtime.GC()
		parse(t, strings.Repeat("x", 5000), nil)
	}
	same(t, []string{"“We sail,”", "Mara Lindqvist", "title"}, []string{quote.Text(), quote.Speaker().Name, quote.Document.Blocks()[0].Kind})
}

func TestClose(t *testing.T) {
	doc := parse(t, page, nil)
	quote := doc.Quotes()[0]
	same(t, nil, doc.Close())
	same(t, nil, doc.Close())
	same(t, "“We sail,”", quote.Text())
	for i := 0; i < 2; i++ {
		func() {
			defer func() { same(t, "quoth: the document is closed", recover()) }()
			doc.Blocks()
		}()
	}
}

func TestGoroutines(t *testing.T) {
	doc := parse(t, page, nil)
	var group sync.WaitGroup
	for i := 0; i < 8; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			own, err := quoth.Parse([]byte(page), nil)
			if err != nil || len(own.Quotes()) != 2 || len(doc.Quotes()) != 2 || doc.Quotes()[1].Speaker().Name != "Mara Lindqvist" {
				t.Error("a goroutine saw something else")
			}
		}()
	}
	group.Wait()
}

func resident(t *testing.T) int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	kib, _ := strconv.Atoi(string(regexp.MustCompile(`VmRSS:\s+(\d+)`).FindSubmatch(status)[1]))
	return kib
}

func TestMemoryIsFlat(t *testing.T) {
	rounds := func(count int) int {
		for i := 0; i < count; i++ {
			doc := parse(t, page, nil)
			same(t, 2, len(doc.Quotes()))
			if i%2 == 0 {
				doc.Close()
			}
			if i%50 == 0 {
				runtime.GC() // it does not know what C has
			}
			_, err := quoth.Parse([]byte("x"), &quoth.Input{Charset: "klingon"})
			same(t, true, errors.Is(err, quoth.ErrCharset))
		}
		runtime.GC()
		runtime.GC() // what the first one finalised
		return resident(t)
	}
	rounds(1000)
	before := rounds(1000)
	if grown := rounds(1000) - before; grown > 8192 {
		t.Fatalf("%d KiB more after 1,000 rounds", grown)
	}
}
