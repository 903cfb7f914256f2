# What can go wrong between R and C.
library(quoth)

page <- "<h1>Night ferry</h1><p>“We sail,” said Mara Lindqvist. “If not,” she added, “we wait.”</p>"

same <- function(expected, actual) {
  if (!identical(expected, actual)) stop(sprintf("expected %s, not %s", deparse1(expected), deparse1(actual)), call. = FALSE)
}

failure <- function(class, code) {
  condition <- tryCatch({
    code
    NULL
  }, error = identity)
  if (!inherits(condition, class)) stop(sprintf("no %s but %s", class, deparse1(class(condition))), call. = FALSE)
  condition
}

resident <- function() {
  line <- grep("^VmRSS:", readLines("/proc/self/status"), value = TRUE)
  as.numeric(gsub("[^0-9]", "", line))
}

tests <- list(
  records = function() {
    doc <- quoth_parse(page)
    same(c("Night ferry", "title"), c(doc$blocks$text[1], doc$blocks$kind[1]))
    same(c(TRUE, TRUE), doc$blocks$main)
    quotes <- doc$quotes
    same(c("“We sail,”", "“If not,” “we wait.”"), quotes$text)
    same(c("said", "added"), quotes$cue_text)
    same(c("Mara Lindqvist", "Mara Lindqvist"), quotes$speaker)
    span <- quotes$parts[[1]][[1]]
    same(quotes$text[1], substr(doc$text, span[1], span[2]))
    same(quotes$text[1], quoth_slice(doc, span))
    same(NA_integer_, quotes$parent_index[1])
    same("Night ferry", doc$articles$title)
    same("Mara Lindqvist", doc$mentions$speaker[1])
    same(TRUE, startsWith(quoth_main_text(doc), "Night ferry\n"))
    same(2L, length(doc))
    same(quotes, as.data.frame(doc))
    same("Mara Lindqvist", names(table(quotes$speaker)))
    same(c(Latn = 1), doc$blocks$script_shares[[1]])
    same(TRUE, is.character(doc$speakers$aliases[[1]]))
  },
  `embedded NUL` = function() {
    bytes <- c(charToRaw("One"), as.raw(0), charToRaw("two. “We sail,” said Mara Lindqvist."))
    doc <- quoth_parse(bytes, media_type = "text/plain")
    same("One␀two. “We sail,” said Mara Lindqvist.", doc$text)
    same("“We sail,”", doc$quotes$text)
  },
  `emoji before a quote` = function() {
    doc <- quoth_parse("😀 👩‍👩‍👧 “We sail,” said Mara Lindqvist.", name = "😀")
    same(c(9L, 18L), doc$quotes$parts[[1]][[1]])
    same("“We sail,”", substr(doc$text, 9, 18))
    same("😀", doc$source$name)
  },
  `right to left` = function() {
    doc <- quoth_parse("قالت ليلى: «سنبحر غدا».\n\n“שלום לכם,” אמרה דנה.")
    same(c("Arab rtl", "Hebr rtl"), paste(doc$scripts$script, doc$scripts$direction))
    same(doc$text, paste(doc$scripts$text, collapse = ""))
    same(TRUE, startsWith(doc$quotes$text[1], "«سنبحر غدا»"))
  },
  `invalid UTF-8` = function() {
    doc <- quoth_parse(c(charToRaw("Grüße "), as.raw(c(0xE2, 0x80)), charToRaw(" x.")), charset = "utf-8")
    same(1, doc$source$repaired)
    same("Grüße \uFFFD x.", doc$text)
    latin <- as.raw(c(0x47, 0x72, 0xFC, 0xDF, 0x65))
    same("Grüße", quoth_parse(latin, charset = "iso-8859-1")$text)
    string <- rawToChar(latin)
    Encoding(string) <- "latin1"
    same("Grüße", quoth_parse(string)$text)
  },
  `empty input` = function() {
    for (input in list("", raw())) {
      doc <- quoth_parse(input)
      same("", doc$text)
      same(c(0L, 0L, 0L), c(nrow(doc$blocks), nrow(doc$quotes), nrow(doc$scripts)))
      same(NULL, doc$metadata$title)
      same(TRUE, all(c("type", "parts", "text") %in% names(doc$quotes)))
    }
  },
  `a megabyte` = function() {
    sentence <- "“We sail in any weather,” said Mara Lindqvist.\n\n"
    count <- 2^20 %/% nchar(sentence, "bytes")
    doc <- quoth_parse(strrep(sentence, count), media_type = "text/plain")
    same(as.integer(count), length(doc))
    same("“We sail in any weather,”", doc$quotes$text[count])
  },
  errors = function() {
    condition <- failure("quoth_charset_error", quoth_parse("x", charset = "klingon"))
    same("unknown charset \"klingon\"", conditionMessage(condition))
    same(TRUE, inherits(condition, "quoth_error"))
    same(list("QUOTH_ERROR_CHARSET", 0), list(condition$status, condition$offset))
    failure("quoth_limit_error", quoth_parse("four", engine = quoth_engine(limits = list(input_bytes = 3))))
    failure("quoth_limit_error", quoth_parse("four", engine = quoth_engine(limits = list(memory_bytes = 3))))
    failure("quoth_not_text_error", quoth_parse(as.raw(c(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D))))
    failure("quoth_media_type_error", quoth_parse("x", media_type = "image/png"))
    failure("quoth_damaged_error", quoth_load(charToRaw("no document")))
    for (wrong in expression(quoth_parse(42), quoth_parse(NA_character_), quoth_parse(c("a", "b")), quoth_parse("x", name = 1),
                             quoth_engine(languages = "klingon"), quoth_engine(layers = "colours"), quoth_engine(limits = list(pages = 1)),
                             quoth_engine(limits = list(blocks = -1)), quoth_parse("x", speakers = list(character())),
                             quoth_export(quoth_parse("x"), "papyrus"), quoth_export(quoth_parse("x"), "json", offsets = "words"),
                             quoth_parse("x")$chapters, quoth_load("x"))) {
      failure("quoth_argument_error", eval(wrong))
    }
  },
  `handles do not survive a session` = function() {
    doc <- unserialize(serialize(quoth_parse(page), NULL))
    same("a quoth_document is needed, of this session", conditionMessage(failure("error", doc$quotes)))
  },
  options = function() {
    engine <- quoth_engine(languages = "en", speakers = list(list(id = "m", names = c("Mara Lindqvist", "Mara")), "Joost"))
    doc <- quoth_parse("“We sail,” said Mara.", url = "https://example.org/", engine = engine)
    same(c("m", "https://example.org/"), c(doc$speakers$id[doc$quotes$speaker_index], doc$source$url))
    same(0L, length(quoth_parse(page, engine = quoth_engine(layers = "scripts"))))
    same(TRUE, grepl("\"offsets\":\"utf16\"", quoth_export(doc, "json", offsets = "utf16", compact = TRUE), fixed = TRUE))
    same(TRUE, grepl("Mara", quoth_export(doc, "csv", speaker = 1), fixed = TRUE))
    same(doc$text, quoth_load(quoth_save(doc))$text)
    same("de", quoth_identify_language("Das ist ein ganz gewöhnlicher Satz.")$language)
    same(as.character(packageVersion("quoth")), quoth_version())
  },
  `documents outlive engines` = function() {
    quotes <- local(quoth_parse(page, engine = quoth_engine()))
    gc()
    for (i in 1:20) quoth_parse(strrep("x", 5000))
    gc()
    same("“We sail,”", quotes$quotes$text[1])
  },
  `memory is flat` = function() {
    rounds <- function(count) {
      for (i in seq_len(count)) {
        same(2L, nrow(quoth_parse(page)$quotes))
        failure("quoth_error", quoth_parse("x", charset = "klingon"))
      }
      gc()
      resident()
    }
    rounds(1000)
    before <- rounds(1000)
    grown <- rounds(1000) - before
    if (grown > 8192) stop(sprintf("%d KiB more after 1,000 rounds", grown))
  }
)

failed <- 0
for (name in names(tests)) {
  tryCatch(tests[[name]](), error = function(e) {
    failed <<- failed + 1
    cat(name, ": ", conditionMessage(e), "\n", sep = "")
  })
}
cat(sprintf("%d passed, %d failed\n", length(tests) - failed, failed))
quit(status = as.integer(failed > 0))
