package quoth

// #include <stdlib.h>
// #include "records.h"
import "C"

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

// Unit is what offsets in an export count.
type Unit int32

// Units of offsets.
const (
	Byte Unit = iota
	CodePoint
	UTF16
)

// Document is all that was found in one input. It does not change; its lists are read when first asked for.
type Document struct {
	*owner
	text string

	blocks      list[Block]
	scripts     list[ScriptRun]
	quotes      list[Quote]
	speakers    list[Speaker]
	mentions    list[Mention]
	articles    list[Article]
	glue        list[Glue]
	mixedTokens list[MixedToken]
	marks       list[Mark]
}

// The library's document. A record points at its Document and that at its records: only what stands outside of such a ring is finalised.
type owner struct{ handle *C.quoth_document }

type list[T any] struct {
	sync.Mutex
	read    bool
	records []*T
}

// Fails as the runtime does where there is no memory, and in no other way but for closed documents, each time.
func (l *list[T]) of(d *Document, table int, make func(row, int) *T) []*T {
	l.Lock()
	defer l.Unlock()
	if l.read {
		return l.records
	}
	rows, err := rowsOf(d, table)
	if err != nil {
		panic(err)
	}
	for i, r := range rows {
		l.records = append(l.records, make(r, i))
	}
	l.read = true
	return l.records
}

func newDocument(handle *C.quoth_document) *Document {
	text := C.flat_document_text(handle)
	d := &Document{owner: &owner{handle}, text: C.GoStringN(text.bytes, C.int(text.size))}
	runtime.SetFinalizer(d.owner, (*owner).release)
	return d
}

// Close frees the library's memory now; the garbage collector would do it later. Text and lists that were read before stay; to ask for
// others is a mistake that panics. Not while another goroutine uses the document.
func (d *Document) Close() error {
	runtime.SetFinalizer(d.owner, nil)
	d.release()
	return nil
}

func (o *owner) release() {
	C.quoth_document_release(o.handle)
	o.handle = nil
}

func (o *owner) open() *C.quoth_document {
	if o.handle == nil {
		panic("quoth: the document is closed")
	}
	return o.handle
}

// Load reads a document as Save wrote it.
func Load(saved []byte) (*Document, error) {
	var detail C.quoth_error
	handle := C.flat_document_load(pointer(saved), C.size_t(len(saved)), &detail)
	if handle == nil {
		return nil, failure(&detail)
	}
	return newDocument(handle), nil
}

// Save gives the whole document as bytes, for Load.
func (d *Document) Save() ([]byte, error) {
	var detail C.quoth_error
	blob := C.flat_document_save(d.open(), &detail)
	runtime.KeepAlive(d)
	defer C.free(unsafe.Pointer(blob.bytes))
	return C.GoBytes(unsafe.Pointer(blob.bytes), C.int(blob.size)), failure(&detail)
}

// Text is the one string that all offsets point into.
func (d *Document) Text() string { return d.text }

// Slice is the text of a span; empty for nil.
func (d *Document) Slice(span *Span) string {
	if span == nil {
		return ""
	}
	return d.text[span.Start:span.End]
}

func (d *Document) String() string {
	return fmt.Sprintf("quoth.Document: %d bytes, %d blocks, %d quotes", len(d.text), len(d.Blocks()), len(d.Quotes()))
}

func (d *Document) stretch(r row, i int) Stretch { return Stretch{d, i, r.bounds()} }

// Blocks in the text's order.
func (d *Document) Blocks() []*Block {
	return d.blocks.of(d, tableBlocks, func(r row, i int) *Block {
		return &Block{Stretch: d.stretch(r, i), Kind: r.enumerator("kind"), Article: r.integer("article"), Parent: r.integer("parent"),
			Level: r.integer("level"), Turn: r.integer("turn"), DuplicateOf: r.integer("duplicate_of"), ExcerptOf: r.integer("excerpt_of"),
			Row: r.integer("row"), Column: r.integer("column"), Header: r.flag("header"), Main: r.flag("main"),
			Direction: r.enumerator("direction"), SpeakerHead: r.span("speaker_head"), Dateline: r.span("dateline"), Byline: r.span("byline"),
			Language: r.text("language"), Script: r.code("script"), Confidence: r.number("confidence"),
			LanguageConfidence: r.number("language_confidence"), ScriptShares: r.shares("script_shares"),
			FirstStrong: r.enumerator("first_strong"), MainProbability: r.number("main_probability"), Source: r.bytes("source")}
	})
}

// Scripts are runs of one script; they tile the text.
func (d *Document) Scripts() []*ScriptRun {
	return d.scripts.of(d, tableScripts, func(r row, i int) *ScriptRun {
		return &ScriptRun{d.stretch(r, i), r.code("script"), r.enumerator("direction")}
	})
}

