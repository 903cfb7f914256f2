#include <string.h>

#include "document/html_features.h"

/* Parts of names, by their first letter; they are looked for anywhere in the letters of a name. */
typedef struct part {
    const char *text;
    uint8_t size, name;
} part;

#define PART(text, name)                                                                                                           \
    { text, sizeof text - 1, name }

static const part parts[] = {PART("accordion", QH_NAME_TAB),
                             PART("alert", QH_NAME_MODAL),
                             PART("answer", QH_NAME_THREAD),
                             PART("articlebody", QH_NAME_BODY),
                             PART("articlecontent", QH_NAME_BODY),
                             PART("banner", QH_NAME_HEAD),
                             PART("bbp", QH_NAME_THREAD),
                             PART("bodycontent", QH_NAME_BODY),
                             PART("buy", QH_NAME_PRICE),
                             PART("card", QH_NAME_LIST),
                             PART("carousel", QH_NAME_SLIDE),
                             PART("cart", QH_NAME_PRICE),
                             PART("checkout", QH_NAME_PRICE),
                             PART("code", QH_NAME_CODE),
                             PART("collaps", QH_NAME_TAB),
                             PART("collection", QH_NAME_LIST),
                             PART("colophon", QH_NAME_FOOT),
                             PART("comment", QH_NAME_COMMENT),
                             PART("contentbody", QH_NAME_BODY),
                             PART("dialog", QH_NAME_MODAL),
                             PART("disqus", QH_NAME_COMMENT),
                             PART("drawer", QH_NAME_MODAL),
                             PART("entrycontent", QH_NAME_BODY),
                             PART("facet", QH_NAME_SEARCH),
                             PART("faq", QH_NAME_TAB),
                             PART("filter", QH_NAME_SEARCH),
                             PART("foot", QH_NAME_FOOT),
                             PART("forum", QH_NAME_THREAD),
                             PART("grid", QH_NAME_LIST),
                             PART("header", QH_NAME_HEAD),
                             PART("highlight", QH_NAME_CODE),
                             PART("item", QH_NAME_LIST),
                             PART("lightbox", QH_NAME_MODAL),
                             PART("list", QH_NAME_LIST),
                             PART("markdown", QH_NAME_BODY),
                             PART("masthead", QH_NAME_HEAD),
                             PART("menu", QH_NAME_NAV),
                             PART("message", QH_NAME_THREAD),
                             PART("modal", QH_NAME_MODAL),
                             PART("nav", QH_NAME_NAV),
                             PART("offcanvas", QH_NAME_MODAL),
                             PART("overlay", QH_NAME_MODAL),
                             PART("panel", QH_NAME_TAB),
                             PART("pdp", QH_NAME_PRODUCT),
                             PART("popup", QH_NAME_MODAL),
                             PART("postbody", QH_NAME_BODY),
                             PART("postcontent", QH_NAME_BODY),
                             PART("price", QH_NAME_PRICE),
                             PART("product", QH_NAME_PRODUCT),
                             PART("prose", QH_NAME_BODY),
                             PART("question", QH_NAME_THREAD),
                             PART("rating", QH_NAME_REVIEW),
                             PART("refine", QH_NAME_SEARCH),
                             PART("reply", QH_NAME_THREAD),
                             PART("respond", QH_NAME_COMMENT),
                             PART("results", QH_NAME_LIST),
                             PART("review", QH_NAME_REVIEW),
                             PART("richtext", QH_NAME_BODY),
                             PART("rte", QH_NAME_BODY),
                             PART("search", QH_NAME_SEARCH),
                             PART("shipping", QH_NAME_PRICE),
                             PART("sku", QH_NAME_PRODUCT),
                             PART("slick", QH_NAME_SLIDE),
                             PART("slide", QH_NAME_SLIDE),
                             PART("sort", QH_NAME_SEARCH),
                             PART("star", QH_NAME_REVIEW),
                             PART("stock", QH_NAME_PRICE),
                             PART("storybody", QH_NAME_BODY),
                             PART("swiper", QH_NAME_SLIDE),
                             PART("syntax", QH_NAME_CODE),
                             PART("tab", QH_NAME_TAB),
                             PART("testimonial", QH_NAME_REVIEW),
                             PART("thread", QH_NAME_THREAD),
                             PART("tile", QH_NAME_LIST),
                             PART("toast", QH_NAME_MODAL),
                             PART("tooltip", QH_NAME_MODAL),
                             PART("topbar", QH_NAME_HEAD),
                             PART("topic", QH_NAME_THREAD),
                             PART("wishlist", QH_NAME_PRICE),
                             PART("wysiwyg", QH_NAME_BODY)};

/* Where the parts of each first letter begin. */
static const uint8_t first_parts[27] = {0,  5,  9,  19, 22, 23, 28, 29, 31, 32, 32, 32, 34, 39,
                                        40, 42, 50, 51, 59, 70, 78, 78, 78, 80, 80, 80, 80};

/* Which letters come second behind each first one. */
#define L(letter) (UINT32_C(1) << ((letter) - 'a'))
static const uint32_t second_letters[26] = {
    ['a' - 'a'] = L('c') | L('l') | L('n') | L('r'),
    ['b' - 'a'] = L('a') | L('b') | L('o') | L('u'),
    ['c' - 'a'] = L('a') | L('h') | L('o'),
    ['d' - 'a'] = L('i') | L('r'),
    ['e' - 'a'] = L('n'),
    ['f' - 'a'] = L('a') | L('i') | L('o'),
    ['g' - 'a'] = L('r'),
    ['h' - 'a'] = L('e') | L('i'),
    ['i' - 'a'] = L('t'),
    ['l' - 'a'] = L('i'),
    ['m' - 'a'] = L('a') | L('e') | L('o'),
    ['n' - 'a'] = L('a'),
    ['o' - 'a'] = L('f') | L('v'),
    ['p' - 'a'] = L('a') | L('d') | L('o') | L('r'),
    ['q' - 'a'] = L('u'),
    ['r' - 'a'] = L('a') | L('e') | L('i') | L('t'),
    ['s' - 'a'] = L('e') | L('h') | L('k') | L('l') | L('o') | L('t') | L('w') | L('y'),
    ['t' - 'a'] = L('a') | L('e') | L('h') | L('i') | L('o'),
    ['w' - 'a'] = L('i') | L('y'),
};

