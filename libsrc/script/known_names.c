#include "script/known_names.h"

#include <string.h>

enum { NAME_BYTES = 24, PART_BYTES = 12 };

/* In byte order: firms, products, people whose names are written as two capitalised words in one. */
static const char names[][NAME_BYTES] = {
    "AkzoNobel",        "AmeriCorps",      "AnkerMake",      "AppStore",
    "AppleCare",        "AppleScript",     "ArcelorMittal",  "AstraZeneca",
    "AuthorHouse",      "AutoZone",        "BahnCard",       "BancoPosta",
    "BandCamp",         "BaseCamp",        "BayernLb",       "BeautifulSoup",
    "BelgaCom",         "BellSouth",       "BlackBerry",     "BlackRock",
    "BlueSky",          "BookBeat",        "BookTok",        "BuzzFeed",
    "CafePress",        "CaixaBank",       "CanalPlus",      "CashApp",
    "CenturyLink",      "ChapStick",       "CinemaScope",    "ClassPass",
    "ClickBank",        "ClickHouse",      "ClickUp",        "CloudFlare",
    "CloudFront",       "CloudWatch",      "CodeIgniter",    "CodePen",
    "CoffeeScript",     "CoinBase",        "ColdFusion",     "ComiCon",
    "CouchDb",          "CraigsList",      "CreateSpace",    "CrossFit",
    "CrowdStrike",      "CyberGhost",      "DailyMail",      "DataDog",
    "DataFlex",         "DeepMind",        "DeepSeek",       "DekaBank",
    "DeutschlandRadio", "DeviantArt",      "DigitalOcean",   "DisplayPort",
    "DocuSign",         "DoorDash",        "DoubleClick",    "DreamWorks",
    "DropBox",          "EasyJet",         "EnergySage",     "EuroDisney",
    "EuroLeague",       "EuroMillions",    "EuroNews",       "EuroStar",
    "EuroTunnel",       "EverNote",        "EverQuest",      "ExpressVpn",
    "ExxonMobil",       "FaceBook",        "FaceTime",       "FarmVille",
    "FastMail",         "FileMaker",       "FileVault",      "FileZilla",
    "FinalCut",         "FireFox",         "FireWire",       "FitzGerald",
    "FitzRoy",          "FlashAttention",  "FoodPanda",      "FourSquare",
    "FrameMaker",       "FranceInfo",      "FreeCell",       "FreshBooks",
    "FrontPage",        "FuboTv",          "FullStory",      "GameCube",
    "GameStop",         "GoodReads",       "GoogleBot",      "GrubHub",
    "GuideStar",        "HackerOne",       "HarperCollins",  "HealthKit",
    "HeidelbergCement", "HelloFresh",      "HomeAdvisor",    "HomeKit",
    "HomePod",          "HuffPost",        "HyperCard",      "HyperLoop",
    "IdeaPad",          "ImmoScout",       "InfoRadio",      "InterCity",
    "InterContinental", "InterRail",       "JPMorgan",       "JavaFx",
    "JavaScript",       "JazzFest",        "JumpCloud",      "JustEat",
    "KarstadtQuelle",   "KickStarter",     "KitchenAid",     "KiwiRail",
    "KraftHeinz",       "LangChain",       "LaserDisc",      "LaserJet",
    "LastPass",         "LeapFrog",        "LegalZoom",      "LexisNexis",
    "LibreOffice",      "LifeLock",        "LightRoom",      "LinkBuds",
    "LinkedIn",         "LiveJournal",     "LiveScience",    "LockBit",
    "LoveFilm",         "MailChimp",       "MarketWatch",    "MasterCard",
    "MasterChef",       "MasterCraft",     "MediaMarkt",     "MediaTek",
    "MediaWiki",        "MegaUpload",      "MetaFilter",     "MetroLink",
    "MicroSoft",        "MicroStrategy",   "MoneyGram",      "MoonPay",
    "MotoGp",           "MovieLens",       "MoviePass",      "MusicBrainz",
    "NameCheap",        "NewsCorp",        "NewsGuard",      "NordPass",
    "NordVpn",          "NordicTrack",     "OmniBook",       "OnlyFans",
    "OpenOffice",       "OpenShift",       "OpenStack",      "OpenTable",
    "OpenTelemetry",    "OpenType",        "OpenWrt",        "OptinMonster",
    "OverDrive",        "PageMaker",       "PageRank",       "PagerDuty",
    "PancakeSwap",      "PartyPoker",      "PepsiCo",        "PhaseOne",
    "PhoneGap",         "PhotoShop",       "PinkNews",       "PlayBook",
    "PlayStation",      "PlayStations",    "PokeStop",       "PostNl",
    "PostNord",         "PostScript",      "PowerBook",      "PowerPc",
    "PowerPoint",       "PowerShell",      "PrestaShop",     "PricewaterhouseCoopers",
    "ProductHunt",      "ProtectiveClean", "ProtonMail",     "PureScript",
    "QlikView",         "QuarkXpress",     "QuickBooks",     "QuickTime",
    "QuietComfort",     "RabbitMq",        "RaboBank",       "RackSpace",
    "RadioFrance",      "RadioShack",      "RapidMiner",     "ReadWrite",
    "RealAudio",        "RealNetworks",    "RealPlayer",     "RegioBahn",
    "ResearchGate",     "RingCentral",     "RoboCop",        "RocketLab",
    "RyanAir",          "SafeMoon",        "SalesForce",     "ScienceDirect",
    "ScotRail",         "SecureDrop",      "SelfRidges",     "SendGrid",
    "ServiceNow",       "ShareChat",       "SharePoint",     "ShopRite",
    "SimpliSafe",       "SiriusXm",        "SlideShare",     "SmartThings",
    "SmugMug",          "SnapChat",        "SoftBank",       "SolarCity",
    "SolarWinds",       "SongKick",        "SoundCloud",     "SoundCore",
    "SourceForge",      "SpeedTest",       "SportScheck",    "SportsCenter",
    "SportsNet",        "SpringBoot",      "SquareSpace",    "StackExchange",
    "StackOverflow",    "StarCraft",       "StarLink",       "StarTribune",
    "StateFarm",        "StatoilHydro",    "StepStone",      "StreamYard",
    "StubHub",          "StumbleUpon",     "SuccessFactors", "SurfShark",
    "SurveyMonkey",     "SwiftKey",        "SwiftUi",        "SwissCom",
    "SwissRe",          "TaskRabbit",      "TeamViewer",     "TechCrunch",
    "TechRadar",        "TechTarget",      "TeliaSonera",    "TensorFlow",
    "TerraForm",        "TextEdit",        "ThinkPad",       "ThredUp",
    "ThyssenKrupp",     "TouchPad",        "TouchWiz",       "TradingView",
    "TransUnion",       "TripAdvisor",     "TripIt",         "TrueCrypt",
    "TrustPilot",       "TruthSocial",     "TuneIn",         "TurboTax",
    "TurnTo",           "TweetDeck",       "TypePad",        "TypeScript",
    "UltraViolet",      "UnionPay",        "UnitedHealth",   "VentureBeat",
    "ViacomCbs",        "VideoLan",        "VirtualBox",     "VisiCalc",
    "VistaPrint",       "VisualAge",       "VoiceOver",      "WannaCry",
    "WaterAid",         "WestLaw",         "WhatsApp",       "WikiLeaks",
    "WireGuard",        "WireShark",       "WordPad",        "WordPerfect",
    "WordPress",        "WordStar",        "WorldCat",       "WorldCom",
    "ZoomInfo",         "thredUp",
};

