package quoth

// #include "records.h"
import "C"

import (
	"strings"
	"unsafe"
)

// Span is a stretch of the text: bytes from 0, end excluded.
type Span struct{ Start, End int }

// Stretch is a record that is a span of its document's text.
type Stretch struct {
	Document *Document
	Index    int // its place in its list
	Span
}

// Text is the stretch itself.
func (s Stretch) Text() string   { return s.Document.Slice(&s.Span) }
func (s Stretch) String() string { return s.Text() }

// Block is a leaf of the page: a title, a paragraph, a turn of a conversation, a link to another page. Indices are -1 for none, strings
// empty, spans nil.
type Block struct {
	Stretch
	Kind                           string
	Article, Parent                int
	Level, Turn                    int
	DuplicateOf, ExcerptOf         int
	Row, Column                    int
	Header, Main                   bool
	Direction                      string
	SpeakerHead, Dateline, Byline  *Span
	Language, Script               string
	Confidence, LanguageConfidence float64
	ScriptShares                   map[string]float64
	FirstStrong                    string
	MainProbability                float64
	Source                         Span // bytes of the input
}

// Quotes are the quotations that begin in it.
func (b *Block) Quotes() (quotes []*Quote) {
	for _, quote := range b.Document.Quotes() {
		if quote.Block == b.Index {
			quotes = append(quotes, quote)
		}
	}
	return quotes
}

// ScriptRun is a run of one script and direction.
type ScriptRun struct {
	Stretch
	Script, Direction string
}

// Name of the script in English: "Latin".
func (r *ScriptRun) Name() string {
	code := append([]byte(r.Script), 0)
	return C.GoString(C.quoth_script_name((*C.char)(unsafe.Pointer(&code[0]))))
}

// Quote is a quotation or turn: who says what.
type Quote struct {
	Document       *Document
	Index          int
	Type           string // "direct", "mixed", "indirect", "turn"
	SpeakerIndex   int
	AddresseeIndex int
	ParentIndex    int
	Block          int
	Parts          []Span // more than one where the speaker is named between
	Quoted         []Span // of a mixed quotation what stands in marks
	Cue            *Span  // "said"
	SpeakerMention *Span
	Language       string
	Evidence       string
	Confidence     float64
}

// Text is that of its parts, joined by spaces.
func (q *Quote) Text() string {
	texts := make([]string, len(q.Parts))
	for i := range q.Parts {
		texts[i] = q.Document.Slice(&q.Parts[i])
	}
	return strings.Join(texts, " ")
}

func (q *Quote) String() string { return q.Text() }

// CueText and SpeakerText are the words of the cue, and those that name the speaker there.
func (q *Quote) CueText() string     { return q.Document.Slice(q.Cue) }
func (q *Quote) SpeakerText() string { return q.Document.Slice(q.SpeakerMention) }

// Speaker, Addressee and Parent are nil for none.
func (q *Quote) Speaker() *Speaker   { return at(q.Document.Speakers(), q.SpeakerIndex) }
func (q *Quote) Addressee() *Speaker { return at(q.Document.Speakers(), q.AddresseeIndex) }
func (q *Quote) Parent() *Quote      { return at(q.Document.Quotes(), q.ParentIndex) }

// Speaker is who is quoted: all mentions of one person, role, group or organisation.
type Speaker struct {
	Document *Document
	Index    int
	ID       string // the caller's, or empty
	Name     string
	Kind     string // "person", "role", "group", "organization", "state", "unknown"
	Gender   string // "female", "male" or empty
	Aliases  []string
	Mentions []Span
}

func (s *Speaker) String() string {
	if s == nil {
		return "?"
	}
	return s.Name
}

// Quotes are what the speaker says.
func (s *Speaker) Quotes() (quotes []*Quote) {
	for _, quote := range s.Document.Quotes() {
		if quote.SpeakerIndex == s.Index {
			quotes = append(quotes, quote)
		}
	}
	return quotes
}

// Mention is a place where the text mentions a speaker.
type Mention struct {
	Stretch
	SpeakerIndex int
}

// Speaker is who is mentioned.
func (m *Mention) Speaker() *Speaker { return at(m.Document.Speakers(), m.SpeakerIndex) }

// Article is one article of the page.
type Article struct {
	Stretch
	TitleIndex         int
	Author, Date, Site string
}

// Title is its headline, or empty.
func (a *Article) Title() string {
	if block := at(a.Document.Blocks(), a.TitleIndex); block != nil {
		return block.Text()
	}
	return ""
}

// Glue is a point where two texts were stuck together without a space.
type Glue struct {
	Document   *Document
	Index      int
	At         int    // first byte of the second text
	Kind       string // "script", "language", "typography"
	Confidence float64
}

// MixedToken is a word that mixes scripts as look-alikes do.
type MixedToken struct {
	Stretch
	RestrictionLevel string
	Scripts          []string
}

// Mark is a string in quotation marks that is nobody's speech.
type Mark struct {
	Stretch
	Reason string
}

func at[T any](list []*T, index int) *T {
	if index < 0 || index >= len(list) {
		return nil
	}
	return list[index]
}