enum { NAME_MOST = 64, STEM_LETTERS = 10, JOINED_LETTERS = 24, VALUE_MOST = 300 };

static int begins_with(const char *letters, const part *p) {
    for (unsigned i = 1; i < p->size; i++)
        if (letters[i] != p->text[i])
            return 0;
    return 1;
}

static uint32_t names_in(const char *letters, size_t size) {
    uint32_t found = 0;
    for (size_t at = 0; at + 3 <= size; at++) {
        unsigned letter = (unsigned)(letters[at] - 'a');
        if (!(second_letters[letter] >> (letters[at + 1] - 'a') & 1))
            continue;
        for (unsigned i = first_parts[letter]; i < first_parts[letter + 1]; i++)
            if (parts[i].size <= size - at && begins_with(letters + at, &parts[i]))
                found |= 1u << parts[i].name;
    }
    return found;
}

/* The stems of one element while they are gathered. */
typedef struct gathering {
    uint32_t names;
    uint32_t *stems, count;
    char letters[NAME_MOST]; /* of the name being read, in lower case */
    size_t size;
    uint32_t stem, stem_size, joined, cuts;
    char before; /* the last character */
} gathering;

static void add_stem(gathering *g, uint32_t hash) {
    if (g->count < QH_HTML_STEMS_MOST)
        g->stems[g->count++] = hash;
}

static void end_stem(gathering *g) {
    if (g->stem_size > 1)
        add_stem(g, g->stem);
    g->cuts += g->stem_size > 0;
    g->stem = g->stem_size = 0;
}

static void end_name(gathering *g) {
    end_stem(g);
    if (g->cuts > 1)
        add_stem(g, g->joined * 31 + 7);
    g->names |= names_in(g->letters, g->size);
    g->size = 0;
    g->joined = g->cuts = 0;
    g->before = 0;
}

static void read_letter(gathering *g, char c) {
    char low = (char)(c | 0x20);
    if (c < 'a' && g->before >= 'a')
        end_stem(g);
    if (g->stem_size++ < STEM_LETTERS)
        g->stem = qh_html_hash_step(g->stem, (unsigned char)low);
    if (g->size < JOINED_LETTERS)
        g->joined = qh_html_hash_step(g->joined, (unsigned char)low);
    if (g->size < NAME_MOST)
        g->letters[g->size++] = low;
    g->before = c;
}

static void read_value(gathering *g, const char *at, size_t size) {
    for (size_t i = 0; i < size && i < VALUE_MOST; i++) {
        char c = at[i];
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
            read_letter(g, c);
        } else if (c == ' ' || c == '\n' || c == '\t') {
            end_name(g);
        } else {
            end_stem(g);
            g->before = 0;
        }
    }
    end_name(g);
}

/* A class as it was read before, or as it is read now. */
static void read_class(gathering *g, qh_html_class *class) {
    if (!(class->known & QH_CLASS_NAMES)) {
        gathering own = {.stems = class->stems};
        read_value(&own, class->value, class->size);
        class->names = own.names;
        class->stem_count = (uint8_t)own.count;
        class->known |= QH_CLASS_NAMES;
    }
    g->names |= class->names;
    for (uint32_t i = 0; i < class->stem_count; i++)
        add_stem(g, class->stems[i]);
}

/* Of the address of a type, the last part. */
static void read_type(gathering *g, const char *value, size_t size) {
    size_t at = size;
    while (at > 0 && value[at - 1] != '/')
        at--;
    read_value(g, value + at, size - at);
}

static void read_attribute(gathering *g, const qh_html_page *page, const qh_html_attribute *attribute) {
    const char *value = qh_html_piece_bytes(&attribute->value, page->tree.source);
    size_t size = qh_html_piece_size(&attribute->value);
    switch (attribute->id) {
    case QH_ATTR_CLASS:
        if (page->classes)
            read_class(g, qh_html_class_of(page->classes, value, size));
        else
            read_value(g, value, size);
        break;
    case QH_ATTR_ID:
    case QH_ATTR_ROLE:
    case QH_ATTR_ITEMPROP:
    case QH_ATTR_ARIA_LABEL:
    case QH_ATTR_NAME:
        read_value(g, value, size);
        break;
    case QH_ATTR_ITEMTYPE:
        read_type(g, value, size);
        break;
    default:
        break;
    }
}

uint32_t qh_html_names_of(const qh_html_node *node, const qh_html_page *page, uint32_t *stems, uint32_t *count) {
    gathering g;
    g.names = g.count = 0;
    g.stems = stems;
    g.size = 0;
    g.stem = g.stem_size = g.joined = g.cuts = 0;
    g.before = 0;
    for (size_t i = 0; i < node->attribute_count; i++)
        read_attribute(&g, page, &node->attributes[i]);
    *count = g.count;
    return g.names;
}

_Static_assert((int)QH_CLASS_STEMS == (int)QH_HTML_STEMS_MOST, "a class has no more stems than an element");
