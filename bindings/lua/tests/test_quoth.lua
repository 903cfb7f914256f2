-- What can go wrong between Lua and C. usage: lua5.4 test_quoth.lua
local quoth = require("quoth")

local PAGE = "<h1>Night ferry</h1><p>“We sail,” said Mara Lindqvist. “If not,” she added, “we wait.”</p>"
local tests = {}

local function equal(expected, actual)
    if expected ~= actual then error(("expected %s, not %s"):format(tostring(expected), tostring(actual)), 2) end
end

local function failure(...)
    local ok, err = pcall(...)
    equal(false, ok)
    return err
end

-- Resident memory in KiB.
local function resident()
    for line in io.lines("/proc/self/status") do
        local kib = line:match("^VmRSS:%s+(%d+)")
        if kib then return tonumber(kib) end
    end
end

function tests.records()
    local doc = quoth.parse(PAGE)
    equal("Night ferry", doc.blocks[1].text)
    equal("title", doc.blocks[1].kind)
    equal("Mara Lindqvist", doc.quotes[1].speaker.name)
    equal("“We sail,”", doc.quotes[1].text)
    equal("said", doc.quotes[1].cue_text)
    equal(#doc.quotes, #doc.speakers[1].quotes)
    equal("Mara Lindqvist", tostring(doc.quotes[1].speaker))
    equal(nil, doc.quotes[1].parent)
    equal("Night ferry", doc.articles[1].title)
    equal("Mara Lindqvist", doc.mentions[1].speaker.name)
    equal(doc.text:sub(1, 11), doc.blocks[1].text)
end

function tests.embedded_nul()
    local text = "One\0two. “We sail,” said Mara Lindqvist."
    local doc = quoth.parse(text, { media_type = "text/plain" })
    equal(text, doc.text)
    equal("“We sail,”", doc.quotes[1].text)
    equal("embedded NUL", failure(quoth.parse, "x", { name = "a\0b" }))
    assert(tostring(failure(quoth.Engine, { languages = { "e\0n" } })):find("embedded NUL"))
end

function tests.emoji_before_a_quote()
    local doc = quoth.parse("😀 👩‍👩‍👧 “We sail,” said Mara Lindqvist.")
    equal("“We sail,”", doc.text:sub(table.unpack(doc.quotes[1].parts[1])))
end

function tests.right_to_left()
    local doc = quoth.parse("قالت ليلى: «سنبحر غدا».\n\n“שלום לכם,” אמרה דנה.")
    local scripts = {}
    for _, run in ipairs(doc.scripts) do scripts[run.script] = run.direction end
    equal("rtl", scripts.Arab)
    equal("rtl", scripts.Hebr)
    equal(doc.text, doc.scripts[1].text .. doc.scripts[2].text)
    equal("«سنبحر غدا»", doc.quotes[1].text:gsub("%.$", ""))
end

function tests.invalid_utf8()
    local doc = quoth.parse("Gr\xC3\xBC\xC3\x9Fe \xE2\x80 “We sail,” said Mara.", { charset = "utf-8" })
    equal(1, doc.source.repaired)
    assert(doc.text:find("\u{FFFD}", 1, true))
    assert(utf8.len(doc.text))
end

function tests.empty_input()
    local doc = quoth.parse("")
    equal("", doc.text)
    equal(0, #doc.blocks + #doc.quotes + #doc.scripts)
    equal(nil, doc.metadata.title)
end

function tests.a_megabyte()
    local sentence = "“We sail in any weather,” said Mara Lindqvist.\n\n"
    local count = 2 ^ 20 // #sentence
    local doc = quoth.parse(sentence:rep(count // 1 | 0), { media_type = "text/plain" })
    equal(count // 1 | 0, #doc.quotes)
    equal("“We sail in any weather,”", doc.quotes[#doc.quotes].text)
end

function tests.errors()
    local err = failure(quoth.parse, "x", { charset = "klingon" })
    equal('unknown charset "klingon"', err.message)
    equal("QUOTH_ERROR_CHARSET", err.status)
    equal(err.message, tostring(err))
    equal("QUOTH_ERROR_LIMIT", failure(quoth.Engine().parse, quoth.Engine({ limits = { memory_bytes = 3 } }), "four").status)
    equal("QUOTH_ERROR_LIMIT", failure(quoth.Engine({ limits = { input_bytes = 3 } }).parse, quoth.Engine({ limits = { input_bytes = 3 } }), "four").status)
    equal("QUOTH_ERROR_NOT_TEXT", failure(quoth.parse, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR").status)
    equal("QUOTH_ERROR_ARGUMENT", failure(quoth.parse, 42).status)
    equal("QUOTH_ERROR_ARGUMENT", failure(quoth.Engine, { layers = { "colours" } }).status)
    equal("QUOTH_ERROR_ARGUMENT", failure(quoth.Engine, { languages = { "klingon" } }).status)
    equal("QUOTH_ERROR_DAMAGED", failure(quoth.load, "no document").status)
end

function tests.options()
    local engine = quoth.Engine({ languages = { "en" }, speakers = { { id = "m", names = { "Mara Lindqvist", "Mara" } }, "Joost" } })
    local doc = engine:parse("“We sail,” said Mara.", { name = "a", url = "https://example.org/" })
    equal("m", doc.quotes[1].speaker.id)
    equal("https://example.org/", doc.source.url)
    equal(0, #quoth.Engine({ layers = { "scripts" } }):parse(PAGE).quotes)
    assert(quoth.parse(PAGE):to_json({ offsets = "utf16", compact = true }):find('"offsets":"utf16"'))
    assert(doc:export("csv", { speaker = doc.speakers[1] }):find("Mara Lindqvist"))
    equal("QUOTH_ERROR_ARGUMENT", failure(doc.export, doc, "papyrus").status)
    equal("de", (quoth.identify_language("Das ist ein ganz gewöhnlicher Satz.")))
    equal("Night ferry", quoth.load(quoth.parse(PAGE):save()).blocks[1].text)
end

function tests.documents_outlive_engines_and_records_documents()
    local engine = quoth.Engine()
    local quote = engine:parse(PAGE).quotes[1]
    engine = nil
    collectgarbage()
    for _ = 1, 20 do quoth.parse(("x"):rep(5000)) end
    collectgarbage()
    equal("“We sail,”", quote.text)
    equal("Mara Lindqvist", quote.speaker.name)
end

function tests.memory_is_flat()
    local function rounds(count)
        for _ = 1, count do
            local doc = quoth.parse(PAGE)
            equal(2, #doc.quotes)
            pcall(quoth.parse, PAGE, { charset = "klingon" })
        end
        collectgarbage()
        collectgarbage()
        return resident()
    end
    local before = rounds(200)
    local grown = rounds(1000) - before
    assert(grown < 2048, ("%d KiB more after 1,000 rounds"):format(grown))
end

function tests.nothing_is_global() equal(nil, rawget(_G, "quoth_raw")) end

local count = 0
for name, test in pairs(tests) do
    local ok, err = xpcall(test, debug.traceback)
    if not ok then
        io.stderr:write(name, ": ", tostring(err), "\n")
        os.exit(1)
    end
    count = count + 1
end
print(count .. " tests passed")
