/* Words of class, id, itemprop and rel attributes: what an element is named after. Each attribute is read once. */
#include "document/html_facts.h"

typedef struct class_word {
    const char *word; /* lower case; NULL ends the list */
    uint8_t size;
    uint32_t names;
} class_word;

#define WORD(text, names)                                                                                                          \
    { text, sizeof text - 1, names }
#define END                                                                                                                        \
    { NULL, 0, 0 }

static const class_word words_a[] = {WORD("author", QH_NAME_AUTHOR | QH_NAME_PERSON),
                                     WORD("authors", QH_NAME_AUTHOR),
                                     WORD("autor", QH_NAME_AUTHOR),
                                     WORD("auteur", QH_NAME_AUTHOR),
                                     WORD("authorname", QH_NAME_AUTHOR),
                                     WORD("addtocart", QH_NAME_PRICE),
                                     WORD("article", QH_NAME_OF_TITLE),
                                     END};
static const class_word words_b[] = {WORD("byline", QH_NAME_AUTHOR | QH_NAME_OF_NAME), WORD("bylines", QH_NAME_AUTHOR),
                                     WORD("by", QH_NAME_BY), END};
static const class_word words_c[] = {WORD("comments", QH_NAME_ASIDE),  WORD("commentlist", QH_NAME_ASIDE),
                                     WORD("comment", QH_NAME_COMMENT), WORD("contributor", QH_NAME_AUTHOR),
                                     WORD("creator", QH_NAME_PERSON),  END};
static const class_word words_d[] = {WORD("date", QH_NAME_DATE),
                                     WORD("dateline", QH_NAME_DATE),
                                     WORD("datum", QH_NAME_DATE),
                                     WORD("dt", QH_NAME_DT),
                                     WORD("datemodified", QH_NAME_UPDATE),
                                     WORD("datepublished", QH_NAME_PUBLISHED),
                                     WORD("datecreated", QH_NAME_PUBLISHED),
                                     END};
static const class_word words_e[] = {WORD("entry", QH_NAME_OF_TITLE | QH_NAME_OF_DATE), END};
static const class_word words_f[] = {WORD("fn", QH_NAME_CARD), WORD("footer", QH_NAME_ASIDE), END};
static const class_word words_h[] = {WORD("headline", QH_NAME_TITLE), END};
static const class_word words_l[] = {WORD("line", QH_NAME_LINE), WORD("list", QH_NAME_LIST), END};
static const class_word words_m[] = {WORD("modified", QH_NAME_UPDATE), WORD("menu", QH_NAME_ASIDE), WORD("more", QH_NAME_MORE),
                                     END};
static const class_word words_n[] = {WORD("name", QH_NAME_NAME), WORD("nav", QH_NAME_ASIDE), WORD("navbar", QH_NAME_ASIDE),
                                     WORD("next", QH_NAME_NEXT), END};
static const class_word words_p[] = {WORD("p", QH_NAME_P),
                                     WORD("price", QH_NAME_PRICE),
                                     WORD("post", QH_NAME_OF_TITLE | QH_NAME_OF_DATE),
                                     WORD("posts", QH_NAME_POSTS),
                                     WORD("posted", QH_NAME_DATE),
                                     WORD("postedby", QH_NAME_AUTHOR),
                                     WORD("postdate", QH_NAME_DATE),
                                     WORD("published", QH_NAME_DATE | QH_NAME_PUBLISHED | QH_NAME_OF_DATE),
                                     WORD("publish", QH_NAME_DATE | QH_NAME_OF_DATE),
                                     WORD("pubdate", QH_NAME_DATE | QH_NAME_PUBLISHED),
                                     END};
static const class_word words_r[] = {WORD("related", QH_NAME_ASIDE), WORD("recommended", QH_NAME_ASIDE),
                                     WORD("recent", QH_NAME_MORE),   WORD("revised", QH_NAME_UPDATE),
                                     WORD("read", QH_NAME_READ),     END};
static const class_word words_s[] = {WORD("sidebar", QH_NAME_ASIDE), WORD("similar", QH_NAME_ASIDE), END};
static const class_word words_t[] = {WORD("timestamp", QH_NAME_DATE), WORD("title", QH_NAME_PLAIN_TITLE),
                                     WORD("trending", QH_NAME_ASIDE), END};
