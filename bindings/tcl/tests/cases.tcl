# Prints each document, read by the dicts of the binding, as a line of JSON. Tcl has no types: the layout has them.
package require quoth
fconfigure stdout -encoding utf-8

proc quoted {text} {
    set out ""
    foreach c [split $text ""] {
        scan $c %c code
        append out [expr {$code < 32 || $code > 126 || $c in {\" \\} ? [format {\u%04x} $code] : $c}]
    }
    return "\"$out\""
}

proc text_or_null {text} { expr {$text eq "" ? "null" : [quoted $text]} }

proc array_of {items} { return "\[[join $items ,]\]" }

proc pair {span} { expr {$span eq "" ? "null" : [array_of $span]} }

proc write {kind value} {
    switch $kind {
        span - bytes { return [pair $value] }
        spans { return [array_of [lmap span $value { pair $span }]] }
        text - code - enumerator { return [text_or_null $value] }
        texts - codes { return [array_of [lmap text $value { quoted $text }]] }
        shares { return "{[join [lmap {script share} $value { string cat [quoted $script] : $share }] ,]}" }
        flag { return [expr {$value ? "true" : "false"}] }
        default { return [expr {$value eq "" ? "null" : $value}] }
    }
}

proc object {pairs} { return "{[join [lmap {key value} $pairs { string cat [quoted $key] : $value }] ,]}" }

proc record {table row} {
    set out {}
    for {set field 0} {[set name [quoth::raw::field_name $table $field]] ne ""} {incr field} {
        lappend out $name [write [quoth::raw::field_kind $table $field] [dict get $row $name]]
    }
    foreach name {text cue_text speaker_text} {
        if {[dict exists $row $name]} { lappend out $name [text_or_null [dict get $row $name]] }
    }
    return [object $out]
}

foreach path $argv {
    set doc [quoth parse_file $path]
    set out [list text [quoted [$doc text]]]
    set source {}
    foreach {name value} [$doc source] {
        lappend source $name [expr {$name in {bytes repaired} ? $value : [text_or_null $value]}]
    }
    lappend out source [object $source] metadata [object [dict map {name value} [$doc metadata] { text_or_null $value }]]
    foreach {name table} $quoth::tables {
        lappend out $name [array_of [lmap row [$doc $name] { record $table $row }]]
    }
    puts [object $out]
    $doc destroy
}
