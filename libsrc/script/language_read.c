#include "script/language_read.h"

#include <stddef.h>
#include <string.h>

#include "script/language.h"
#include "script/language_list.h"
#include "script/properties.h"
#include "text/utf8.h"

enum {
    PIECE = QH_LANGUAGE_READ / 3,
    SURE_LETTERS = 24, /* with fewer nothing is beyond doubt */
    SURE_LEAD = 800,   /* units of evidence between the first and the second language */
    SURE_ALONE = 64    /* letters of one script */
};

/* ---- words ---- */

static void look_if_sure(qh_reading *r) {
    qh_evidence *e = &r->groups[r->group];
    if (r->table->visit || r->letters[r->group] < SURE_LETTERS || r->letters[r->group] + r->noise < r->all)
        return;
    uint32_t first = 0, second = 0;
    for (size_t i = 0; i < QH_GROUP_MOST; i++) {
        uint32_t value = e->sums[i];
        second = value > first ? first : value > second ? value : second;
        first = value > first ? value : first;
    }
    r->sure = first - second > SURE_LEAD;
}

static void begin_group(qh_reading *r, uint32_t group) {
    if (r->begun >> group & 1)
        return;
    r->begun |= UINT32_C(1) << group;
    memset(&r->groups[group], 0, sizeof r->groups[group]);
}

static void judge_features(qh_reading *r, uint32_t group, const uint64_t *features, size_t count) {
    begin_group(r, group);
    if (r->table->visit)
        r->table->visit(r->table->context, group, features, count);
    else
        qh_evidence_add(r->table, group, features, count, &r->groups[group]);
}

static void learn_word(const qh_reading *r, uint16_t *sums) {
    uint64_t features[QH_WORD_FEATURES];
    qh_evidence own = {{0}};
    qh_evidence_add(r->table, r->group, features, qh_word_features(r->word, r->length, features), &own);
    for (size_t i = 0; i < QH_EVIDENCE_LANES; i++) /* each of at most QH_WORD_FEATURES says less than 256 */
        sums[i] = (uint16_t)own.sums[i];
}

/* The evidence of the word, as it was found before where it is remembered. */
static void recall_word(qh_reading *r) {
    uint64_t hash = qh_feature_add(qh_feature_begin(), r->group + 1);
    for (size_t i = 0; i < r->length; i++)
        hash = qh_feature_add(hash, r->word[i]);
    hash |= 1;
    size_t place = hash >> 32 & (QH_REMEMBERED_WORDS - 1);
    uint16_t *sums = r->memory->sums[place];
    if (r->memory->words[place] != hash) {
        r->memory->words[place] = hash;
        learn_word(r, sums);
    }
    begin_group(r, r->group);
    for (size_t i = 0; i < QH_EVIDENCE_LANES; i++)
        r->groups[r->group].sums[i] += sums[i];
}

static void end_word(qh_reading *r, uint16_t edge, int noisy) {
    uint64_t features[QH_WORD_FEATURES];
    uint32_t letters = (uint32_t)r->length - 1;
    r->word[r->length++] = edge;
    int judged = !noisy && !r->noisy;
    if (judged && r->memory)
        recall_word(r);
    else if (judged)
        judge_features(r, r->group, features, qh_word_features(r->word, r->length, features));
    r->length = 0;
    *(judged ? &r->letters[r->group] : &r->noise) += letters;
    if (judged)
        look_if_sure(r);
}

static void add_letter(qh_reading *r, uint32_t group, uint16_t symbol) {
    if (r->length && group != r->group)
        end_word(r, QH_WORD_EDGE, 0);
    if (!r->length) {
        r->word[r->length++] = r->edge;
        r->group = group;
    }
    r->all++;
    if (r->length <= QH_WORD_LETTERS)
        r->word[r->length++] = symbol;
}

/* ---- what is no letter ---- */

/* A digit, an underscore, an at sign, "://", or a stop inside an address. */
static int is_noise(const qh_reading *r, size_t at) {
    unsigned c = (unsigned char)r->text[at];
    if (c - '0' < 10 || c == '_' || c == '@')
        return 1;
    if (at + 1 >= r->span.end)
        return 0;
    unsigned next = (unsigned char)r->text[at + 1];
    return (c == '.' && next - 'a' < 26) || (c == ':' && next == '/');
}

static void between(qh_reading *r, size_t at, uint16_t edge) {
    int noisy = edge == QH_WORD_EDGE && is_noise(r, at);
    if (r->length)
        end_word(r, edge, noisy);
    r->edge = edge;
    r->noisy = (uint16_t)noisy;
    r->before_han = 0;
}

/* ---- other scripts ---- */

