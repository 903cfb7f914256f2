package require quoth

set file [open [lindex $argv 0] rb]
set page [read $file]
close $file

proc least {rounds calls script} {
    set best 1e9
    for {set i 0} {$i < $rounds} {incr i} {
        set each [lindex [uplevel #0 [list time $script $calls]] 0]
        if {$each < $best} {set best $each}
    }
    return [expr {int($best * 1000)}]
}

proc all {page} {
    set doc [quoth parse_bytes $page]
    set length 0
    foreach quote [$doc quotes] {incr length [string length [dict get $quote text]]}
    $doc destroy
    return $length
}

proc fields {quotes} {
    set sum 0
    foreach quote $quotes {set sum [expr {$sum + [dict get $quote confidence]}]}
    return $sum
}

set doc [quoth parse_bytes $page]
set quotes [$doc quotes]
puts [join [list [least 10 500 {[quoth parse ""] destroy}] [least 30 1 {[quoth parse_bytes $page] destroy}] [least 30 1 {all $page}] \
    [expr {[least 10 200 {fields $quotes}] / [llength $quotes]}]] "\t"]