// Quotes in order of their first byte.
func (d *Document) Quotes() []*Quote {
	return d.quotes.of(d, tableQuotes, func(r row, i int) *Quote {
		return &Quote{Document: d, Index: i, Type: r.enumerator("type"), SpeakerIndex: r.integer("speaker_index"),
			AddresseeIndex: r.integer("addressee_index"), ParentIndex: r.integer("parent_index"), Block: r.integer("block"),
			Parts: r.spans("parts"), Quoted: r.spans("quoted"), Cue: r.span("cue"), SpeakerMention: r.span("speaker_mention"),
			Language: r.text("language"), Evidence: r.text("evidence"), Confidence: r.number("confidence")}
	})
}

// Speakers by first quotation.
func (d *Document) Speakers() []*Speaker {
	return d.speakers.of(d, tableSpeakers, func(r row, i int) *Speaker {
		return &Speaker{d, i, r.text("id"), r.text("name"), r.enumerator("kind"), r.enumerator("gender"), r.texts("aliases"), r.spans("mentions")}
	})
}

// Mentions of speakers, speaker by speaker.
func (d *Document) Mentions() []*Mention {
	return d.mentions.of(d, tableMentions, func(r row, i int) *Mention { return &Mention{d.stretch(r, i), r.integer("speaker_index")} })
}

// Articles of the page.
func (d *Document) Articles() []*Article {
	return d.articles.of(d, tableArticles, func(r row, i int) *Article {
		return &Article{d.stretch(r, i), r.integer("title_index"), r.text("author"), r.text("date"), r.text("site")}
	})
}

// Glue points.
func (d *Document) Glue() []*Glue {
	return d.glue.of(d, tableGlue, func(r row, i int) *Glue {
		return &Glue{d, i, r.integer("at"), r.enumerator("kind"), r.number("confidence")}
	})
}

// MixedTokens are words that mix scripts.
func (d *Document) MixedTokens() []*MixedToken {
	return d.mixedTokens.of(d, tableMixedTokens, func(r row, i int) *MixedToken {
		return &MixedToken{d.stretch(r, i), r.enumerator("restriction_level"), r.codes("scripts")}
	})
}

// Marks are strings in quotation marks that are nobody's speech.
func (d *Document) Marks() []*Mark {
	return d.marks.of(d, tableMarks, func(r row, i int) *Mark { return &Mark{d.stretch(r, i), r.enumerator("reason")} })
}

// MainText is the text a reader came for: the main blocks, joined by line feeds.
func (d *Document) MainText() string {
	var texts []string
	for _, block := range d.Blocks() {
		if block.Main {
			texts = append(texts, block.Text())
		}
	}
	return strings.Join(texts, "\n")
}

// Source is where a document came from.
type Source struct {
	Name, URL       string
	Type, Charset   string
	Bytes, Repaired int
}

// Source is where the text came from.
func (d *Document) Source() Source {
	defer runtime.KeepAlive(d)
	return Source{C.GoString(C.flat_source_name(d.open())), C.GoString(C.flat_source_url(d.handle)), C.GoString(C.flat_source_type(d.handle)),
		C.GoString(C.flat_source_charset(d.handle)), int(C.flat_source_bytes(d.handle)), int(C.flat_source_repaired(d.handle))}
}

// Metadata is what the page says about itself: title, author, date, modified, site, language, url, description, as far as it does.
func (d *Document) Metadata() map[string]string {
	defer runtime.KeepAlive(d)
	metadata := map[string]string{}
	for field := C.int32_t(0); ; field++ {
		name := C.quoth_metadata_field_name(field)
		if name == nil {
			return metadata
		}
		if value := C.flat_metadata_value(d.open(), field); value != nil {
			metadata[C.GoString(name)] = C.GoString(value)
		}
	}
}

// ExportOptions of Export; the zero value has offsets in bytes and everybody's quotations.
type ExportOptions struct {
	Offsets Unit
	Compact bool
	Speaker *Speaker // only that voice
}

// Export gives the document as "json", "tei", "webannotation", "brat", "xmi", "csv", "markdown" or "report".
func (d *Document) Export(format string, options ExportOptions) (string, error) {
	if err := checkStrings(format); err != nil {
		return "", err
	}
	name, speaker, compact := C.CString(format), C.int32_t(-1), C.int32_t(0)
	defer C.free(unsafe.Pointer(name))
	if options.Speaker != nil {
		speaker = C.int32_t(options.Speaker.Index)
	}
	if options.Compact {
		compact = 1
	}
	var detail C.quoth_error
	text := C.flat_document_export(d.open(), name, C.int32_t(options.Offsets), compact, speaker, &detail)
	runtime.KeepAlive(d)
	defer C.free(unsafe.Pointer(text.bytes))
	return C.GoStringN(text.bytes, C.int(text.size)), failure(&detail)
}

// MarshalJSON gives the JSON format 1, with offsets in bytes.
func (d *Document) MarshalJSON() ([]byte, error) {
	text, err := d.Export("json", ExportOptions{Compact: true})
	return []byte(text), err
}
