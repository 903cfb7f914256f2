// Package quoth reads pages and texts: blocks, script runs, and quotations with their speakers.
//
// It calls the C library by cgo and finds it by pkg-config. Offsets are bytes of the document's text from 0, ends excluded, so that slices
// of Go strings cut it. All types may be used by several goroutines at once.
package quoth

// #cgo pkg-config: quoth
// #cgo CFLAGS: -std=c11 -O2
// #include <stdlib.h>
// #include "records.h"
import "C"

import (
	"runtime"
	"sync"
	"unsafe"
)

// Layer is a part of the work.
type Layer uint32

// What an engine may be limited to.
const (
	Scripts Layer = 1 << iota
	Blocks
	Quotes
)

// GivenSpeaker is somebody of a cast: no quotation gets another speaker.
type GivenSpeaker struct {
	ID    string // may be empty
	Names []string
}

// Options of an engine; the zero value has all defaults.
type Options struct {
	Languages     []string // BCP 47 tags that blocks and quotations may be in; all when empty
	Layers        Layer    // or-ed; everything when 0
	MaxInputBytes int      // the longest input; 0: 1 GiB
	MaxBlocks     int      // the most blocks; 0: 16,000,000
	MaxMemory     int      // the most bytes of memory that a parse takes; 0: 256 MiB and 40 for each byte of the input
	Speakers      []GivenSpeaker
}

// Input is what is known of one input; the zero value is nothing.
type Input struct {
	Name      string // what to call it, a path
	URL       string // where it came from
	MediaType string // "text/html" or "text/plain"; guessed otherwise
	Charset   string // encoding that the bytes came with; guessed otherwise
	Language  string // BCP 47 hint for text that does not tell
	Speakers  []GivenSpeaker
}

// Engine holds configuration and language packs; made once, used for any number of parses.
type Engine struct {
	handle   *C.quoth_engine
	speakers []byte
}

// NewEngine makes an engine.
func NewEngine(options Options) (*Engine, error) {
	if options.MaxInputBytes < 0 || options.MaxBlocks < 0 || options.MaxMemory < 0 {
		return nil, argumentError("a limit below 0")
	}
	if options.Layers&^(Scripts|Blocks|Quotes) != 0 {
		return nil, argumentError("unknown layer")
	}
	speakers, err := packSpeakers(options.Speakers)
	if err != nil {
		return nil, err
	}
	languages, err := packStrings(options.Languages)
	if err != nil {
		return nil, err
	}
	var detail C.quoth_error
	handle := C.flat_engine_new(C.uint32_t(options.Layers), C.size_t(options.MaxInputBytes), C.size_t(options.MaxBlocks),
		C.size_t(options.MaxMemory), pointer(languages), C.size_t(len(languages)), &detail)
	if handle == nil {
		return nil, failure(&detail)
	}
	engine := &Engine{handle, speakers}
	runtime.SetFinalizer(engine, func(e *Engine) { C.quoth_engine_release(e.handle) })
	return engine, nil
}

// Parse finds blocks, scripts, quotations and speakers in a page or text. in may be nil.
func (e *Engine) Parse(input []byte, in *Input) (*Document, error) { return e.parse(input, in, nil) }

func (e *Engine) parse(input []byte, in *Input, cancel *C.flat_cancel) (*Document, error) {
	if in == nil {
		in = &Input{}
	}
	if err := checkStrings(in.Name, in.URL, in.MediaType, in.Charset, in.Language); err != nil {
		return nil, err
	}
	speakers, err := packSpeakers(in.Speakers)
	if err != nil {
		return nil, err
	}
	if in.Speakers == nil {
		speakers = e.speakers
	}
	var names [5]*C.char
	for i, value := range []string{in.Name, in.URL, in.MediaType, in.Charset, in.Language} {
		if value != "" {
			names[i] = C.CString(value)
			defer C.free(unsafe.Pointer(names[i]))
		}
	}
	var detail C.quoth_error
	handle := C.flat_parse(e.handle, pointer(input), C.size_t(len(input)), names[0], names[1], names[2], names[3], names[4],
		pointer(speakers), C.size_t(len(speakers)), nil, 0, cancel, &detail)
	runtime.KeepAlive(e)
	if handle == nil {
		return nil, failure(&detail)
	}
	return newDocument(handle), nil
}

var standard struct {
	once   sync.Once
	engine *Engine
	err    error
}

// Parse parses with an engine that has all defaults.
func Parse(input []byte, in *Input) (*Document, error) {
	standard.once.Do(func() { standard.engine, standard.err = NewEngine(Options{}) })
	if standard.err != nil {
		return nil, standard.err
	}
	return standard.engine.Parse(input, in)
}

// IdentifyLanguage answers the BCP 47 tag of a text's language and how sure that is; "und" for none. candidates are the tags it may be.
func IdentifyLanguage(text string, candidates ...string) (tag string, confidence float64, err error) {
	packed, err := packStrings(candidates)
	if err != nil {
		return "", 0, err
	}
	bytes := []byte(text)
	var detail C.quoth_error
	guess := C.flat_identify_language(pointer(bytes), C.size_t(len(bytes)), pointer(packed), C.size_t(len(packed)), nil, &detail)
	if err := failure(&detail); err != nil {
		return "", 0, err
	}
	return C.GoString(guess.language), float64(guess.confidence), nil
}

// Version of the library, and of Unicode that it follows.
func Version() string        { return C.GoString(C.quoth_version()) }
func UnicodeVersion() string { return C.GoString(C.quoth_unicode_version()) }

// The library reads it during the call only.
func pointer(bytes []byte) unsafe.Pointer {
	if len(bytes) == 0 {
		return nil
	}
	return unsafe.Pointer(&bytes[0])
}

// Strings, each ended by NUL, as the library reads them.
func packStrings(values []string) ([]byte, error) {
	var packed []byte
	for _, value := range values {
		if err := checkStrings(value); err != nil {
			return nil, err
		}
		packed = append(append(packed, value...), 0)
	}
	return packed, nil
}

func packSpeakers(speakers []GivenSpeaker) ([]byte, error) {
	var packed []byte
	for _, speaker := range speakers {
		if len(speaker.Names) == 0 {
			return nil, argumentError("a speaker without name")
		}
		for _, name := range speaker.Names {
			if name == "" {
				return nil, argumentError("a speaker without name")
			}
		}
		one, err := packStrings(append([]string{speaker.ID}, speaker.Names...))
		if err != nil {
			return nil, err
		}
		packed = append(append(packed, one...), 0)
	}
	return packed, nil
}
