#include "text/plausible.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

/* The common letters of each language that are not ASCII; in Han and Hangul, the common characters. */
static const char *const languages[] = {
    "éèàêçùâîôûëïœ",               /* French */
    "äöüß",                        /* German */
    "áéíóúñü¿¡ºª",                 /* Spanish */
    "áâãàçéêíóôõúü",               /* Portuguese */
    "àèéìòù",                      /* Italian */
    "åäöæøé",                      /* Nordic */
    "áðéíóúýþæö",                  /* Icelandic */
    "áčďéěíňóřšťúůýž",             /* Czech */
    "áäčďéíĺľňóôŕšťúýž",           /* Slovak */
    "áéíóöőúüű",                   /* Hungarian */
    "ąćęłńóśźż",                   /* Polish */
    "čćđšž",                       /* Croatian, Slovene */
    "ăâîşţșț",                     /* Romanian */
    "çğıöşüâî",                    /* Turkish */
    "ąčęėįšųūž",                   /* Lithuanian */
    "āčēģīķļņšūž",                 /* Latvian */
    "äöõüšž",                      /* Estonian */
    "оеаинтсрвлкмдпуыьзябг",       /* Russian */
    "аиоентрсвлкдпмъзябгу",        /* Bulgarian */
    "оаинвеітрсклудмпязьї",        /* Ukrainian */
    "аоиенртсјувкдмпљњ",           /* Serbian */
    "αοιετσνηυρπκμλάίόέήύώςωγδ",   /* Greek */
    "יוהלאמרתבשנכםחדעפקגצ",        /* Hebrew */
    "اليمونرتبةعدسفهكقأحجىخش",     /* Arabic */
    "านรอกเงมยลวดทสตะปบคหแจพชขไใีิ่้ัืุู็์", /* Thai */
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方"
    "多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工"
    "使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西月话合回特代内信表"
    "化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结"
    "反受目太量再感建务做接必场件计管期市直资命山金指许统区保至队形社便空决治展马科司五基书非则听界达光放强即难权思完设式"
    "色路记南品住告类求据程北边该交规万取格望领共确传师观清今切院让带导争运、。，《》“”：？！（）", /* simplified Chinese */
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方"
    "多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工"
    "使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表"
    "化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結"
    "反受目太量再感建務做接必場件計管期市直資命山金指許統區保至隊形社便空決治展馬科司五基書非則聽界達光放強即難權思完設式"
    "色路記南品住告類求據程北邊該交規萬取格望領共確傳師觀清今切院讓帶導爭運、。，《》「」：？！（）", /* traditional Chinese */
    "あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつづてでとどなにぬねのはばひびふぶへべほぼまみむめもゃやゅゆょよら"
    "りるれろわをんアィイウェエオカガキクグケゲコゴサザシジスズセソタダチッツテデトドナニネノハバパヒビピフブプヘベペホボポマミ"
    "ムメモャヤュユョヨラリルレロワンー日本人大年会国中出一月時行見学気生分上自前新地者社場手今事高思間何方部書下家定用言合来"
    "体作東的業小回話明通山力入内名目知問当女語全心使度金長子食、。「」・！？（）", /* Japanese */
    "이다는에의가을로고하은지를기한도서사자있인대어과나그리수시들해일으제정보전부아스장구상니만라여원면게동주관안었것될우업국조"
    "년성민공개러위비신중화오마세연선학식용문경실발치소영모생당미않등방때내교진무히금회물명유행체할출분없간산재계입와", /* Korean */
};

enum group { NO_GROUP, LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, THAI, KANA, HAN, HANGUL };

static enum group group_of(uint32_t c) {
    if (c < 0x250)
        return LATIN;
    if (c < 0x530)
        return c < 0x370 ? NO_GROUP : c < 0x400 ? GREEK : CYRILLIC;
    if (c < 0x700)
        return c < 0x590 ? NO_GROUP : c < 0x600 ? HEBREW : ARABIC;
    if (c >= 0x0E00 && c < 0x0E80)
        return THAI;
    if (c >= 0x3040 && c < 0x3100)
        return KANA;
    if ((c >= 0x3400 && c < 0xA000) || c >= 0x20000)
        return HAN;
    return c >= 0xAC00 && c < 0xD7A4 ? HANGUL : NO_GROUP;
}

