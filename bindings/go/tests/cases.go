// Prints each document, read by the records of the binding, as a line of JSON.
package main

import (
	"encoding/json"
	"log"
	"os"
	"reflect"
	"strings"
	"unicode"

	"quoth"
)

// Fields where none is -1.
var indices = map[string]bool{"article": true, "parent": true, "turn": true, "duplicate_of": true, "excerpt_of": true, "row": true, "column": true,
	"speaker_index": true, "addressee_index": true, "parent_index": true, "block": true, "title_index": true}

func snake(name string) string {
	var out strings.Builder
	for i, c := range name {
		if unicode.IsUpper(c) && i > 0 && unicode.IsLower(rune(name[i-1])) {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(c))
	}
	return out.String()
}

func span(s quoth.Span) []int { return []int{s.Start, s.End} }

func value(name string, field any) any {
	switch v := field.(type) {
	case string:
		if v == "" {
			return nil
		}
	case int:
		if v < 0 && indices[name] {
			return nil
		}
	case quoth.Span:
		return span(v)
	case *quoth.Span:
		if v == nil {
			return nil
		}
		return span(*v)
	case []quoth.Span:
		spans := [][]int{}
		for _, s := range v {
			spans = append(spans, span(s))
		}
		return spans
	case []string:
		return append([]string{}, v...)
	}
	return field
}

func fieldsOf(record any) map[string]any {
	fields, v := map[string]any{}, reflect.ValueOf(record)
	switch r := record.(type) {
	case *quoth.Quote:
		fields["text"], fields["cue_text"], fields["speaker_text"] = r.Text(), value("", r.CueText()), value("", r.SpeakerText())
	case interface{ Text() string }:
		fields["text"] = r.Text()
	}
	for _, field := range reflect.VisibleFields(v.Elem().Type()) {
		if field.Anonymous || field.Name == "Document" || field.Name == "Index" {
			continue
		}
		name := snake(field.Name)
		fields[name] = value(name, v.Elem().FieldByIndex(field.Index).Interface())
	}
	return fields
}

func all[T any](records []T) []any {
	list := []any{}
	for _, record := range records {
		list = append(list, fieldsOf(record))
	}
	return list
}

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, path := range os.Args[1:] {
		bytes, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		doc, err := quoth.Parse(bytes, &quoth.Input{Name: path})
		if err != nil {
			log.Fatal(err)
		}
		source := doc.Source()
		err = out.Encode(map[string]any{
			"text": doc.Text(), "metadata": doc.Metadata(),
			"source": map[string]any{"type": source.Type, "charset": source.Charset, "bytes": source.Bytes, "repaired": source.Repaired},
			"blocks": all(doc.Blocks()), "scripts": all(doc.Scripts()), "quotes": all(doc.Quotes()), "speakers": all(doc.Speakers()),
			"mentions": all(doc.Mentions()), "articles": all(doc.Articles()), "glue": all(doc.Glue()),
			"mixed_tokens": all(doc.MixedTokens()), "marks": all(doc.Marks()),
		})
		if err != nil {
			log.Fatal(err)
		}
	}
}
