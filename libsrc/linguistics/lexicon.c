#include "linguistics/lexicon.h"

#include <string.h>

#include "base/error.h"
#include "linguistics/packs.h"
#include "text/chars.h"
#include "text/utf8.h"

enum {
    LONGEST_KEY = 64,
    MOST_WORDS = 5,
    START_WORDS = 64, /* of 64 bits, for the beginnings of phrases */
    PHRASES = QH_WORD_LABEL | QH_WORD_LINK | QH_WORD_CAPTION | QH_WORD_ACCORDING
};

typedef struct word_entry {
    uint32_t hash;
    uint32_t key; /* where its bytes start in the table's keys */
    uint32_t classes;
    int16_t value;
    uint16_t length;
} word_entry;

/* Open addressing over small numbers, so that a word that is not there costs one read from a table that stays in the cache. */
struct qh_word_table {
    const char *code;
    uint16_t *slots; /* index of an entry plus 1; 0: free */
    size_t mask;     /* slots - 1, a power of two less one */
    word_entry *entries;
    size_t entry_count, capacity;
    char *keys;
    size_t keys_used;
    uint64_t starts[START_WORDS]; /* a bit for the hash of the first word of each entry among PHRASES */
};

struct qh_lexicon {
    qh_word_table *tables;
    uint16_t *heads; /* the first two letters of their codes */
    size_t count;
    const qh_word_table *english;
};

/* A key while it is folded. */
typedef struct folded_key {
    char bytes[LONGEST_KEY + 8]; /* zeros behind the last, to the next eight, where it is complete */
    size_t length;               /* LONGEST_KEY + 1: too long */
    size_t spaces;
} folded_key;

static void key_byte(folded_key *key, char byte) {
    if (key->length >= LONGEST_KEY)
        key->length = LONGEST_KEY + 1;
    else
        key->bytes[key->length++] = byte;
}

/* Appends one space, unless there is one or the key is empty. */
static void key_space(folded_key *key) {
    if (!key->length || key->bytes[key->length - 1] == ' ')
        return;
    key_byte(key, ' ');
    key->spaces++;
}

/* What stands for a code point in keys; 0 where it is left out. */
static uint32_t fold(uint32_t c) {
    switch (c) {
    case 0x2019:
        return '\'';
    case 0x2010:
    case 0x2011:
        return '-';
    case 0x00AD: /* soft hyphen */
    case 0x0640: /* tatweel */
    case 0x200C: /* joiners: Persian is written with and without */
    case 0x200D:
        return 0;
    case 0x0451:
        return 0x0435; /* ё */
    case 0x0401:
        return 0x0435;
    case 0x064A: /* Arabic yeh and alef maksura as Persian yeh, kaf as keheh */
    case 0x0649:
        return 0x06CC;
    case 0x0643:
        return 0x06A9;
    default:
        break;
    }
    if (c >= 0x064B && c <= 0x0652)
        return 0;
    return qh_is_space(c) ? ' ' : qh_char_lower(c);
}

/* Appends the code point at text[at], folded, and returns where the next one starts. */
static size_t key_append(folded_key *key, const char *text, size_t at) {
    unsigned char byte = (unsigned char)text[at];
    uint32_t c = byte;
    if (byte < 0x80) {
        c = byte >= 'A' && byte <= 'Z' ? byte + 32u : byte;
        at++;
    } else {
        c = fold(qh_utf8_next(text, &at));
    }
    if (c == ' ' || (c >= 9 && c <= 13)) {
        key_space(key);
    } else if (c && c < 0x80) {
        key_byte(key, (char)c);
    } else if (c) {
        char utf8[4];
        size_t length = qh_char_encode(c, utf8);
        for (size_t i = 0; i < length; i++)
            key_byte(key, utf8[i]);
    }
    return at;
}

/* ---- eight bytes at once: one number for the same bytes, whatever the order of bytes in numbers ---- */

static inline uint64_t load_four(const char *bytes) {
    const unsigned char *b = (const unsigned char *)bytes;
    return b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24;
}

