local quoth = require("quoth")
local file <close> = assert(io.open(arg[1], "rb"))
local page = file:read("a")

local function least(rounds, calls, f)
    local best = math.huge
    for _ = 1, rounds do
        local begun = os.clock()
        for _ = 1, calls do f() end
        best = math.min(best, (os.clock() - begun) / calls)
    end
    return math.floor(best * 1e9)
end

local function all()
    local length = 0
    for _, quote in ipairs(quoth.parse(page).quotes) do length = length + #quote.text end
    return length
end

local quotes = quoth.parse(page).quotes

local function fields()
    local sum = 0
    for i = 1, #quotes do sum = sum + quotes[i].confidence end
    return sum
end

print(least(10, 500, function() quoth.parse("") end), least(30, 1, function() quoth.parse(page) end), least(30, 1, all),
    least(10, 200, fields) // #quotes)
