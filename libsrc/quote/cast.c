#include "quote/cast.h"

#include <string.h>

#include "base/one_of.h"
#include "text/chars.h"
#include "text/utf8.h"
#include "text/utf8_valid.h"

static const uint64_t BASIS = 0xcbf29ce484222325u, PRIME = 0x100000001b3u;

static uint64_t join(uint64_t hash, uint64_t word) { return (hash ^ word) * PRIME; }

/* Bytes that the code point should have whose first byte is `lead`. */
static size_t length_of(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

static int is_letter(const char *at, size_t size, uint32_t *c) {
    size_t zero = 0;
    if (length_of((unsigned char)*at) > size) {
        *c = (unsigned char)*at;
        return 0;
    }
    *c = qh_utf8_next(at, &zero);
    return (qh_char_class(*c) & (QH_CHAR_LETTER | QH_CHAR_DIGIT)) != 0;
}

/* The next word of a name, as the tokenizer would cut it, with its folded hash; 0 at the end. */
static int next_word(const char *name, size_t size, size_t *at, quoth_span *word) {
    uint32_t c;
    while (*at < size && !is_letter(name + *at, size - *at, &c))
        *at += 1;
    word->start = *at;
    while (*at < size && (unsigned char)name[*at] > ' ' && !qh_one_of(name[*at], "(),;:\""))
        *at += 1;
    word->end = *at;
    while (word->end > word->start && qh_one_of(name[word->end - 1], ".!?'"))
        word->end--;
    return word->end > word->start;
}

/* A name need not be valid UTF-8, so that it is folded with care. */
static uint64_t word_hash(const char *text, quoth_span word) {
    uint64_t hash = BASIS;
    for (size_t at = word.start; at < word.end;) {
        if (length_of((unsigned char)text[at]) > word.end - at)
            break;
        uint32_t c = qh_utf8_next(text, &at);
        if (c == 0x2019)
            c = '\'';
        if (c == '\'' && at + 1 == word.end && (text[at] == 's' || text[at] == 'S'))
            break;
        hash = join(hash, qh_char_lower(c));
    }
    return hash;
}

static int32_t *slot_of(const qh_cast *cast, uint64_t hash) {
    size_t at = (size_t)(hash >> 17) & cast->mask;
    while (cast->slots[at] >= 0 && cast->aliases.items[cast->slots[at]].hash != hash)
        at = (at + 1) & cast->mask;
    return &cast->slots[at];
}

static uint64_t name_hash(const char *name, size_t size, qh_alias *alias) {
    uint64_t hash = BASIS;
    quoth_span word;
    size_t at = 0;
    while (alias->words < QH_CAST_WORDS && next_word(name, size, &at, &word)) {
        uint32_t c = 0;
        is_letter(name + word.start, size - word.start, &c);
        alias->capital = !alias->words && qh_is_upper(c);
        hash = join(hash, word_hash(name, word));
        alias->words++;
    }
    return hash;
}

static int add_alias(qh_arena *arena, qh_cast *cast, int32_t speaker, const char *name, size_t size, int derived) {
    qh_alias alias = {.speaker = speaker, .next = -1, .derived = (uint8_t)derived};
    alias.hash = name_hash(name, size, &alias);
    if (!alias.words || (derived && !alias.capital))
        return 1;
    int32_t *slot = slot_of(cast, alias.hash);
    if (*slot >= 0 && (cast->aliases.items[*slot].speaker == speaker || (derived && !cast->aliases.items[*slot].derived)))
        return 1; /* what the caller named goes before what is derived */
    qh_alias *room = qh_vec_push(arena, &cast->aliases);
    if (!room)
        return 0;
    alias.next = *slot;
    *room = alias;
    *slot = (int32_t)cast->aliases.count - 1;
    cast->longest = alias.words > cast->longest ? alias.words : cast->longest;
    return 1;
}

/* "Miss Quested" for whom the caller calls Adela Quested: first and last words of longer names, titles left out. */
static int derive_aliases(qh_arena *arena, const qh_lexicon *lexicon, const quoth_input *input, qh_cast *cast, int32_t speaker,
                          const char *name) {
    enum {
        NO_NAME = QH_WORD_TITLE | QH_WORD_DETERMINER | QH_WORD_PREPOSITION | QH_WORD_ROLE | QH_WORD_GROUP | QH_WORD_ORGANIZATION
    };
    quoth_span word, first = {0, 0}, last = {0, 0};
    size_t at = 0, size = strlen(name), words = 0;
    if (qh_utf8_valid_prefix(name, size) != size)
        return 1;
    while (words < QH_CAST_WORDS && next_word(name, size, &at, &word)) {
        uint32_t classes = qh_lexicon_word(lexicon, input->language, name + word.start, word.end - word.start).classes;
        words++;
        if (classes & QH_WORD_PREPOSITION)
            return 1; /* "Lady of the Lake" */
        if (classes & NO_NAME && !(classes & QH_WORD_GIVEN_NAME))
            continue;
        first = qh_span_is_empty(first) ? word : first;
        last = word;
    }
    if (words < 2 || qh_span_is_empty(last))
        return 1;
    return add_alias(arena, cast, speaker, name + last.start, last.end - last.start, 1) &&
           add_alias(arena, cast, speaker, name + first.start, first.end - first.start, 1);
}

int qh_cast_open(qh_arena *arena, const qh_lexicon *lexicon, const quoth_input *input, qh_cast *out) {
    size_t names = 0, size = 64;
    *out = (qh_cast){0};
    for (size_t i = 0; i < input->speaker_count; i++)
        names += input->speakers[i].name_count;
    while (size < 6 * names)
        size *= 2;
    out->mask = size - 1;
    out->slots = qh_arena_alloc(arena, size * sizeof *out->slots);
    if (!out->slots)
        return 0;
    memset(out->slots, 0xFF, size * sizeof *out->slots);
    for (size_t i = 0; i < input->speaker_count; i++)
        for (size_t k = 0; k < input->speakers[i].name_count; k++)
            if (!add_alias(arena, out, (int32_t)i, input->speakers[i].names[k], strlen(input->speakers[i].names[k]), 0))
                return 0;
    for (size_t i = 0; i < input->speaker_count; i++)
        for (size_t k = 0; k < input->speakers[i].name_count; k++)
            if (!derive_aliases(arena, lexicon, input, out, (int32_t)i, input->speakers[i].names[k]))
                return 0;
    return 1;
}

int32_t qh_cast_at(const qh_cast *cast, const char *text, const qh_tokens *tokens, size_t i, size_t end, size_t *stop) {
    uint64_t hash = BASIS;
    int32_t best = -1;
    size_t words = 0;
    int capital = tokens->list.items[i].shape & QH_SHAPE_CAPITAL;
    for (size_t k = i; k < end && words < cast->longest; k++) {
        const qh_token *t = &tokens->list.items[k];
        if (t->kind != QH_TOKEN_WORD && t->kind != QH_TOKEN_NUMBER)
            break;
        quoth_span word = {t->start, t->end - (t->shape & QH_SHAPE_STOP ? 1 : 0)};
        hash = join(hash, word_hash(text, word));
        words++;
        int32_t alias = *slot_of(cast, hash);
        if (alias < 0 || cast->aliases.items[alias].words != words || (cast->aliases.items[alias].capital && !capital))
            continue;
        best = alias;
        *stop = k + 1;
    }
    return best;
}

int32_t qh_cast_words(const qh_cast *cast, const char *text, quoth_span span) {
    qh_alias alias = {0};
    uint64_t hash = name_hash(text + span.start, span.end - span.start, &alias);
    int32_t found = alias.words ? *slot_of(cast, hash) : -1;
    return found >= 0 && cast->aliases.items[found].words == alias.words ? found : -1;
}
