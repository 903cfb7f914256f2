# Who said what: pages and texts become blocks, script runs, and quotations with their speakers.
#
# Offsets are those of substr(): characters from 1, the last one included. Lists are data frames with a row for each record.

TABLES <- c(blocks = 0, scripts = 1, quotes = 2, speakers = 3, mentions = 4, articles = 5, glue = 6, mixed_tokens = 7, marks = 8)
UNITS <- c(byte = 0, codepoint = 1, utf16 = 2)
LAYERS <- c(scripts = 1, blocks = 2, quotes = 4)

# ---- calls and failures ----

signal <- function(message, status, offset = 0) {
  kind <- tolower(sub("^QUOTH_ERROR", "quoth", status))
  condition <- structure(list(message = message, call = NULL, status = status, offset = offset),
                         class = c(paste0(kind, "_error"), "quoth_error", "error", "condition"))
  stop(condition)
}

argument_error <- function(...) signal(sprintf(...), "QUOTH_ERROR_ARGUMENT")

checked <- function(value) {
  if (inherits(value, "quoth_failure")) signal(value$message, value$status, value$offset)
  value
}

# A string, or NULL for nothing.
string <- function(value, name) {
  if (is.null(value)) return(NULL)
  if (!is.character(value) || length(value) != 1 || is.na(value)) argument_error("%s is no string", name)
  enc2utf8(value)
}

# Strings, each ended by NUL, as the library reads them.
pack_strings <- function(strings) {
  unlist(lapply(strings, function(s) c(charToRaw(enc2utf8(s)), as.raw(0))), use.names = FALSE)
}

# Of each speaker its id, its names and an empty string. A speaker is a vector of names, or a list with id and names.
pack_speakers <- function(speakers) {
  unlist(lapply(speakers, function(speaker) {
    names <- if (is.list(speaker)) speaker$names else speaker
    if (!is.character(names) || !length(names) || anyNA(names) || any(names == "")) argument_error("a speaker without name")
    id <- if (is.list(speaker) && !is.null(speaker$id)) speaker$id else ""
    pack_strings(c(id, names, ""))
  }), use.names = FALSE)
}

# ---- parsing ----

#' Configuration and language packs; made once, used for any number of parses.
#'
#' `languages`: tags that blocks and quotations may be in. `layers`: of "scripts", "blocks", "quotes"; everything when empty.
#' `limits`: a list with input_bytes, blocks, memory_bytes. `speakers`: a cast for all parses, a list of name vectors or of lists with id and names.
quoth_engine <- function(languages = NULL, layers = NULL, limits = list(), speakers = NULL) {
  unknown <- setdiff(layers, names(LAYERS))
  if (length(unknown)) argument_error("unknown layer \"%s\"", unknown[1])
  unknown <- setdiff(names(limits), c("input_bytes", "blocks", "memory_bytes"))
  if (length(unknown)) argument_error("unknown limit \"%s\"", unknown[1])
  limit <- function(name) {
    value <- limits[[name]]
    if (is.null(value)) return(0)
    if (!is.numeric(value) || length(value) != 1 || is.na(value) || value < 0) argument_error("the limit %s is no size", name)
    value
  }
  handle <- checked(.Call("R_swig_engine_new", sum(LAYERS[unique(layers)]), limit("input_bytes"), limit("blocks"), limit("memory_bytes"),
                          pack_strings(languages), PACKAGE = "quoth"))
  structure(list(handle = handle, speakers = pack_speakers(speakers)), class = "quoth_engine")
}

print.quoth_engine <- function(x, ...) {
  cat("quoth engine", quoth_version(), "\n")
  invisible(x)
}

common <- new.env(parent = emptyenv())

default_engine <- function() {
  if (is.null(common$engine)) common$engine <- quoth_engine()
  common$engine
}

