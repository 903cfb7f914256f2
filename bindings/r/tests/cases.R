# Prints each document, read by the data frames of the binding, as a line of JSON.
library(quoth)

LISTS <- c("blocks", "scripts", "quotes", "speakers", "mentions", "articles", "glue", "mixed_tokens", "marks")

# Columns whose cells are vectors of any length.
VECTORS <- c("aliases", "scripts", "script_shares")

quoted <- function(s) {
  s <- gsub("\\", "\\\\", s, fixed = TRUE)
  s <- gsub("\"", "\\\"", s, fixed = TRUE)
  for (c in c(1:31, 127)) if (any(grepl(intToUtf8(c), s, fixed = TRUE))) s <- gsub(intToUtf8(c), sprintf("\\u%04x", c), s, fixed = TRUE)
  paste0("\"", s, "\"")
}

json <- function(value) {
  if (is.null(value) || (is.atomic(value) && length(value) == 1 && is.na(value))) return("null")
  if (is.list(value) && !is.null(names(value))) {
    if (!length(value)) return("{}")
    return(paste0("{", paste(quoted(names(value)), vapply(value, json, ""), sep = ":", collapse = ","), "}"))
  }
  if (is.list(value) || length(value) > 1) return(paste0("[", paste(vapply(value, json, ""), collapse = ","), "]"))
  if (is.character(value)) return(quoted(value))
  if (is.logical(value)) return(tolower(value))
  format(value, digits = 9, scientific = FALSE)
}

rows <- function(frame) {
  if (!nrow(frame)) return("[]")
  for (column in intersect(VECTORS, names(frame))) frame[[column]] <- lapply(frame[[column]], as.list)
  records <- vapply(seq_len(nrow(frame)), function(i) json(lapply(frame, `[[`, i)), "")
  paste0("[", paste(records, collapse = ","), "]")
}

for (path in commandArgs(trailingOnly = TRUE)) {
  doc <- quoth_parse_file(path)
  lists <- vapply(LISTS, function(list) paste0(quoted(list), ":", rows(doc[[list]])), "")
  cat("{\"text\":", json(doc$text), ",\"source\":", json(doc$source), ",\"metadata\":", json(doc$metadata), ",", paste(lists, collapse = ","), "}\n",
      sep = "")
}
