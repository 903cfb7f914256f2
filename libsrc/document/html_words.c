#include "document/html_words.h"

typedef struct word {
    const char *text;
    uint32_t size, says;
} word;

#define WORD(text, says)                                                                                                           \
    { text, sizeof text - 1, says }
#define END                                                                                                                        \
    { NULL, 0, 0 }

static const word a[] = {WORD("ad", QH_WORDS_ASIDE),
                         WORD("ads", QH_WORDS_ASIDE),
                         WORD("advert", QH_WORDS_ASIDE),
                         WORD("adverts", QH_WORDS_ASIDE),
                         WORD("advertisement", QH_WORDS_ASIDE),
                         WORD("alsoread", QH_WORDS_RELATED),
                         WORD("author", QH_WORDS_BYLINE),
                         WORD("authorname", QH_WORDS_BYLINE),
                         WORD("authors", QH_WORDS_BYLINE),
                         END};
static const word b[] = {WORD("breadcrumb", QH_WORDS_NAVIGATION), WORD("breadcrumbs", QH_WORDS_NAVIGATION),
                         WORD("byline", QH_WORDS_BYLINE), END};
static const word c[] = {WORD("caption", QH_WORDS_CAPTION),
                         WORD("captions", QH_WORDS_CAPTION),
                         WORD("comment", QH_WORDS_COMMENTS),
                         WORD("commentform", QH_WORDS_ASIDE),
                         WORD("commentlist", QH_WORDS_COMMENTS),
                         WORD("comments", QH_WORDS_COMMENTS),
                         WORD("consent", QH_WORDS_ASIDE),
                         WORD("cookie", QH_WORDS_ASIDE),
                         WORD("cookies", QH_WORDS_ASIDE),
                         WORD("copyright", QH_WORDS_ASIDE),
                         WORD("creator", QH_WORDS_BYLINE),
                         WORD("credit", QH_WORDS_CAPTION),
                         END};
static const word d[] = {
    WORD("dateline", QH_WORDS_DATE),      WORD("date", QH_WORDS_DATE),       WORD("datemodified", QH_WORDS_DATE),
    WORD("datepublished", QH_WORDS_DATE), WORD("datetime", QH_WORDS_DATE),   WORD("deck", QH_WORDS_SUBTITLE),
    WORD("dek", QH_WORDS_SUBTITLE),       WORD("disqus", QH_WORDS_COMMENTS), END};
static const word e[] = {WORD("endnotes", QH_WORDS_NOTES), END};
static const word f[] = {WORD("figcaption", QH_WORDS_CAPTION), WORD("footnote", QH_WORDS_NOTES), WORD("footnotes", QH_WORDS_NOTES),
                         END};
static const word h[] = {WORD("headline", QH_WORDS_TITLE), END};
static const word l[] = {WORD("login", QH_WORDS_ASIDE), END};
static const word m[] = {WORD("menu", QH_WORDS_NAVIGATION),     WORD("modal", QH_WORDS_ASIDE),
                         WORD("mostread", QH_WORDS_RELATED),    WORD("morenews", QH_WORDS_RELATED),
                         WORD("morestories", QH_WORDS_RELATED), END};
static const word n[] = {WORD("nav", QH_WORDS_NAVIGATION), WORD("navbar", QH_WORDS_NAVIGATION),
                         WORD("navigation", QH_WORDS_NAVIGATION), WORD("newsletter", QH_WORDS_ASIDE), END};
static const word p[] = {WORD("pagenav", QH_WORDS_NAVIGATION),
                         WORD("pager", QH_WORDS_NAVIGATION),
                         WORD("pagination", QH_WORDS_NAVIGATION),
                         WORD("popular", QH_WORDS_RELATED),
                         WORD("popup", QH_WORDS_ASIDE),
                         WORD("postdate", QH_WORDS_DATE),
                         WORD("promo", QH_WORDS_ASIDE),
                         WORD("pubdate", QH_WORDS_DATE),
                         WORD("published", QH_WORDS_DATE),
                         WORD("pullquote", QH_WORDS_QUOTE),
                         END};
