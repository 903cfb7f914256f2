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

print(least(10, 500, function() quoth.parse("") end), least(10, 3, function() quoth.parse(page) end), least(10, 3, all))
