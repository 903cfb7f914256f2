package ifneeded quoth 0.1.0 [list apply {folder {
    load [file join $folder quothraw[info sharedlibextension]] Quoth_raw
    source -encoding utf-8 [file join $folder quoth.tcl]
}} $dir]
