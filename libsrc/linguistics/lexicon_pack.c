#include <string.h>

#include "base/error.h"
#include "linguistics/word_table.h"

enum { LONGEST_FORM = 128 }; /* bytes */

typedef struct pack_reader {
    qh_word_table *table;
    const qh_pack *pack;
    size_t line;
    const char *at;   /* the entry */
    uint32_t classes; /* of the section; 0 before the first */
    int16_t numbered; /* 1: entries of the section have running values */
    int16_t number;
    int16_t traits; /* 1: the section is [trait] */
    quoth_error *err;
} pack_reader;

typedef struct named_value {
    const char *name;
    uint32_t value;
} named_value;

typedef struct section {
    const char *name;
    uint32_t classes;
    int16_t value; /* of its words */
} section;

static const section sections[] = {
    {"month", QH_WORD_MONTH, 0},
    {"weekday", QH_WORD_WEEKDAY, 0},
    {"cue", QH_WORD_CUE, 0},
    {"cue noun", QH_WORD_CUE_NOUN, 0},
    {"cue weak", QH_WORD_CUE_WEAK, 0},
    {"cue naming", QH_WORD_CUE_NAMING, 0},
    {"complementizer", QH_WORD_COMPLEMENTIZER, 0},
    {"title", QH_WORD_TITLE, 0},
    {"role", QH_WORD_ROLE, 0},
    {"organization", QH_WORD_ORGANIZATION, 0},
    {"group", QH_WORD_GROUP, 0},
    {"pronoun", QH_WORD_PRONOUN, 0},
    {"function", QH_WORD_FUNCTION, 0},
    {"determiner", QH_WORD_DETERMINER, 0},
    {"preposition", QH_WORD_PREPOSITION, 0},
    {"case ending", QH_WORD_PREPOSITION, 0},
    {"auxiliary", QH_WORD_AUXILIARY, 0},
    {"male", QH_WORD_MALE, 0},
    {"female", QH_WORD_FEMALE, 0},
    {"given name", QH_WORD_GIVEN_NAME, 0},
    {"label", QH_WORD_LABEL, 0},
    {"link", QH_WORD_LINK, 0},
    {"caption", QH_WORD_CAPTION, 0},
    {"byline", QH_WORD_BYLINE, 0},
    {"question", QH_WORD_QUESTION, 0},
    {"no head", QH_WORD_NO_HEAD, 0},
    {"place", QH_WORD_PLACE, 0},
    {"abbreviation", QH_WORD_ABBREVIATION, 0},
    {"abbreviation number", QH_WORD_ABBREVIATION | QH_WORD_NUMBERED, 0},
    {"work", QH_WORD_WORK, 0},
    {"negation", QH_WORD_NEGATION, 0},
    {"according", QH_WORD_ACCORDING, 0},
    {"mood", QH_WORD_AUXILIARY, QH_MOOD_REPORTING},
    {"mood weak", QH_WORD_AUXILIARY, QH_MOOD_WEAK},
    {"as", QH_WORD_FUNCTION, QH_AS},
    {"infinitive", QH_WORD_FUNCTION, QH_INFINITIVE},
    {"passive", QH_WORD_AUXILIARY, QH_PASSIVE},
    {"agent", QH_WORD_PREPOSITION, QH_AGENT},
    {"hearsay", QH_WORD_AUXILIARY, QH_HEARSAY},
    {"thus", QH_WORD_FUNCTION, QH_THUS},
    {"narrated ending", QH_WORD_FUNCTION, QH_NARRATED},
    {"source noun", QH_WORD_CUE_NOUN, QH_SOURCE_NOUN},
    {"spoken mark", QH_WORD_QUOTE, 0},
    {NULL, 0, 0},
};