/* How names of products, and identifiers, end … */
static const char tails[][PART_BYTES] = {
    "Admin",    "Advisor",  "Array",   "Async",    "Award",    "Bahn",     "Bank",    "Base",       "Bear",      "Bird",
    "Bit",      "Board",    "Book",    "Boost",    "Bot",      "Box",      "Build",   "Builder",    "Cam",       "Camp",
    "Card",     "Care",     "Case",    "Cast",     "Chain",    "Checker",  "Class",   "Client",     "Clip",      "Close",
    "Cloud",    "Code",     "Coin",    "Con",      "Conf",     "Context",  "Control", "Controller", "Corp",      "Count",
    "Craft",    "Create",   "Cup",     "Data",     "Direct",   "Doc",      "Docs",    "Drive",      "Duck",      "Edge",
    "Editor",   "Effect",   "Effects", "Element",  "Elements", "Error",    "Event",   "Events",     "Exception", "Face",
    "Fact",     "Factory",  "Fest",    "Field",    "File",     "Files",    "Finder",  "Fit",        "Flow",      "Form",
    "Function", "Gate",     "Group",   "Groups",   "Guard",    "Handler",  "Hire",    "Hive",       "Hub",       "Hunt",
    "Id",       "Index",    "Innen",   "Item",     "Items",    "Karte",    "Key",     "Keys",       "Kicks",     "Kit",
    "Lab",      "Labs",     "Layer",   "Learning", "Level",    "Line",     "Link",    "Lint",       "List",      "Listener",
    "Logs",     "Manager",  "Map",     "Mart",     "Mask",     "Match",    "Mate",    "Max",        "Method",    "Middleware",
    "Mini",     "Mock",     "Mode",    "Model",    "Mouse",    "Name",     "Net",     "Node",       "Number",    "Object",
    "Of",       "Office",   "Ops",     "Pad",      "Page",     "Park",     "Pass",    "Path",       "Pay",       "Phone",
    "Play",     "Player",   "Pods",    "Point",    "Pool",     "Port",     "Post",    "Press",      "Prime",     "Pro",
    "Problems", "Protocol", "Query",   "Rank",     "Reader",   "Recorder", "Reducer", "Request",    "Response",  "Result",
    "Root",     "Runtime",  "Safe",    "Sage",     "Scale",    "Scan",     "Script",  "Search",     "Sense",     "Server",
    "Service",  "Set",      "Sets",    "Sharp",    "Shield",   "Shot",     "Size",    "Soft",       "Sonic",     "Space",
    "Speed",    "Spot",     "Stack",   "Star",     "State",    "Station",  "Status",  "Store",      "Stream",    "String",
    "Sync",     "Talk",     "Task",    "Tech",     "Template", "Test",     "Text",    "Things",     "Todos",     "Token",
    "Tone",     "Track",    "Trade",   "Trip",     "Tube",     "Type",     "Url",     "Value",      "Vault",     "Version",
    "View",     "Vision",   "Walk",    "Walker",   "Wallet",   "Ware",     "Watch",   "Wear",       "Web",       "Wire",
    "Wise",     "Works",    "World",   "Writer",   "Zombies",
};