static const word r[] = {
    WORD("readalso", QH_WORDS_RELATED),        WORD("readmore", QH_WORDS_RELATED), WORD("recommended", QH_WORDS_RELATED),
    WORD("recommendations", QH_WORDS_RELATED), WORD("references", QH_WORDS_NOTES), WORD("reflist", QH_WORDS_NOTES),
    WORD("related", QH_WORDS_RELATED),         WORD("respond", QH_WORDS_ASIDE),    END};
static const word s[] = {WORD("seealso", QH_WORDS_RELATED),      WORD("share", QH_WORDS_ASIDE),
                         WORD("sharing", QH_WORDS_ASIDE),        WORD("sidebar", QH_WORDS_ASIDE),
                         WORD("signup", QH_WORDS_ASIDE),         WORD("skip", QH_WORDS_NAVIGATION),
                         WORD("social", QH_WORDS_ASIDE),         WORD("sponsored", QH_WORDS_ASIDE),
                         WORD("standfirst", QH_WORDS_SUBTITLE),  WORD("subhead", QH_WORDS_SUBTITLE),
                         WORD("subheadline", QH_WORDS_SUBTITLE), WORD("subscribe", QH_WORDS_ASIDE),
                         WORD("subtitle", QH_WORDS_SUBTITLE),    END};
static const word t[] = {WORD("tableofcontents", QH_WORDS_CONTENTS),
                         WORD("tablecontents", QH_WORDS_CONTENTS),
                         WORD("timestamp", QH_WORDS_DATE),
                         WORD("toc", QH_WORDS_CONTENTS),
                         WORD("toolbar", QH_WORDS_ASIDE),
                         WORD("trending", QH_WORDS_RELATED),
                         END};
static const word w[] = {WORD("writer", QH_WORDS_BYLINE), END};
static const word none[] = {END};

static const word *const by_letter[26] = {a, b,    c, d,    e, f, none, h,    none, none, none, l,    m,
                                          n, none, p, none, r, s, t,    none, none, w,    none, none, none};

/* Roles of ARIA and of DPUB-ARIA: the whole value. */
static const word roles[] = {
    WORD("navigation", QH_WORDS_NAVIGATION), WORD("menu", QH_WORDS_NAVIGATION),       WORD("menubar", QH_WORDS_NAVIGATION),
    WORD("complementary", QH_WORDS_ASIDE),   WORD("contentinfo", QH_WORDS_ASIDE),     WORD("banner", QH_WORDS_ASIDE),
    WORD("search", QH_WORDS_ASIDE),          WORD("dialog", QH_WORDS_ASIDE),          WORD("alertdialog", QH_WORDS_ASIDE),
    WORD("heading", QH_WORDS_HEADING),       WORD("presentation", QH_WORDS_PLAIN),    WORD("none", QH_WORDS_PLAIN),
    WORD("doc-footnote", QH_WORDS_NOTES),    WORD("doc-endnotes", QH_WORDS_NOTES),    WORD("doc-toc", QH_WORDS_CONTENTS),
    WORD("doc-pullquote", QH_WORDS_QUOTE),   WORD("doc-subtitle", QH_WORDS_SUBTITLE), END};

/* The last part of the address of a type. */
static const word types[] = {WORD("Article", QH_WORDS_ARTICLE),
                             WORD("NewsArticle", QH_WORDS_ARTICLE),
                             WORD("BlogPosting", QH_WORDS_ARTICLE),
                             WORD("Comment", QH_WORDS_COMMENTS),
                             WORD("UserComments", QH_WORDS_COMMENTS),
                             WORD("BreadcrumbList", QH_WORDS_NAVIGATION),
                             WORD("SiteNavigationElement", QH_WORDS_NAVIGATION),
                             WORD("WPFooter", QH_WORDS_ASIDE),
                             WORD("WPSideBar", QH_WORDS_ASIDE),
                             END};

