#include "document/html_words.h"

typedef struct word {
    const char *text;
    uint32_t says;
} word;

#define END                                                                                                                        \
    { NULL, 0 }

static const word a[] = {{"ad", QH_WORDS_ASIDE},
                         {"ads", QH_WORDS_ASIDE},
                         {"advert", QH_WORDS_ASIDE},
                         {"adverts", QH_WORDS_ASIDE},
                         {"advertisement", QH_WORDS_ASIDE},
                         {"alsoread", QH_WORDS_RELATED},
                         {"author", QH_WORDS_BYLINE},
                         {"authorname", QH_WORDS_BYLINE},
                         {"authors", QH_WORDS_BYLINE},
                         END};
static const word b[] = {
    {"breadcrumb", QH_WORDS_NAVIGATION}, {"breadcrumbs", QH_WORDS_NAVIGATION}, {"byline", QH_WORDS_BYLINE}, END};
static const word c[] = {{"caption", QH_WORDS_CAPTION},
                         {"captions", QH_WORDS_CAPTION},
                         {"comment", QH_WORDS_COMMENTS},
                         {"commentform", QH_WORDS_ASIDE},
                         {"commentlist", QH_WORDS_COMMENTS},
                         {"comments", QH_WORDS_COMMENTS},
                         {"consent", QH_WORDS_ASIDE},
                         {"cookie", QH_WORDS_ASIDE},
                         {"cookies", QH_WORDS_ASIDE},
                         {"copyright", QH_WORDS_ASIDE},
                         {"creator", QH_WORDS_BYLINE},
                         {"credit", QH_WORDS_CAPTION},
                         END};
static const word d[] = {{"dateline", QH_WORDS_DATE},      {"date", QH_WORDS_DATE},       {"datemodified", QH_WORDS_DATE},
                         {"datepublished", QH_WORDS_DATE}, {"datetime", QH_WORDS_DATE},   {"deck", QH_WORDS_SUBTITLE},
                         {"dek", QH_WORDS_SUBTITLE},       {"disqus", QH_WORDS_COMMENTS}, END};
static const word e[] = {{"endnotes", QH_WORDS_NOTES}, END};
static const word f[] = {{"figcaption", QH_WORDS_CAPTION}, {"footnote", QH_WORDS_NOTES}, {"footnotes", QH_WORDS_NOTES}, END};
static const word h[] = {{"headline", QH_WORDS_TITLE}, END};
static const word l[] = {{"login", QH_WORDS_ASIDE}, END};
static const word m[] = {{"menu", QH_WORDS_NAVIGATION},  {"modal", QH_WORDS_ASIDE},         {"mostread", QH_WORDS_RELATED},
                         {"morenews", QH_WORDS_RELATED}, {"morestories", QH_WORDS_RELATED}, END};
static const word n[] = {{"nav", QH_WORDS_NAVIGATION},
                         {"navbar", QH_WORDS_NAVIGATION},
                         {"navigation", QH_WORDS_NAVIGATION},
                         {"newsletter", QH_WORDS_ASIDE},
                         END};
static const word p[] = {{"pagenav", QH_WORDS_NAVIGATION},
                         {"pager", QH_WORDS_NAVIGATION},
                         {"pagination", QH_WORDS_NAVIGATION},
                         {"popular", QH_WORDS_RELATED},
                         {"popup", QH_WORDS_ASIDE},
                         {"postdate", QH_WORDS_DATE},
                         {"promo", QH_WORDS_ASIDE},
                         {"pubdate", QH_WORDS_DATE},
                         {"published", QH_WORDS_DATE},
                         {"pullquote", QH_WORDS_QUOTE},
                         END};
static const word r[] = {{"readalso", QH_WORDS_RELATED},        {"readmore", QH_WORDS_RELATED}, {"recommended", QH_WORDS_RELATED},
                         {"recommendations", QH_WORDS_RELATED}, {"references", QH_WORDS_NOTES}, {"reflist", QH_WORDS_NOTES},
                         {"related", QH_WORDS_RELATED},         {"respond", QH_WORDS_ASIDE},    END};
static const word s[] = {{"seealso", QH_WORDS_RELATED},      {"share", QH_WORDS_ASIDE},
                         {"sharing", QH_WORDS_ASIDE},        {"sidebar", QH_WORDS_ASIDE},
                         {"signup", QH_WORDS_ASIDE},         {"skip", QH_WORDS_NAVIGATION},
                         {"social", QH_WORDS_ASIDE},         {"sponsored", QH_WORDS_ASIDE},
                         {"standfirst", QH_WORDS_SUBTITLE},  {"subhead", QH_WORDS_SUBTITLE},
                         {"subheadline", QH_WORDS_SUBTITLE}, {"subscribe", QH_WORDS_ASIDE},
                         {"subtitle", QH_WORDS_SUBTITLE},    END};
