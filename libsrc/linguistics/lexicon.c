#include "linguistics/lexicon.h"

#include <string.h>

#include "base/error.h"
#include "linguistics/word_table.h"

struct qh_lexicon {
    qh_word_table *tables;
    uint16_t *heads; /* the first two letters of their codes */
    size_t count;
    const qh_word_table *english;
};

/* The first two letters of a tag; other characters may look like some letter. */
static uint16_t head_of(const char *tag) {
    unsigned head = (unsigned)(unsigned char)(tag[0] | 32) << 8 | (unsigned char)(tag[0] ? tag[1] | 32 : 0);
    return (uint16_t)(*tag ? head : 0);
}

quoth_status qh_lexicon_new(qh_arena *arena, const qh_lexicon **out, quoth_error *err) {
    size_t count = 0;
    while (qh_packs[count].code)
        count++;
    qh_lexicon *lexicon = qh_arena_zalloc(arena, 1, sizeof *lexicon);
    qh_word_table *tables = qh_arena_zalloc(arena, count, sizeof *tables);
    uint16_t *heads = qh_arena_alloc(arena, count * sizeof *heads);
    if (!lexicon || !tables || !heads)
        return qh_fail_memory(err);
    lexicon->tables = tables;
    lexicon->heads = heads;
    lexicon->count = count;
    for (size_t i = 0; i < count; i++) {
        quoth_status st = qh_table_read(arena, &tables[i], &qh_packs[i], err);
        if (st != QUOTH_OK)
            return st;
        heads[i] = head_of(tables[i].code);
        if (strcmp(tables[i].code, "en") == 0)
            lexicon->english = &tables[i];
    }
    if (!lexicon->english)
        return qh_fail(err, QUOTH_ERROR_MODEL, 0, "there is no English language pack");
    *out = lexicon;
    return QUOTH_OK;
}

/* Length of the match of a pack's code with a tag, whole subtags only; 0 for none. */
static size_t match_tag(const char *code, const char *tag) {
    size_t i = 0;
    for (; code[i]; i++) {
        char a = code[i], b = tag[i];
        a = (char)(a >= 'A' && a <= 'Z' ? a + 32 : a);
        b = (char)(b >= 'A' && b <= 'Z' ? b + 32 : b);
        if (a != b)
            return 0;
    }
    return tag[i] == '\0' || tag[i] == '-' || tag[i] == '_' ? i : 0;
}

static const qh_word_table *pack_of(const qh_lexicon *lexicon, const char *language) {
    const qh_word_table *best = NULL;
    size_t longest = 0;
    uint16_t head = head_of(language);
    for (size_t i = 0; i < lexicon->count; i++) {
        if (lexicon->heads[i] != head)
            continue;
        size_t length = match_tag(lexicon->tables[i].code, language);
        if (length > longest) {
            longest = length;
            best = &lexicon->tables[i];
        }
    }
    return best;
}

/*
 * Languages without a pack, and a relative whose pack knows how they are written: their marks and dashes, where the subject stands,
 * whether names change their ends, and many of their words.
 */
static const char *relative_of(const char *language) {
    static const char relatives[][2][4] = {{"da", "sv"}, {"nb", "sv"}, {"nn", "sv"}, {"no", "sv"}, {"is", "sv"}, {"sk", "cs"},
                                           {"sl", "cs"}, {"hr", "cs"}, {"bs", "cs"}, {"ca", "es"}, {"gl", "pt"}, {"af", "nl"},
                                           {"ms", "id"}, {"az", "tr"}, {"be", "ru"}, {"bg", "ru"}, {"mk", "ru"}, {"mr", "hi"},
                                           {"ne", "hi"}, {"fi", "hu"}, {"et", "hu"}};
    if (match_tag("sr", language))
        return strstr(language, "Latn") ? "cs" : "ru";
    for (size_t i = 0; i < sizeof relatives / sizeof *relatives; i++)
        if (match_tag(relatives[i][0], language))
            return relatives[i][1];
    return NULL;
}

const qh_word_table *qh_lexicon_table(const qh_lexicon *lexicon, const char *language) {
    const qh_word_table *own = language ? pack_of(lexicon, language) : NULL;
    const char *relative = own || !language ? NULL : relative_of(language);
    own = relative ? pack_of(lexicon, relative) : own;
    return own ? own : lexicon->english;
}

uint32_t qh_table_traits(const qh_word_table *table) { return table->traits; }

int qh_table_is_phrasal(const qh_word_table *table) { return table->traits && table->phrasal; }