static const named_value traits[] = {
    {"dash dialogue", QH_TRAIT_DASHES},
    {"inverts", QH_TRAIT_INVERTS},
    {"noun capitals", QH_TRAIT_CAPITALS},
    {"compounds", QH_TRAIT_COMPOUNDS},
    {"no articles", QH_TRAIT_NO_ARTICLES},
    {"no capitals", QH_TRAIT_CASELESS},
    {"verb last", QH_TRAIT_VERB_LAST},
    {"particles", QH_TRAIT_PARTICLES},
    {"cases", QH_TRAIT_CASES},
    {"postpositions", QH_TRAIT_POSTPOSITIONS},
    {"comma clauses", QH_TRAIT_COMMAS},
    {"article cases", QH_TRAIT_ARTICLES},
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

static const named_value places[] = {
    {"noun", QH_ACCORDING_NOUN}, {"behind", QH_ACCORDING_BEHIND}, {"comma", QH_ACCORDING_COMMA}, {NULL, 0}};

static const named_value cases[] = {{"oblique", QH_OBLIQUE}, {NULL, 0}};

static int is_name(const char *name, const char *text, size_t size) {
    return strlen(name) == size && memcmp(name, text, size) == 0;
}

static uint32_t named(const named_value *values, const char *name, size_t size) {
    for (; values->name; values++)
        if (is_name(values->name, name, size))
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
        return pack_error(r, r->at, "entry is empty or too long");
    word_entry *entry = entry_of(r->table, &key);
    if (!entry)
        return pack_error(r, r->at, "too many entries");
    entry->classes |= r->classes;
    r->table->phrasal |= key.spaces && r->classes & (QH_WORD_CUE | QH_WORD_ROLE | QH_WORD_ORGANIZATION | QH_WORD_GROUP);
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

/* stem(/a/i): the forms of a word, each the stem with one of the endings. */
static quoth_status add_forms(pack_reader *r, const char *start, const char *paren, const char *end, int16_t value) {
    char form[LONGEST_FORM];
    size_t stem = (size_t)(paren - start);
    quoth_status st = QUOTH_OK;
    for (const char *at = paren + 1; st == QUOTH_OK && at <= end;) {
        const char *stop = piece_end(at, end, '/');
        size_t size = stem + (size_t)(stop - at);
        if (size > sizeof form)
            return pack_error(r, r->at, "form is too long");
        memcpy(form, start, stem);
        memcpy(form + stem, at, (size_t)(stop - at));
        st = add_word(r, form, form + size, value);
        at = stop + 1;
    }
    return st;
}

static quoth_status read_word(pack_reader *r, const char *start, const char *end, int16_t value) {
    trim(&start, &end);
    if (start == end)
        return QUOTH_OK;
    if (r->traits) {
        uint32_t trait = named(traits, start, (size_t)(end - start));
        r->table->traits |= trait;
        return trait ? QUOTH_OK : pack_error(r, start, "unknown trait");
    }
    r->at = start;
    if (!r->classes)
        return pack_error(r, start, "entry before the first section");
    const char *paren = piece_end(start, end, '(');
    if (paren < end && end[-1] == ')')
        return add_forms(r, start, paren, end - 1, value);
    return add_word(r, start, end, value);
}

/* word=value */
static quoth_status read_valued(pack_reader *r, const char *start, const char *equals, const char *end) {
    const char *value = equals + 1;
    trim(&value, &end);
    const named_value *values = r->classes == QH_WORD_PRONOUN      ? pronouns
                                : r->classes == QH_WORD_ACCORDING  ? places
                                : r->classes == QH_WORD_DETERMINER ? cases
                                                                   : NULL;
    uint32_t number = values ? named(values, value, (size_t)(end - value)) : 0;
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
    const section *found = sections;
    while (found->name && !is_name(found->name, start + 1, (size_t)(end - start) - 2))
        found++;
    r->classes = found->classes;
    r->numbered = (r->classes & (QH_WORD_MONTH | QH_WORD_WEEKDAY)) != 0;
    r->number = found->value;
    r->traits = (int16_t)(is_name("trait", start + 1, (size_t)(end - start) - 2));
    return r->classes || r->traits ? QUOTH_OK : pack_error(r, start, "unknown section");
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

/* The bytes of a pack whose forms are written out. */
static size_t written_out(const qh_pack *pack) {
    size_t size = pack->size, start = 0, stem = 0;
    for (size_t i = 0; i < pack->size; i++) {
        char c = pack->text[i];
        if (c == ',' || c == '|' || c == '\n')
            start = i + 1;
        else if (c == '(')
            stem = i - start;
        else if (c == '/')
            size += stem;
    }
    return size;
}

/* The text of a pack in UTF-8; NULL when there is no memory. */
static char *spelled_out(qh_arena *arena, const qh_pack *pack, size_t *size) {
    size_t starts[129], letters = 0, length = 0, at = 0;
    for (const char *a = pack->alphabet; a[at]; qh_utf8_next(a, &at))
        starts[letters++] = at;
    starts[letters] = at;
    for (size_t i = 0; i < pack->size; i++) {
        unsigned char c = (unsigned char)pack->text[i];
        length += c < 0x80 ? 1 : starts[c - 0x7F] - starts[c - 0x80];
    }
    char *text = qh_arena_alloc(arena, length + 1), *out = text;
    for (size_t i = 0; text && i < pack->size; i++) {
        unsigned char c = (unsigned char)pack->text[i];
        size_t bytes = c < 0x80 ? 1 : starts[c - 0x7F] - starts[c - 0x80];
        memcpy(out, c < 0x80 ? pack->text + i : pack->alphabet + starts[c - 0x80], bytes);
        out += bytes;
    }
    *size = length;
    return text;
}

quoth_status qh_table_read(qh_arena *arena, qh_word_table *table, const qh_pack *embedded, quoth_error *err) {
    qh_pack spelled = *embedded;
    const qh_pack *pack = &spelled;
    if (embedded->alphabet && !(spelled.text = spelled_out(arena, embedded, &spelled.size)))
        return qh_fail_memory(err);
    size_t entries = pack->entries, slots = 16, size = written_out(pack);
    while (slots < entries + entries / 2)
        slots *= 2;
    table->code = pack->code;
    table->capacity = entries < UINT16_MAX ? entries : UINT16_MAX;
    table->mask = slots - 1;
    table->slots = qh_arena_zalloc(arena, slots, sizeof *table->slots);
    table->entries = qh_arena_alloc(arena, entries * sizeof *table->entries);
    table->keys = qh_arena_alloc(arena, size + size / 2 + 1); /* a lower-case letter has up to 3 bytes for 2 */
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