#' Find blocks, scripts, quotations and speakers in a page or text: a string, or bytes as a raw vector.
#'
#' `name`: what to call it. `url`: where it came from. `media_type`: "text/html" or "text/plain". `charset`: of bytes. `language`: of text
#' that does not tell. These are guessed where they are not given. `speakers`: a cast, so that no quotation gets another speaker.
quoth_parse <- function(input, name = NULL, url = NULL, media_type = NULL, charset = NULL, language = NULL, speakers = NULL,
                        engine = default_engine()) {
  if (is.character(input) && length(input) == 1 && !is.na(input)) {
    input <- charToRaw(enc2utf8(input))
    if (is.null(charset)) charset <- "utf-8"
  }
  if (!is.raw(input)) argument_error("a string or a raw vector is needed")
  cast <- if (is.null(speakers)) engine$speakers else pack_speakers(speakers)
  new_document(checked(.Call("R_swig_parse", engine$handle, input, string(name, "name"), string(url, "url"),
                             string(media_type, "media_type"), string(charset, "charset"), string(language, "language"), cast, NULL,
                             PACKAGE = "quoth")))
}

#' The same of a file, with its path as name.
quoth_parse_file <- function(path, ..., name = path) {
  quoth_parse(readBin(path, "raw", file.size(path)), ..., name = name)
}

# ---- documents ----

new_document <- function(handle) {
  document <- new.env(parent = emptyenv())
  assign("handle", handle, document)
  class(document) <- "quoth_document"
  document
}

handle_of <- function(document) get("handle", envir = document)

names.quoth_document <- function(x) c("text", "source", "metadata", names(TABLES))

# Fields are read when they are first asked for.
`$.quoth_document` <- function(x, name) {
  name <- if (is.na(match(name, names(x)))) argument_error("a document has no \"%s\"", name) else name
  if (is.null(x[[name, exact = TRUE]])) NULL else x[[name, exact = TRUE]]
}

`[[.quoth_document` <- function(x, i, ...) {
  if (!exists(i, envir = x, inherits = FALSE)) {
    value <- switch(i,
      text = .Call("R_swig_document_text", handle_of(x), FALSE, PACKAGE = "quoth"),
      source = source_of(handle_of(x)),
      metadata = metadata_of(handle_of(x)),
      if (i %in% names(TABLES)) table_of(x, i) else argument_error("a document has no \"%s\"", i))
    assign(i, value, envir = x)
  }
  get(i, envir = x, inherits = FALSE)
}

source_of <- function(handle) {
  list(name = .Call("R_swig_source_name", handle, PACKAGE = "quoth"), url = .Call("R_swig_source_url", handle, PACKAGE = "quoth"),
       type = .Call("R_swig_source_type", handle, PACKAGE = "quoth"),
       charset = .Call("R_swig_source_charset", handle, PACKAGE = "quoth"),
       bytes = .Call("R_swig_source_bytes", handle, FALSE, PACKAGE = "quoth"),
       repaired = .Call("R_swig_source_repaired", handle, FALSE, PACKAGE = "quoth"))
}

# Names that the library counts up from 0, to the first that is none.
counted <- function(name_of) {
  names <- character()
  while (!is.null(name <- name_of(length(names)))) names <- c(names, name)
  names
}

metadata_of <- function(handle) {
  fields <- counted(function(i) .Call("R_swig_metadata_field_name", i, PACKAGE = "quoth"))
  values <- lapply(seq_along(fields) - 1, function(i) .Call("R_swig_metadata_value", handle, i, PACKAGE = "quoth"))
  names(values) <- fields
  values
}

frame_of <- function(document, table) {
  columns <- checked(.Call("R_swig_frame", handle_of(document), table, FALSE, PACKAGE = "quoth"))
  structure(columns, class = "data.frame", row.names = .set_row_names(length(columns[[1]])))
}

# The texts of stretches; NA for none.
cut_text <- function(document, start, end) {
  .Call("R_swig_slices", handle_of(document), as.integer(start), as.integer(end), FALSE, PACKAGE = "quoth")
}