static uint32_t says(const word *words, const char *text, size_t size) {
    for (; words->text; words++)
        if (words->size == size && !memcmp(words->text, text, size))
            return words->says;
    return 0;
}

static uint32_t word_says(const char *text, size_t size) { return size > 1 ? says(by_letter[text[0] - 'a'], text, size) : 0; }

static int is_upper(char at) { return at >= 'A' && at <= 'Z'; }
static int is_letter(char at) { return (at | 0x20) >= 'a' && (at | 0x20) <= 'z'; }

enum { ROOM = 32 };

/* The letters from `at` on that are one word, small, at most ROOM of them; returns where it ends. */
static size_t read_word(const char *value, size_t size, size_t at, char *letters, size_t *length) {
    size_t start = at, count = 0;
    for (; at < size && is_letter(value[at]) && (at == start || !is_upper(value[at]) || is_upper(value[at - 1])); at++)
        if (count < ROOM)
            letters[count++] = (char)(value[at] | 0x20);
    *length = count;
    return at;
}

/* Words end where no letter follows and where a capital does behind a small letter. The two last words are tried as one too. */
static uint32_t read_words(const char *value, size_t size) {
    char letters[2 * ROOM];
    size_t last = 0, length; /* of the word before, of this one behind it */
    uint32_t bits = 0;
    for (size_t at = 0; at < size;) {
        if (!is_letter(value[at])) {
            last = value[at++] == ' ' ? 0 : last;
            continue;
        }
        at = read_word(value, size, at, letters + last, &length);
        bits |= word_says(letters + last, length) | (last ? word_says(letters, last + length) : 0);
        memmove(letters, letters + last, length);
        last = length;
    }
    return bits;
}

static uint32_t type_says(const char *value, size_t size) {
    size_t start = size;
    while (start > 0 && value[start - 1] != '/')
        start--;
    return says(types, value + start, size - start);
}

static uint32_t property_says(const char *value, size_t size) {
    static const word properties[] = {WORD("author", QH_WORDS_BYLINE),
                                      WORD("creator", QH_WORDS_BYLINE),
                                      WORD("datePublished", QH_WORDS_DATE),
                                      WORD("dateModified", QH_WORDS_DATE),
                                      WORD("headline", QH_WORDS_TITLE),
                                      WORD("caption", QH_WORDS_CAPTION),
                                      WORD("alternativeHeadline", QH_WORDS_SUBTITLE),
                                      END};
    return says(properties, value, size);
}

static uint32_t class_says(const qh_html_page *page, const char *value, size_t size) {
    qh_html_class *class = page->classes ? qh_html_class_of(page->classes, value, size) : NULL;
    if (!class)
        return read_words(value, size);
    if (!(class->known & QH_CLASS_WORDS))
        class->words = read_words(value, size);
    class->known |= QH_CLASS_WORDS;
    return class->words;
}

static uint32_t attribute_says(const qh_html_page *page, const qh_html_attribute *attribute, const char *value, size_t size) {
    switch (attribute->id) {
    case QH_ATTR_CLASS:
        return class_says(page, value, size);
    case QH_ATTR_ID:
        return read_words(value, size);
    case QH_ATTR_ROLE:
        return says(roles, value, size);
    case QH_ATTR_ITEMPROP:
        return property_says(value, size);
    case QH_ATTR_ITEMTYPE:
        return type_says(value, size);
    case QH_ATTR_REL:
        return size == 6 && !memcmp(value, "author", 6) ? QH_WORDS_BYLINE : 0;
    default:
        return 0;
    }
}

uint32_t qh_html_words_of(const qh_html_node *element, const qh_html_page *page) {
    uint32_t bits = 0;
    for (size_t i = 0; i < element->attribute_count; i++) {
        const qh_html_attribute *attribute = &element->attributes[i];
        const char *value = qh_html_piece_bytes(&attribute->value, page->tree.source);
        bits |= attribute_says(page, attribute, value, qh_html_piece_size(&attribute->value));
    }
    return bits;
}