static const class_word words_u[] = {WORD("updated", QH_NAME_UPDATE), WORD("update", QH_NAME_UPDATE),
                                     WORD("username", QH_NAME_AUTHOR), END};
static const class_word words_v[] = {WORD("vcard", QH_NAME_CARD), END};
static const class_word words_w[] = {WORD("writer", QH_NAME_AUTHOR), WORD("widget", QH_NAME_ASIDE), END};
static const class_word none[] = {END};

static const class_word *const by_letter[26] = {words_a, words_b, words_c, words_d, words_e, words_f, none,    words_h, none,
                                                none,    none,    words_l, words_m, words_n, none,    words_p, none,    words_r,
                                                words_s, words_t, words_u, words_v, words_w, none,    none,    none};

static uint32_t look_up(const char *word, size_t size) {
    for (const class_word *w = by_letter[word[0] - 'a']; w->word; w++)
        if (w->size == size && !memcmp(w->word, word, size))
            return w->names;
    return 0;
}

/* What two words in a row say more than each: "entry-title", "authorName", "by-line". */
static uint32_t pair(uint32_t before, uint32_t now) {
    static const struct {
        uint32_t before, now, names;
    } pairs[] = {{QH_NAME_OF_TITLE, QH_NAME_PLAIN_TITLE, QH_NAME_TITLE},
                 {QH_NAME_OF_DATE, QH_NAME_DATE, QH_NAME_ENTRY_DATE},
                 {QH_NAME_AUTHOR | QH_NAME_OF_NAME, QH_NAME_NAME, QH_NAME_CARD},
                 {QH_NAME_P, QH_NAME_AUTHOR, QH_NAME_CARD},
                 {QH_NAME_P, QH_NAME_NAME, QH_NAME_TITLE},
                 {QH_NAME_DT, QH_NAME_PUBLISHED, QH_NAME_ENTRY_DATE},
                 {QH_NAME_BY, QH_NAME_LINE, QH_NAME_AUTHOR},
                 {QH_NAME_COMMENT, QH_NAME_LIST, QH_NAME_ASIDE},
                 {QH_NAME_MORE, QH_NAME_POSTS, QH_NAME_ASIDE},
                 {QH_NAME_READ, QH_NAME_NEXT, QH_NAME_ASIDE}};
    uint32_t names = 0;
    for (size_t i = 0; before && now && i < sizeof pairs / sizeof *pairs; i++)
        names |= before & pairs[i].before && now & pairs[i].now ? pairs[i].names : 0;
    return names;
}

static int is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static int is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

uint32_t qh_fact_names(const char *value, size_t size) {
    enum { LONGEST = 16 };
    uint32_t all = 0, before = 0;
    for (size_t at = 0; at < size;) {
        if (!is_letter(value[at])) {
            before = value[at] == ' ' ? 0 : before;
            at++;
            continue;
        }
        char word[LONGEST];
        size_t length = 0, start = at;
        for (; at < size && is_letter(value[at]) && (at == start || !is_upper(value[at]) || is_upper(value[at - 1])); at++)
            if (length < LONGEST)
                word[length++] = (char)(value[at] | 0x20);
        uint32_t now = at - start < LONGEST ? look_up(word, length) : 0;
        all |= now | pair(before, now);
        before = now;
    }
    return all;
}

/* ---- addresses of people ---- */

int qh_fact_is_profile(const char *href, size_t size) {
    static const char *const steps[] = {"author/", "authors/", "profile/", "contributor", "writers/", "by/",    "people/",
                                        "team/",   "user/",    "users/",   "members/",    "expert",   "staff/", NULL};
    for (const char *at = href, *end = href + size; (at = memchr(at, '/', (size_t)(end - at))) != NULL;) {
        at++;
        for (size_t i = 0; steps[i]; i++)
            if (at < end && qh_fact_lower(*at) == *steps[i] && qh_fact_begins(at, (size_t)(end - at), steps[i]))
                return 1;
    }
    return 0;
}