static void add_han(qh_reading *r, uint32_t c) {
    uint64_t features[2] = {qh_han_feature(0, c), qh_han_feature(r->before_han, c)};
    judge_features(r, QH_GROUP_HAN, features, r->before_han ? 2 : 1);
    r->before_han = c;
    r->letters[QH_GROUP_HAN]++;
    r->all++;
}

static void add_alone(qh_reading *r, uint32_t language) {
    if (!r->alone_all)
        memset(r->alone, 0, sizeof r->alone);
    r->alone[language]++;
    r->alone_all++;
    r->all++;
    r->sure |= r->alone[language] >= SURE_ALONE && r->alone[language] == r->all;
}

/* The mark that prolongs a vowel is of both kana. */
static int is_kana(qh_script script, uint32_t c) {
    return script == QH_SCRIPT_HIRA || script == QH_SCRIPT_KANA || c == 0x30FC || c == 0xFF70;
}

static void read_high(qh_reading *r, uint32_t c, size_t at) {
    const qh_properties *p = qh_properties_of(c);
    if (p->script == QH_SCRIPT_HANI) {
        uint32_t before = r->before_han;
        between(r, at, QH_WORD_EDGE);
        r->before_han = before;
        add_han(r, c);
        return;
    }
    between(r, at, c == 0x2019 || c == 0x200C ? QH_WORD_APOSTROPHE : QH_WORD_EDGE);
    if (p->script == QH_SCRIPT_HANG) {
        add_alone(r, QH_LANGUAGE_KO);
    } else if (is_kana(p->script, c)) {
        begin_group(r, QH_GROUP_HAN);
        r->kana++;
        r->letters[QH_GROUP_HAN]++;
        r->all++;
    } else if (p->flags & QH_LETTER) {
        r->unknown++;
        r->all++;
    }
}

static void read_low(qh_reading *r, uint32_t c, size_t at) {
    uint32_t value = qh_le16(r->table->chars + 2 * (size_t)c), kind = value & QH_CHAR_KIND,
             symbol = value & ~(uint32_t)QH_CHAR_KIND;
    if (kind >= QH_CHAR_LETTERS && kind < QH_CHAR_ALONE) {
        add_letter(r, (kind - QH_CHAR_LETTERS) >> 13, (uint16_t)symbol);
    } else if (kind == QH_CHAR_ON) {
        if (r->length && r->length <= QH_WORD_LETTERS)
            r->word[r->length++] = (uint16_t)symbol;
    } else {
        between(r, at, symbol == QH_WORD_APOSTROPHE && !kind ? QH_WORD_APOSTROPHE : QH_WORD_EDGE);
        if (kind == QH_CHAR_ALONE)
            add_alone(r, symbol);
        r->unknown += kind == QH_CHAR_UNKNOWN;
        r->all += kind == QH_CHAR_UNKNOWN;
    }
}

/* ---- text ---- */

static void read_piece(qh_reading *r, size_t at, size_t end) {
    r->edge = QH_WORD_EDGE;
    r->noisy = 0;
    r->before_han = 0;
    r->sure = 0;
    while (at < end && !r->sure) {
        size_t here = at;
        uint32_t c = qh_utf8_next(r->text, &at);
        if (c < QH_LANGUAGE_CHARS)
            read_low(r, c, here);
        else
            read_high(r, c, here);
    }
    if (r->length)
        end_word(r, QH_WORD_EDGE, 0);
}

/* The next start of a word, or of a character where none is near. */
static size_t word_start(const char *text, size_t at, size_t end) {
    size_t near = at + QH_WORD_LETTERS < end ? at + QH_WORD_LETTERS : end;
    for (size_t i = at; i < near; i++)
        if (text[i] == ' ' || text[i] == '\n')
            return i;
    while (at < end && ((unsigned char)text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

qh_language_memory *qh_language_memory_new(qh_arena *arena) {
    qh_language_memory *memory = qh_arena_alloc(arena, sizeof *memory);
    if (memory)
        memset(memory->words, 0, sizeof memory->words);
    return memory;
}

void qh_read_languages(qh_reading *r, const qh_language_table *table, qh_language_memory *memory, const char *text,
                       quoth_span span) {
    memset(r, 0, offsetof(qh_reading, word));
    r->memory = memory;
    r->table = table;
    r->text = text;
    r->span = span;
    size_t size = span.end - span.start;
    if (size <= PIECE) {
        read_piece(r, span.start, span.end);
        return;
    }
    size_t starts[3] = {span.start, span.start + (size - PIECE) / 2, span.end - PIECE}, done = span.start;
    for (int i = 0; i < 3; i++) {
        size_t from = starts[i] > done ? word_start(text, starts[i], span.end) : done;
        done = word_start(text, starts[i] + PIECE, span.end);
        read_piece(r, from, done);
    }
}
