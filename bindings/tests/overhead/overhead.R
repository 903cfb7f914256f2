library(quoth)

path <- commandArgs(trailingOnly = TRUE)[1]
page <- readBin(path, "raw", file.size(path))

# Calls beyond what a clock of milliseconds can tell apart; processor time.
least <- function(rounds, calls, f) {
  each <- vapply(seq_len(rounds), function(i) sum(system.time(for (k in seq_len(calls)) f(), gcFirst = FALSE)[1:2]) / calls, 0)
  round(min(each) * 1e9)
}

quotes <- quoth_parse(page)$quotes
each <- round(least(10, 20000, function() sum(quotes$confidence)) / nrow(quotes))

none <- raw()
cat(least(5, 2000, function() quoth_parse(none)), least(10, 20, function() quoth_parse(page)),
    least(10, 20, function() sum(nchar(quoth_parse(page)$quotes$text))), each, sep = "\t")
cat("\n")