static const word t[] = {{"tableofcontents", QH_WORDS_CONTENTS},
                         {"tablecontents", QH_WORDS_CONTENTS},
                         {"timestamp", QH_WORDS_DATE},
                         {"toc", QH_WORDS_CONTENTS},
                         {"toolbar", QH_WORDS_ASIDE},
                         {"trending", QH_WORDS_RELATED},
                         END};
static const word w[] = {{"writer", QH_WORDS_BYLINE}, END};
static const word none[] = {END};

static const word *const by_letter[26] = {a, b,    c, d,    e, f, none, h,    none, none, none, l,    m,
                                          n, none, p, none, r, s, t,    none, none, w,    none, none, none};

/* Roles of ARIA and of DPUB-ARIA: the whole value. */
static const word roles[] = {
    {"navigation", QH_WORDS_NAVIGATION}, {"menu", QH_WORDS_NAVIGATION},       {"menubar", QH_WORDS_NAVIGATION},
    {"complementary", QH_WORDS_ASIDE},   {"contentinfo", QH_WORDS_ASIDE},     {"banner", QH_WORDS_ASIDE},
    {"search", QH_WORDS_ASIDE},          {"dialog", QH_WORDS_ASIDE},          {"alertdialog", QH_WORDS_ASIDE},
    {"heading", QH_WORDS_HEADING},       {"presentation", QH_WORDS_PLAIN},    {"none", QH_WORDS_PLAIN},
    {"doc-footnote", QH_WORDS_NOTES},    {"doc-endnotes", QH_WORDS_NOTES},    {"doc-toc", QH_WORDS_CONTENTS},
    {"doc-pullquote", QH_WORDS_QUOTE},   {"doc-subtitle", QH_WORDS_SUBTITLE}, END};

/* The last part of the address of a type. */
static const word types[] = {{"Article", QH_WORDS_ARTICLE},
                             {"NewsArticle", QH_WORDS_ARTICLE},
                             {"BlogPosting", QH_WORDS_ARTICLE},
                             {"Comment", QH_WORDS_COMMENTS},
                             {"UserComments", QH_WORDS_COMMENTS},
                             {"BreadcrumbList", QH_WORDS_NAVIGATION},
                             {"SiteNavigationElement", QH_WORDS_NAVIGATION},
                             {"WPFooter", QH_WORDS_ASIDE},
                             {"WPSideBar", QH_WORDS_ASIDE},
                             END};

static uint32_t says(const word *words, const char *text, size_t size) {
    for (; words->text; words++)
        if (strlen(words->text) == size && !memcmp(words->text, text, size))
            return words->says;
    return 0;
}

static uint32_t word_says(const char *text, size_t size) { return size > 1 ? says(by_letter[text[0] - 'a'], text, size) : 0; }

static int is_upper(char at) { return at >= 'A' && at <= 'Z'; }
static int is_letter(char at) { return (at | 0x20) >= 'a' && (at | 0x20) <= 'z'; }

/* Words end where no letter follows and where a capital does behind a small letter. The two last words are tried as one too. */
static uint32_t read_words(const char *value, size_t size) {
    enum { ROOM = 32 };
    char letters[2 * ROOM];
    size_t last = 0, length = 0; /* of the word before, of this one behind it */
    uint32_t bits = 0;
    for (size_t i = 0; i <= size; i++) {
        int ends = i == size || !is_letter(value[i]) ||
                   (i > 0 && is_upper(value[i]) && is_letter(value[i - 1]) && !is_upper(value[i - 1]));
        if (ends && length) {
            bits |= word_says(letters + last, length) | (last ? word_says(letters, last + length) : 0);
            memmove(letters, letters + last, length);
            last = length;
            length = 0;
        }
        if (i < size && value[i] == ' ')
            last = 0;
        if (i == size || !is_letter(value[i]))
            continue;
        if (length < ROOM)
            letters[last + length++] = (char)(value[i] | 0x20);
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
    static const word properties[] = {{"author", QH_WORDS_BYLINE},
                                      {"creator", QH_WORDS_BYLINE},
                                      {"datePublished", QH_WORDS_DATE},
                                      {"dateModified", QH_WORDS_DATE},
                                      {"headline", QH_WORDS_TITLE},
                                      {"caption", QH_WORDS_CAPTION},
                                      {"alternativeHeadline", QH_WORDS_SUBTITLE},
                                      END};
    return says(properties, value, size);
}

static uint32_t attribute_says(const qh_html_attribute *attribute, const char *value, size_t size) {
    switch (attribute->id) {
    case QH_ATTR_CLASS:
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

uint32_t qh_html_words_of(const qh_html_node *element, const char *source) {
    uint32_t bits = 0;
    for (size_t i = 0; i < element->attribute_count; i++) {
        const qh_html_attribute *attribute = &element->attributes[i];
        bits |= attribute_says(attribute, qh_html_piece_bytes(&attribute->value, source), qh_html_piece_size(&attribute->value));
    }
    return bits;
}
