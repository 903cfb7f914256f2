# Who said what: pages and texts become blocks, script runs, and quotations with their speakers.
#
# Offsets are those of [string range]: from 0, the last one included. A span is a list {first last}; what is not known is {}.

package require Tcl 8.6-
package provide quoth 0.1.0

namespace eval quoth {
    namespace export parse parse_bytes parse_file identify_language Engine Document
    namespace ensemble create -subcommands {parse parse_bytes parse_file identify_language library_version}
    variable tables {blocks 0 scripts 1 quotes 2 speakers 3 mentions 4 articles 5 glue 6 mixed_tokens 7 marks 8}
    variable layers {scripts 1 blocks 2 quotes 4}
    variable units {byte 0 codepoint 1 utf16 2}
}

proc quoth::fail {message} { return -code error -errorcode {QUOTH ARGUMENT 0} $message }

proc quoth::utf8 {text} { encoding convertto utf-8 $text }

# Options over their defaults; the names of those that are not known are an error.
proc quoth::options {given defaults} {
    if {[llength $given] % 2} { tailcall fail "an option without value" }
    foreach {name value} $given {
        if {![dict exists $defaults $name]} { tailcall fail "unknown option \"$name\": must be [join [dict keys $defaults] {, }]" }
        dict set defaults $name $value
    }
    return $defaults
}

# Strings, each ended by NUL, as the library reads them.
proc quoth::pack {strings} {
    foreach string $strings {
        if {[string first \0 $string] >= 0} { tailcall fail "embedded NUL" }
        append packed $string \0
    }
    return [expr {[info exists packed] ? [utf8 $packed] : ""}]
}

# Of each speaker a list: its names.
proc quoth::pack_speakers {speakers} {
    foreach names $speakers {
        if {![llength $names] || "" in $names} { tailcall fail "a speaker without name" }
        append packed [pack [list "" {*}$names ""]]
    }
    return [expr {[info exists packed] ? $packed : ""}]
}

# Text is characters. Options: -mediatype, -language (guessed where not given), -url, -name, and -speakers, a cast: a list of lists of
# names; no quotation gets another speaker. The document is an object: destroy it when it is not needed any more.
proc quoth::parse {text args} { [default_engine] parse $text {*}$args }

# What was read from a file or the network; also -charset.
proc quoth::parse_bytes {bytes args} { [default_engine] parse_bytes $bytes {*}$args }

proc quoth::parse_file {path args} { [default_engine] parse_file $path {*}$args }

proc quoth::default_engine {} {
    variable default
    if {![info exists default]} { set default [Engine new] }
    return $default
}

# The language of a text, its BCP 47 tag, and how sure that is.
proc quoth::identify_language {text {candidates {}}} { raw::identify_language [utf8 $text] [pack $candidates] {} }

proc quoth::library_version {} { raw::version }

# Configuration and language packs. Options: -languages, a list of tags; -layers, of scripts, blocks, quotes; -maxinput, bytes; -maxblocks;
# -maxmemory, bytes that a parse may take; -speakers, a cast for all parses.
oo::class create quoth::Engine {
    variable handle speakers

    constructor {args} {
        set o [::quoth::options $args {-languages {} -layers {} -maxinput 0 -maxblocks 0 -maxmemory 0 -speakers {}}]
        set wanted 0
        foreach layer [dict get $o -layers] {
            if {![dict exists $::quoth::layers $layer]} { ::quoth::fail "unknown layer \"$layer\"" }
            incr wanted [dict get $::quoth::layers $layer]
        }
        set speakers [::quoth::pack_speakers [dict get $o -speakers]]
        set handle [::quoth::raw::engine_new $wanted [dict get $o -maxinput] [dict get $o -maxblocks] \
                        [dict get $o -maxmemory] [::quoth::pack [dict get $o -languages]]]
    }

    destructor { if {[info exists handle]} { ::quoth::raw::delete_Engine $handle } }

    method parse {text args} { my parse_bytes [::quoth::utf8 $text] {*}$args -charset utf-8 }

    method parse_bytes {bytes args} {
        set o [::quoth::options $args {-name {} -url {} -mediatype {} -charset {} -language {} -speakers {}}]
        set cast $speakers
        if {[dict get $o -speakers] ne ""} { set cast [::quoth::pack_speakers [dict get $o -speakers]] }
        set strings [lmap name {-name -url -mediatype -charset -language} { ::quoth::utf8 [dict get $o $name] }]
        return [::quoth::Document new [::quoth::raw::parse $handle $bytes {*}$strings $cast {}]]
    }

    method parse_file {path args} {
        set file [open $path rb]
        try { set bytes [read $file] } finally { close $file }
        my parse_bytes $bytes -name $path {*}$args
    }
}