uint32_t qh_lexicon_traits(const qh_lexicon *lexicon, const char *language) {
    return qh_table_traits(qh_lexicon_table(lexicon, language));
}

/* A word of at most eight bytes of ASCII, folded; nothing but arithmetic. */
static qh_lexeme find_eight(const qh_word_table *table, uint64_t folded, size_t size) {
    uint64_t mixed = (size ^ folded) * UINT64_C(0x9E3779B97F4A7C15);
    uint32_t hash = (uint32_t)(mixed ^ mixed >> 32);
    for (size_t i = hash & table->mask; table->slots[i]; i = (i + 1) & table->mask) {
        const word_entry *entry = &table->entries[table->slots[i] - 1];
        if (entry->hash == hash && entry->length == size && load(table->keys + entry->key, size) == folded)
            return (qh_lexeme){entry->classes, entry->value};
    }
    return (qh_lexeme){0, 0};
}

qh_lexeme qh_table_word(const qh_word_table *table, const char *word, size_t size) {
    uint64_t eight = size && size <= 8 ? load(word, size) : 0;
    if (eight && !fold_eight(&eight)) {
        qh_lexeme short_one = find_eight(table, eight, size);
        if (short_one.classes || size < 2 || word[size - 1] != '.')
            return short_one;
        size--;
        return find_eight(table, eight & ~UINT64_C(0) >> (64 - 8 * size), size);
    }
    folded_key key;
    key_of(&key, word, size);
    qh_lexeme found = find_key(table, &key);
    if (found.classes || size < 2 || word[size - 1] != '.')
        return found;
    key_of(&key, word, size - 1);
    return find_key(table, &key);
}

qh_lexeme qh_table_ending(const qh_word_table *table, const char *text, size_t start, size_t end) {
    char ending[QH_ENDING_MOST + 1] = "-";
    if (end - start > QH_ENDING_MOST)
        return (qh_lexeme){0, 0};
    memcpy(ending + 1, text + start, end - start);
    return qh_table_word(table, ending, end - start + 1);
}

qh_lexeme qh_lexicon_word(const qh_lexicon *lexicon, const char *language, const char *word, size_t size) {
    return qh_table_word(qh_lexicon_table(lexicon, language), word, size);
}

/* Reads on to the next place where a phrase may end, and returns it. */
static size_t next_end(folded_key *key, const char *word, size_t at, size_t size) {
    while (at < size && key->spaces < MOST_WORDS && key->length <= LONGEST_KEY) {
        uint32_t c = qh_utf8_next(word, &(size_t){at});
        int part = is_word_part(c);
        at = key_append(key, word, at);
        if (!qh_is_space(c) && !(part && at < size && is_word_part(qh_utf8_next(word, &(size_t){at}))))
            break;
    }
    key_end(key);
    return at;
}

/* Whether keys end where the text does: what is not ASCII may be left out of them. */
static int is_clear_end(const char *word, size_t at, size_t size) {
    return (unsigned char)word[at - 1] < 0x80 && (at == size || (unsigned char)word[at] < 0x80);
}

void qh_lexicon_phrases(const qh_lexicon *lexicon, const char *language, const char *word, size_t size, qh_phrase *phrases,
                        size_t count) {
    const qh_word_table *table = qh_lexicon_table(lexicon, language);
    folded_key key = {.length = 0, .spaces = 0};
    uint32_t classes = 0;
    for (size_t i = 0; i < count; i++) {
        classes |= phrases[i].wanted;
        phrases[i].found = (qh_lexeme){0, 0};
        phrases[i].length = 0;
    }
    int begun = (classes & ~(uint32_t)PHRASES) != 0;
    for (size_t at = 0; at < size && key.spaces < MOST_WORDS && key.length <= LONGEST_KEY;) {
        at = next_end(&key, word, at, size);
        if (!key.length || key.length > LONGEST_KEY)
            continue;
        uint32_t hash = hash_of(&key);
        if (!begun && is_clear_end(word, at, size) && !may_start(table, hash))
            break;
        begun = 1;
        qh_lexeme found = find_hashed(table, &key, hash);
        for (size_t i = 0; i < count && found.classes & classes; i++)
            if (found.classes & phrases[i].wanted) {
                phrases[i].found = found;
                phrases[i].length = at;
            }
    }
}

qh_lexeme qh_lexicon_phrase(const qh_lexicon *lexicon, const char *language, const char *word, size_t size, uint32_t classes,
                            size_t *length) {
    qh_phrase phrase = {.wanted = classes};
    qh_lexicon_phrases(lexicon, language, word, size, &phrase, 1);
    *length = phrase.length;
    return phrase.found;
}