cut_spans <- function(document, spans) {
  spans[lengths(spans) == 0] <- list(c(NA, NA))
  bounds <- unlist(spans, use.names = FALSE)
  odd <- seq_along(spans) * 2 - 1
  cut_text(document, bounds[odd], bounds[odd + 1])
}

# The parts of each quotation, joined by a space.
joined_parts <- function(document, parts) {
  of <- factor(rep(seq_along(parts), lengths(parts)), seq_along(parts))
  texts <- split(cut_spans(document, unlist(parts, recursive = FALSE)), of)
  vapply(texts, paste, "", collapse = " ", USE.NAMES = FALSE)
}

# What follows from the records: texts, and the names of speakers.
table_of <- function(document, name) {
  frame <- frame_of(document, TABLES[[name]])
  if (all(c("start", "end") %in% names(frame))) frame$text <- cut_text(document, frame$start, frame$end)
  if (name == "quotes") {
    frame$text <- joined_parts(document, frame$parts)
    frame$cue_text <- cut_spans(document, frame$cue)
    frame$speaker_text <- cut_spans(document, frame$speaker_mention)
    frame$start <- vapply(frame$parts, function(parts) parts[[1]][1], 1L)
    frame$end <- vapply(frame$parts, function(parts) parts[[length(parts)]][2], 1L)
  }
  if ("speaker_index" %in% names(frame)) frame$speaker <- document$speakers$name[frame$speaker_index]
  if (name == "articles") frame$title <- document$blocks$text[frame$title_index]
  frame
}

as.data.frame.quoth_document <- function(x, row.names = NULL, optional = FALSE, ...) x$quotes
as.character.quoth_document <- function(x, ...) x$text
length.quoth_document <- function(x) nrow(x$quotes)

print.quoth_document <- function(x, ...) {
  cat(sprintf("quoth document: %d characters, %d blocks, %d quotations, %d speakers\n", nchar(x$text), nrow(x$blocks), nrow(x$quotes),
              nrow(x$speakers)))
  invisible(x)
}

#' The text of a span, c(first, last), or of several in a list.
quoth_slice <- function(document, span) {
  if (is.list(span)) cut_spans(document, span) else cut_spans(document, list(span))
}

#' The text a reader came for: the main blocks, joined by line feeds.
quoth_main_text <- function(document) paste(document$blocks$text[document$blocks$main], collapse = "\n")

#' The document as "json", "tei", "webannotation", "brat", "xmi", "csv", "markdown" or "report".
#'
#' `offsets`: "codepoint", "byte" or "utf16", from 0. `speaker`: row of document$speakers, for only that voice.
quoth_export <- function(document, format, offsets = "codepoint", compact = FALSE, speaker = NULL) {
  if (!offsets %in% names(UNITS)) argument_error("offsets is \"%s\", not one of byte, codepoint, utf16", offsets)
  voice <- if (is.null(speaker)) -1 else speaker - 1
  checked(.Call("R_swig_document_export", handle_of(document), string(format, "format"), UNITS[[offsets]], as.numeric(compact), voice,
                FALSE, PACKAGE = "quoth"))
}

#' The whole document as a raw vector, for quoth_load().
quoth_save <- function(document) checked(.Call("R_swig_document_save", handle_of(document), FALSE, PACKAGE = "quoth"))

#' A document as quoth_save() wrote it.
quoth_load <- function(bytes) {
  if (!is.raw(bytes)) argument_error("a raw vector is needed")
  new_document(checked(.Call("R_swig_document_load", bytes, PACKAGE = "quoth")))
}

#' The language of a text, a BCP 47 tag, and how sure that is. `candidates` are the tags it may be.
quoth_identify_language <- function(text, candidates = NULL) {
  checked(.Call("R_swig_identify_language", string(text, "text"), pack_strings(candidates), NULL, FALSE, PACKAGE = "quoth"))
}

#' The version of the library.
quoth_version <- function() .Call("R_swig_version", PACKAGE = "quoth")