/* … and how identifiers begin. */
static const char heads[][PART_BYTES] = {
    "account",   "add",    "api",    "app",    "args",   "arr",   "asyncio", "auth",   "base",    "char",   "click",
    "container", "create", "ctx",    "data",   "date",   "db",    "err",     "event",  "fetch",   "file",   "filepath",
    "find",      "first",  "fmt",    "from",   "full",   "func",  "get",     "handle", "has",     "http",   "index",
    "init",      "input",  "inter",  "item",   "json",   "key",   "last",    "load",   "logging", "make",   "math",
    "max",       "min",    "model",  "models", "name",   "names", "new",     "next",   "node",    "non",    "num",
    "obj",       "os",     "output", "parse",  "path",   "pre",   "prev",    "query",  "read",    "remove", "req",
    "res",       "save",   "select", "set",    "should", "src",   "str",     "string", "sub",     "sync",   "tmp",
    "todo",      "todos",  "update", "use",    "user",   "val",   "with",    "write",  "your",
};

/* In a table of rows in byte order. */
static int is_in(const char *table, size_t rows, size_t row_bytes, const char *word, size_t size) {
    size_t low = 0, high = rows;
    if (size >= row_bytes)
        return 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const char *row = table + middle * row_bytes;
        int order = strncmp(word, row, size);
        if (!order && !row[size])
            return 1;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

int qh_is_name(const char *word, size_t size) { return is_in(names[0], sizeof names / sizeof *names, NAME_BYTES, word, size); }

int qh_ends_name(const char *word, size_t size) { return is_in(tails[0], sizeof tails / sizeof *tails, PART_BYTES, word, size); }

int qh_begins_identifier(const char *word, size_t size) {
    return is_in(heads[0], sizeof heads / sizeof *heads, PART_BYTES, word, size);
}