# All that was found in one input. Its lists are lists of dicts, plain values that need the document no more.
oo::class create quoth::Document {
    variable handle text lists

    constructor {document} {
        set handle $document
        set lists {}
    }

    destructor { ::quoth::raw::delete_Document $handle }

    # The one string that all offsets point into.
    method text {} {
        if {![info exists text]} { set text [::quoth::raw::document_text $handle] }
        return $text
    }

    # The text of a span; nothing for {}.
    method slice {span} {
        if {$span eq ""} { return "" }
        string range [my text] {*}$span
    }

    # blocks, scripts, quotes, speakers, mentions, articles, glue, mixed_tokens or marks.
    method list {table} {
        if {![dict exists $lists $table]} {
            dict set lists $table [lmap row [::quoth::raw::build $handle [dict get $::quoth::tables $table]] { my Complete $table $row }]
        }
        return [dict get $lists $table]
    }

    # What follows from the fields: the text; of quotations cue_text, speaker_text and the name of the speaker.
    method Complete {table row} {
        if {[dict exists $row end]} { dict set row text [string range [my text] [dict get $row start] [dict get $row end]] }
        if {$table eq "quotes"} {
            dict set row text [join [lmap part [dict get $row parts] { my slice $part }]]
            dict set row cue_text [my slice [dict get $row cue]]
            dict set row speaker_text [my slice [dict get $row speaker_mention]]
            set speaker [dict get $row speaker_index]
            dict set row speaker [expr {$speaker eq "" ? "" : [dict get [lindex [my list speakers] $speaker] name]}]
        }
        return $row
    }

    # The text a reader came for.
    method main_text {} {
        set texts {}
        foreach block [my list blocks] {
            if {[dict get $block main]} { lappend texts [dict get $block text] }
        }
        return [join $texts \n]
    }

    method source {} {
        foreach name {name url type charset bytes repaired} { dict set source $name [::quoth::raw::source_$name $handle] }
        return $source
    }

    # What the page says about itself: title, author, date, …
    method metadata {} {
        for {set field 0} {[set name [::quoth::raw::metadata_field_name $field]] ne ""} {incr field} {
            dict set metadata $name [::quoth::raw::metadata_value $handle $field]
        }
        return $metadata
    }

    # Formats: json tei webannotation brat xmi csv markdown report. Options: -offsets (codepoint, byte, utf16), -compact, -speaker, an index.
    method export {format args} {
        set o [::quoth::options $args {-offsets codepoint -compact 0 -speaker -1}]
        if {![dict exists $::quoth::units [dict get $o -offsets]]} {
            ::quoth::fail "offsets is [dict get $o -offsets], not one of [join [dict keys $::quoth::units] {, }]"
        }
        set unit [dict get $::quoth::units [dict get $o -offsets]]
        ::quoth::raw::document_export $handle $format $unit [dict get $o -compact] [dict get $o -speaker]
    }
}

foreach table [dict keys $quoth::tables] {
    oo::define quoth::Document method $table {} [list my list $table]
}
unset table