typedef struct character {
    uint32_t point;
    unsigned class;
    enum group group;
} character;

/* East Asian texts set Latin words next to their own without space; no others mix within a word. */
static int is_odd_pair(const character *a, const character *b) {
    if (b->class & QH_CHAR_DIGIT) /* a currency sign read as a letter */
        return a->point >= 0x80 && (a->class & QH_CHAR_LETTER) && a->group < KANA;
    if (!(b->class & QH_CHAR_LETTER) || (a->point < 0x80 && b->point < 0x80))
        return 0;
    if (a->class & QH_CHAR_OTHER)
        return a->point >= 0xA0 && b->point >= 0x80 && b->group < KANA;
    if (!(a->class & QH_CHAR_LETTER))
        return 0;
    if ((a->class & QH_CHAR_LOWER) && (b->class & QH_CHAR_UPPER))
        return 1;
    if (a->group == b->group || (a->group == LATIN && b->group >= KANA) || (a->group >= KANA && b->group == LATIN))
        return 0;
    return !((a->group == KANA && b->group == HAN) || (a->group == HAN && b->group == KANA));
}

/* Shouting is rare, and what all letters of a bicameral script look like when they are those of another. */
static int is_loud(const character *a, const character *b) {
    return a->point >= 0x80 && b->point >= 0x80 && (a->class & b->class & QH_CHAR_UPPER);
}

static int is_damage(uint32_t c) { return c == 0xFFFD || (c >= 0x80 && c < 0xA0) || (c >= 0xE000 && c < 0xF900) || c >= 0xF0000; }

/* Half-width kana and boxes: old files have some, wrong guesses many. */
static int is_rare(uint32_t c) { return (c >= 0xFF61 && c < 0xFFA0) || (c >= 0x2500 && c < 0x25A0); }

static int is_usual_sign(uint32_t c) {
    return c == 0xA0 || c == 0xA9 || c == 0xAB || c == 0xBB || c == 0xB0 || c == 0xB7 || c == 0xA3 || c == 0xA7 ||
           (c >= 0x2010 && c < 0x2040) || c == 0x20AC || c == 0x2116 || c == 0x2122 || (c >= 0x3000 && c < 0x3020) ||
           (c >= 0xFF00 && c < 0xFF5F);
}

static size_t language_fit(const char *letters, const uint16_t *table) {
    size_t fit = 0;
    for (size_t at = 0; letters[at];)
        fit += table[qh_utf8_next(letters, &at)];
    return fit;
}

static size_t best_fit(const uint16_t *table) {
    size_t best = 0;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        size_t fit = language_fit(languages[i], table);
        if (fit > best)
            best = fit;
    }
    return best;
}

/* Ideographs and syllables are too many to list: the others count a little as well. */
static double goodness(double fit, double many) {
    double mixed = 0.6 * fit + 0.4 * many;
    return mixed > fit ? mixed : fit;
}

qh_plausible qh_plausibility(const uint32_t *points, size_t count, uint16_t *table) {
    size_t foreign = 0, damage = 0, odd = 0, signs = 0, many = 0, loud = 0;
    character before = {' ', QH_CHAR_SPACE, LATIN};
    memset(table, 0, QH_PLAUSIBLE_TABLE * sizeof *table);
    for (size_t i = 0; i < count && i < UINT16_MAX; i++) {
        uint32_t c = points[i];
        character now = {c, qh_char_class(c), group_of(c)};
        odd += (size_t)is_odd_pair(&before, &now);
        loud += (size_t)is_loud(&before, &now);
        before = now;
        if (c < 0x80)
            continue;
        foreign++;
        damage += (size_t)is_damage(c);
        odd += (size_t)is_rare(c);
        signs += (size_t)is_usual_sign(c);
        many += now.group >= HAN;
        uint32_t lower = now.class & QH_CHAR_UPPER ? qh_char_lower(c) : c;
        if (lower < QH_PLAUSIBLE_TABLE)
            table[lower]++;
    }
    double good = goodness((double)best_fit(table), (double)many) + 0.5 * (double)signs - 0.25 * (double)loud;
    return (qh_plausible){good - 4 * (double)damage - (double)odd, foreign};
}
