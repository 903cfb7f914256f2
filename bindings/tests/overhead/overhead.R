library(quoth)

path <- commandArgs(trailingOnly = TRUE)[1]
page <- readBin(path, "raw", file.size(path))

# Calls beyond what a clock of milliseconds can tell apart.
least <- function(rounds, calls, f) {
  each <- vapply(seq_len(rounds), function(i) system.time(for (k in seq_len(calls)) f(), gcFirst = FALSE)[["elapsed"]] / calls, 0)
  round(min(each) * 1e9)
}

none <- raw()
cat(least(5, 2000, function() quoth_parse(none)), least(10, 20, function() quoth_parse(page)),
    least(10, 20, function() sum(nchar(quoth_parse(page)$quotes$text))), sep = "\t")
cat("\n")