static inline uint64_t load_eight(const char *bytes) {
    const unsigned char *b = (const unsigned char *)bytes;
    return b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
           (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* Up to eight, 0 for those that are not there. Bytes that are read twice are the same twice. */
static inline uint64_t load(const char *bytes, size_t size) {
    if (size >= 8)
        return load_eight(bytes);
    if (size >= 4)
        return load_four(bytes) | load_four(bytes + size - 4) << (size - 4) * 8;
    const unsigned char *b = (const unsigned char *)bytes;
    return size ? b[0] | (uint64_t)b[size / 2] << size / 2 * 8 | (uint64_t)b[size - 1] << (size - 1) * 8 : 0;
}

static inline void store_eight(char *bytes, uint64_t word) {
    unsigned char *b = (unsigned char *)bytes; /* one by one: what compilers know as one store */
    b[0] = (unsigned char)word;
    b[1] = (unsigned char)(word >> 8);
    b[2] = (unsigned char)(word >> 16);
    b[3] = (unsigned char)(word >> 24);
    b[4] = (unsigned char)(word >> 32);
    b[5] = (unsigned char)(word >> 40);
    b[6] = (unsigned char)(word >> 48);
    b[7] = (unsigned char)(word >> 56);
}

/* Folds eight bytes at once where they are ASCII without white space (or 0); nonzero where they are not. */
static inline uint64_t fold_eight(uint64_t *word) {
    const uint64_t ones = UINT64_C(0x0101010101010101), high = UINT64_C(0x8080808080808080);
    uint64_t w = *word, safe = w & ~high;
    uint64_t from_a = safe + ones * (0x80 - 'A'), behind_z = safe + ones * (0x80 - 'Z' - 1);
    uint64_t visible = safe + ones * (0x80 - 0x21), some = safe + ones * 0x7F; /* high bits: 0x21 and more, 1 and more */
    *word = w | ((from_a & ~behind_z & high) >> 2);
    return (w | (some & ~visible)) & high;
}

/* To be called where the key is complete for now. */
static inline void key_end(folded_key *key) {
    if (key->length <= LONGEST_KEY)
        store_eight(key->bytes + key->length, 0);
}

static void key_of(folded_key *key, const char *word, size_t size) {
    size_t at = 0;
    key->length = key->spaces = 0;
    for (; at < size && at < LONGEST_KEY; at += 8) {
        uint64_t eight = load(word + at, size - at);
        if (fold_eight(&eight))
            break;
        store_eight(key->bytes + at, eight);
    }
    key->length = at < size ? at : size;
    if (at >= size)
        return;
    while (at < size && key->length <= LONGEST_KEY)
        at = key_append(key, word, at);
    key_end(key);
}

static inline uint32_t hash_of(const folded_key *key) {
    uint64_t hash = key->length;
    for (size_t at = 0; at < key->length; at += 8) {
        hash = (hash ^ load_eight(key->bytes + at)) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    return (uint32_t)hash;
}

/* The slot of the key, or the free one where it would go. */
static uint16_t *find_slot(const qh_word_table *table, const folded_key *key, uint32_t hash) {
    for (size_t i = hash & table->mask;; i = (i + 1) & table->mask) {
        uint16_t *slot = &table->slots[i];
        const word_entry *entry = *slot ? &table->entries[*slot - 1] : NULL;
        if (!entry ||
            (entry->hash == hash && entry->length == key->length && memcmp(table->keys + entry->key, key->bytes, key->length) == 0))
            return slot;
    }
}

static qh_lexeme find_hashed(const qh_word_table *table, const folded_key *key, uint32_t hash) {
    uint16_t slot = *find_slot(table, key, hash);
    return slot ? (qh_lexeme){table->entries[slot - 1].classes, table->entries[slot - 1].value} : (qh_lexeme){0, 0};
}

static qh_lexeme find_key(const qh_word_table *table, const folded_key *key) {
    if (key->length > LONGEST_KEY || !key->length)
        return (qh_lexeme){0, 0};
    return find_hashed(table, key, hash_of(key));
}

/* ---- Reading a pack ---- */

typedef struct pack_reader {
    qh_word_table *table;
    const qh_pack *pack;
    size_t line;
    uint32_t classes; /* of the section; 0 before the first */
    int16_t numbered; /* 1: entries of the section have running values */
    int16_t number;
    quoth_error *err;
} pack_reader;

typedef struct named_value {
    const char *name;
    uint32_t value;
} named_value;

static const named_value sections[] = {
    {"month", QH_WORD_MONTH},
    {"weekday", QH_WORD_WEEKDAY},
    {"cue", QH_WORD_CUE},
    {"cue noun", QH_WORD_CUE_NOUN},
    {"cue weak", QH_WORD_CUE_WEAK},
    {"cue naming", QH_WORD_CUE_NAMING},
    {"complementizer", QH_WORD_COMPLEMENTIZER},
    {"title", QH_WORD_TITLE},
    {"role", QH_WORD_ROLE},
    {"organization", QH_WORD_ORGANIZATION},
    {"group", QH_WORD_GROUP},
    {"pronoun", QH_WORD_PRONOUN},
    {"function", QH_WORD_FUNCTION},
    {"determiner", QH_WORD_DETERMINER},
    {"preposition", QH_WORD_PREPOSITION},
    {"auxiliary", QH_WORD_AUXILIARY},
    {"male", QH_WORD_MALE},
    {"female", QH_WORD_FEMALE},
    {"given name", QH_WORD_GIVEN_NAME},
    {"label", QH_WORD_LABEL},
    {"link", QH_WORD_LINK},
    {"caption", QH_WORD_CAPTION},
    {"byline", QH_WORD_BYLINE},
    {"question", QH_WORD_QUESTION},
    {"no head", QH_WORD_NO_HEAD},
    {"place", QH_WORD_PLACE},
    {"abbreviation", QH_WORD_ABBREVIATION},
    {"abbreviation number", QH_WORD_ABBREVIATION | QH_WORD_NUMBERED},
    {"work", QH_WORD_WORK},
    {"negation", QH_WORD_NEGATION},
    {"according", QH_WORD_ACCORDING},
    {"spoken mark", QH_WORD_QUOTE},
    {NULL, 0},
};

static const named_value pronouns[] = {
    {"first", QH_PRONOUN_FIRST},
    {"first plural", QH_PRONOUN_FIRST_PLURAL},
    {"second", QH_PRONOUN_SECOND},
    {"male", QH_PRONOUN_MALE},
    {"female", QH_PRONOUN_FEMALE},
    {"neuter", QH_PRONOUN_NEUTER},
    {"plural", QH_PRONOUN_PLURAL},
    {"any", QH_PRONOUN_ANY},
    {NULL, 0},
};

static uint32_t named(const named_value *values, const char *name, size_t size) {
    for (; values->name; values++)
        if (strlen(values->name) == size && memcmp(values->name, name, size) == 0)
            return values->value;
    return 0;
}

static quoth_status pack_error(const pack_reader *r, const char *at, const char *what) {
    return qh_fail(r->err, QUOTH_ERROR_MODEL, (size_t)(at - r->pack->text), "language pack %s, line %zu: %s", r->pack->code,
                   r->line, what);
}

static int is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

static void trim(const char **start, const char **end) {
    while (*start < *end && is_blank(**start))
        ++*start;
    while (*start < *end && is_blank((*end)[-1]))
        --*end;
}

/* The entry of the key, made where it is new; NULL when the pack has too many. */
static word_entry *entry_of(qh_word_table *table, const folded_key *key) {
    uint32_t hash = hash_of(key);
    uint16_t *slot = find_slot(table, key, hash);
    if (*slot)
        return &table->entries[*slot - 1];
    if (table->entry_count == table->capacity)
        return NULL;
    word_entry *entry = &table->entries[table->entry_count++];
    *slot = (uint16_t)table->entry_count;
    entry->hash = hash;
    entry->key = (uint32_t)table->keys_used;
    entry->classes = 0;
    entry->value = 0;
    entry->length = (uint16_t)key->length;
    memcpy(table->keys + table->keys_used, key->bytes, key->length);
    table->keys_used += key->length;
    return entry;
}

static int is_word_part(uint32_t c) {
    return c < 0x80 ? (c | 32) - 'a' < 26 || c - '0' < 10
                    : (qh_char_class(c) & (QH_CHAR_LETTER | QH_CHAR_MARK | QH_CHAR_DIGIT)) != 0;
}

/* Where the first word of a key ends, or the single character that is none. */
static size_t first_end(const folded_key *key) {
    size_t at = 0;
    while (at < key->length) {
        int part = is_word_part(qh_utf8_next(key->bytes, &at));
        if (!part || at == key->length || !is_word_part(qh_utf8_next(key->bytes, &(size_t){at})))
            break;
    }
    return at;
}

static int may_start(const qh_word_table *table, uint32_t hash) {
    return (int)(table->starts[hash / 64 % START_WORDS] >> hash % 64 & 1);
}

static void add_start(qh_word_table *table, const folded_key *key) {
    folded_key first = *key;
    first.length = first_end(key);
    for (size_t i = first.length; i < sizeof first.bytes; i++)
        first.bytes[i] = 0;
    uint32_t hash = hash_of(&first);
    table->starts[hash / 64 % START_WORDS] |= UINT64_C(1) << hash % 64;
}

static quoth_status add_word(pack_reader *r, const char *start, const char *end, int16_t value) {
    folded_key key;
    key_of(&key, start, (size_t)(end - start));
    if (!key.length || key.length > LONGEST_KEY || key.spaces >= MOST_WORDS)
        return pack_error(r, start, "entry is empty or too long");
    word_entry *entry = entry_of(r->table, &key);
    if (!entry)
        return pack_error(r, start, "too many entries");
    entry->classes |= r->classes;
    if (r->classes & PHRASES)
        add_start(r->table, &key);
    if (!entry->value)
        entry->value = value;
    return QUOTH_OK;
}

/* Where the piece that starts at `at` ends. */
static const char *piece_end(const char *at, const char *end, char separator) {
    const char *stop = memchr(at, separator, (size_t)(end - at));
    return stop ? stop : end;
}

static quoth_status read_word(pack_reader *r, const char *start, const char *end, int16_t value) {
    trim(&start, &end);
    if (start == end)
        return QUOTH_OK;
    return r->classes ? add_word(r, start, end, value) : pack_error(r, start, "entry before the first section");
}

/* word=value */
static quoth_status read_valued(pack_reader *r, const char *start, const char *equals, const char *end) {
    const char *value = equals + 1;
    trim(&value, &end);
    uint32_t number = r->classes == QH_WORD_PRONOUN ? named(pronouns, value, (size_t)(end - value)) : 0;
    return number ? read_word(r, start, equals, (int16_t)number) : pack_error(r, value, "unknown value");
}

/* Several words for one thing, or a word with its value. */
static quoth_status read_synonyms(pack_reader *r, const char *start, const char *end) {
    quoth_status st = QUOTH_OK;
    while (st == QUOTH_OK && start < end) {
        const char *stop = piece_end(start, end, '|'), *equals = piece_end(start, stop, '=');
        st = equals < stop ? read_valued(r, start, equals, stop) : read_word(r, start, stop, r->number);
        start = stop < end ? stop + 1 : end;
    }
    return st;
}

static quoth_status read_section(pack_reader *r, const char *start, const char *end) {
    if (end[-1] != ']')
        return pack_error(r, start, "section without ]");
    r->classes = named(sections, start + 1, (size_t)(end - start) - 2);
    r->numbered = (r->classes & (QH_WORD_MONTH | QH_WORD_WEEKDAY)) != 0;
    r->number = 0;
    return r->classes ? QUOTH_OK : pack_error(r, start, "unknown section");
}

static quoth_status read_entries(pack_reader *r, const char *start, const char *end) {
    quoth_status st = QUOTH_OK;
    int plain = piece_end(start, end, '=') == end && piece_end(start, end, '|') == end;
    while (st == QUOTH_OK && start < end) {
        const char *stop = piece_end(start, end, ',');
        r->number = (int16_t)(r->number + r->numbered);
        st = plain ? read_word(r, start, stop, r->number) : read_synonyms(r, start, stop);
        start = stop < end ? stop + 1 : end;
    }
    return st;
}

static quoth_status read_line(pack_reader *r, const char *start, const char *end) {
    trim(&start, &end);
    if (start == end || *start == '#')
        return QUOTH_OK;
    return *start == '[' ? read_section(r, start, end) : read_entries(r, start, end);
}

static quoth_status read_pack(qh_arena *arena, qh_word_table *table, const qh_pack *pack, quoth_error *err) {
    size_t entries = pack->entries, slots = 16;
    while (slots < entries + entries / 2)
        slots *= 2;
    table->code = pack->code;
    table->capacity = entries < UINT16_MAX ? entries : UINT16_MAX;
    table->mask = slots - 1;
    table->slots = qh_arena_zalloc(arena, slots, sizeof *table->slots);
    table->entries = qh_arena_alloc(arena, entries * sizeof *table->entries);
    table->keys = qh_arena_alloc(arena, pack->size + pack->size / 2 + 1); /* a lower-case letter has up to 3 bytes for 2 */
    if (!table->slots || !table->entries || !table->keys)
        return qh_fail_memory(err);
    pack_reader r = {.table = table, .pack = pack, .err = err};
    const char *end = pack->text + pack->size;
    for (const char *at = pack->text; at < end;) {
        const char *stop = piece_end(at, end, '\n');
        r.line++;
        quoth_status st = read_line(&r, at, stop);
        if (st != QUOTH_OK)
            return st;
        at = stop < end ? stop + 1 : end;
    }
    return QUOTH_OK;
}

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
        quoth_status st = read_pack(arena, &tables[i], &qh_packs[i], err);
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

/* ---- Looking up ---- */

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

const qh_word_table *qh_lexicon_table(const qh_lexicon *lexicon, const char *language) {
    const qh_word_table *best = lexicon->english;
    size_t longest = 0;
    uint16_t head = language ? head_of(language) : 0;
    for (size_t i = 0; language && i < lexicon->count; i++) {
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
