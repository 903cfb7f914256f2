--- Who said what: pages and texts become blocks, script runs, and quotations with their speakers.
--
-- Offsets are those of string.sub: bytes from 1, the last one included. A span is a table {first, last}.

local raw = require("quoth.raw")

local TABLES = { blocks = 0, scripts = 1, quotes = 2, speakers = 3, mentions = 4, articles = 5, glue = 6, mixed_tokens = 7, marks = 8 }
local UNITS = { byte = 0, codepoint = 1, utf16 = 2 }
local LAYERS = { scripts = 1, blocks = 2, quotes = 4 }
local LIMITS = { input_bytes = true, blocks = true, memory_bytes = true }

local function argument_error(message)
    return setmetatable({ status = "QUOTH_ERROR_ARGUMENT", message = message, offset = 0 }, raw.error_metatable)
end

local function check(condition, message, ...)
    if not condition then error(argument_error(message:format(...)), 0) end
end

-- Strings, each ended by NUL, as the library reads them.
local function pack_strings(strings)
    local packed = {}
    for i, string in ipairs(strings) do
        check(not string:find("\0", 1, true), "embedded NUL in %q", string)
        packed[i] = string .. "\0"
    end
    return table.concat(packed)
end

-- A speaker is a name, a list of names, or a table with id and names.
local function pack_speaker(speaker)
    if type(speaker) == "string" then speaker = { speaker } end
    local names = speaker.names or speaker
    check(#names > 0, "a speaker without name")
    for _, name in ipairs(names) do check(name ~= "", "a speaker without name") end
    return pack_strings({ speaker.id or "", table.unpack(names) }) .. "\0"
end

local function pack_speakers(speakers)
    local packed = {}
    for i, speaker in ipairs(speakers or {}) do packed[i] = pack_speaker(speaker) end
    return table.concat(packed)
end

-- Records: what the library says of them, and what follows from it. Each keeps its document alive.

local function text_of_parts(quote)
    local texts = {}
    for i, part in ipairs(quote.parts) do texts[i] = quote.document:slice(part) end
    return table.concat(texts, " ")
end

local function stretch(record) return record.document.text:sub(record.start, record["end"]) end

local function member(list, index)
    return function(record) return record.document[list][record[index]] end
end

local function slice(span)
    return function(record) return record.document:slice(record[span]) end
end

local function quotes_of(speaker)
    local quotes = {}
    for _, quote in ipairs(speaker.document.quotes) do
        if quote.speaker_index == speaker.index then quotes[#quotes + 1] = quote end
    end
    return quotes
end

local DERIVED = {
    blocks = { text = stretch },
    scripts = { text = stretch },
    quotes = {
        text = text_of_parts, cue_text = slice("cue"), speaker_text = slice("speaker_mention"),
        speaker = member("speakers", "speaker_index"), addressee = member("speakers", "addressee_index"),
        parent = member("quotes", "parent_index"),
    },
    speakers = { quotes = quotes_of },
    mentions = { text = stretch, speaker = member("speakers", "speaker_index") },
    articles = {
        text = stretch,
        title = function(article)
            local block = article.document.blocks[article.title_index]
            return block and block.text
        end,
    },
    glue = {},
    mixed_tokens = { text = stretch },
    marks = { text = stretch },
}

local RECORD = {} -- metatables by the name of the list
for list, derived in pairs(DERIVED) do
    RECORD[list] = {
        __name = "quoth." .. list,
        __index = function(record, field)
            local derive = derived[field]
            return derive and derive(record)
        end,
        __tostring = function(record) return record.name or record.text or RECORD[list].__name end,
    }
end

local Document = {}

--- The text of a span {first, last}; nil for nil.
function Document:slice(span) return span and self.text:sub(span[1], span[2]) end

--- The text a reader came for: the blocks with `main`, joined by line feeds.
function Document:main_text()
    local texts = {}
    for _, block in ipairs(self.blocks) do
        if block.main then texts[#texts + 1] = block.text end
    end
    return table.concat(texts, "\n")
end

--- The document in another format: "json", "tei", "webannotation", "brat", "xmi", "csv", "markdown", "report". Options: offsets
-- ("codepoint", "byte", "utf16"; they count from 0), compact, speaker (a record of doc.speakers: only that voice).
function Document:export(format, options)
    options = options or {}
    local unit = UNITS[options.offsets or "codepoint"]
    check(unit, "offsets is %q, not one of byte, codepoint, utf16", tostring(options.offsets))
    local speaker = options.speaker and options.speaker.index - 1 or -1
    return raw.document_export(self.handle, format, unit, options.compact and 1 or 0, speaker)
end

--- The document as JSON, format 1: see Document:export.
function Document:to_json(options) return self:export("json", options) end

--- The whole document as a string of bytes, for quoth.load.
function Document:save() return raw.document_save(self.handle) end

local function source_of(document)
    local h = document.handle
    return {
        name = raw.source_name(h), url = raw.source_url(h), type = raw.source_type(h), charset = raw.source_charset(h),
        bytes = raw.source_bytes(h), repaired = raw.source_repaired(h),
    }
end

local function metadata_of(document)
    local metadata, field = {}, 0
    while true do
        local name = raw.metadata_field_name(field)
        if not name then return metadata end
        metadata[name] = raw.metadata_value(document.handle, field)
        field = field + 1
    end
end

local function records_of(document, list)
    local records = raw.build(document.handle, TABLES[list])
    for i, record in ipairs(records) do
        record.document, record.index = document, i
        setmetatable(record, RECORD[list])
    end
    return records
end

-- Fields of a document are read when they are first asked for.
local function read_field(document, field)
    local value = Document[field]
    if value then return value end
    if TABLES[field] then value = records_of(document, field)
    elseif field == "text" then value = raw.document_text(document.handle)
    elseif field == "source" then value = source_of(document)
    elseif field == "metadata" then value = metadata_of(document)
    end
    document[field] = value
    return value
end

local DOCUMENT = {
    __name = "quoth.Document",
    __index = read_field,
    __tostring = function(d) return ("quoth.Document: %d bytes, %d blocks, %d quotes"):format(#d.text, #d.blocks, #d.quotes) end,
}

local function new_document(handle) return setmetatable({ handle = handle }, DOCUMENT) end

local Engine = {}
local ENGINE = { __name = "quoth.Engine", __index = Engine }

--- Find blocks, scripts, quotations and speakers in a page or text, a string of bytes. Options: media_type, charset, language (guessed
-- where they are not given), url, name, speakers (a cast: no quotation gets another speaker).
function Engine:parse(input, options)
    check(type(input) == "string", "a string is needed, not %s", type(input))
    options = options or {}
    local speakers = options.speakers and pack_speakers(options.speakers) or self.speakers
    return new_document(raw.parse(self.handle, input, options.name, options.url, options.media_type, options.charset,
        options.language, speakers, nil))
end

local quoth = { version = raw.version(), unicode_version = raw.unicode_version() }

--- An engine. Options: languages (list of tags), layers (list of "scripts", "blocks", "quotes"), limits ({input_bytes=, blocks=, memory_bytes=}),
-- speakers (a cast for all parses).
function quoth.Engine(options)
    options = options or {}
    local layers, limits = 0, options.limits or {}
    for _, layer in ipairs(options.layers or {}) do
        check(LAYERS[layer], "unknown layer %q", tostring(layer))
        layers = layers | LAYERS[layer]
    end
    for name, limit in pairs(limits) do
        check(LIMITS[name] and math.type(limit) == "integer" and limit >= 0, "unknown or negative limit %q", tostring(name))
    end
    local handle = raw.engine_new(layers, limits.input_bytes or 0, limits.blocks or 0, limits.memory_bytes or 0,
        pack_strings(options.languages or {}))
    return setmetatable({ handle = handle, speakers = pack_speakers(options.speakers) }, ENGINE)
end

local default

--- Parse with an engine that has all defaults: see Engine:parse.
function quoth.parse(input, options)
    default = default or quoth.Engine()
    return default:parse(input, options)
end

--- A document as Document:save wrote it.
function quoth.load(bytes) return new_document(raw.document_load(bytes)) end

--- The language of a text: its BCP 47 tag and how sure that is. `candidates` are the tags it may be.
function quoth.identify_language(text, candidates)
    return raw.identify_language(text, pack_strings(candidates or {}), nil)
end

return quoth
