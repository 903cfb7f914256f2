rockspec_format = "3.0"
package = "quoth"
version = "0.1.0-1"
source = { url = "." }
description = {
  summary = "Who said what: pages and texts become blocks, scripts, quotations and speakers",
  license = "Apache-2.0",
  labels = { "nlp", "text", "html", "quotation" },
}
supported_platforms = { "unix" }
dependencies = { "lua >= 5.4" }
external_dependencies = { QUOTH = { header = "quoth/quoth.h", library = "quoth" } }
build = {
  type = "builtin",
  modules = {
    quoth = "quoth.lua",
    ["quoth.raw"] = {
      sources = { "src/quoth_wrap.c", "src/flat.c", "src/flat_input.c", "src/records.c", "src/layout.c" },
      incdirs = { "src", "$(QUOTH_INCDIR)" },
      libdirs = { "$(QUOTH_LIBDIR)" },
      libraries = { "quoth" },
    },
  },
}
