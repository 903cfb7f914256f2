-- Prints each document, read by the records of the binding, as a line of JSON.
local quoth = require("quoth")

local LISTS = { "blocks", "scripts", "quotes", "speakers", "mentions", "articles", "glue", "mixed_tokens", "marks" }
local DERIVED = { "text", "cue_text", "speaker_text" }

local function escape(c) return ("\\u%04x"):format(c:byte()) end

local function write(value)
    if type(value) == "string" then return '"' .. value:gsub('[%c"\\\127]', escape) .. '"' end
    if math.type(value) == "float" then return ("%.9g"):format(value) end
    if type(value) ~= "table" then return value == nil and "null" or tostring(value) end
    local items = {}
    if #value > 0 then
        for i, item in ipairs(value) do items[i] = write(item) end
        return "[" .. table.concat(items, ",") .. "]"
    end
    for key, item in pairs(value) do items[#items + 1] = write(key) .. ":" .. write(item) end
    return "{" .. table.concat(items, ",") .. "}"
end

local function fields_of(record)
    local fields = {}
    for key, value in pairs(record) do
        if key ~= "document" and key ~= "index" then fields[key] = value end
    end
    for _, name in ipairs(DERIVED) do fields[name] = record[name] end
    return fields
end

for _, path in ipairs(arg) do
    local file <close> = assert(io.open(path, "rb"))
    local doc = quoth.parse(file:read("a"), { name = path })
    local out = { text = doc.text, source = doc.source, metadata = doc.metadata }
    for _, list in ipairs(LISTS) do
        out[list] = {}
        for i, record in ipairs(doc[list]) do out[list][i] = fields_of(record) end
    end
    print(write(out))
end
