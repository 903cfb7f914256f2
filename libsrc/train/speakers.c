/*
 * Writes who could have said what, for speakers.py.
 *
 * usage: train_speakers rows OUT [mask]         all candidates with their columns
 *        train_speakers turns OUT SCORES        their scores (i32, row by row) after those of a conversation are weighed together
 *        train_speakers answers OUT             what the library says, by its own model; nothing goes to OUT
 *
 * stdin, document by document: u32 size and bytes of the text; u32 size and bytes of the language; u32 speakers, of each u32 names
 * and each name as u32 size and bytes; u32 quotations + 1, of each u32 parts and u32 start, u32 end of each; 0 where they are to be
 * found. All little-endian. stdout, line by line: "D"; "S cluster speaker start end mention…" for each cluster that is a candidate
 * (the caller's speaker or -1, its name's span, spans of mentions); "Q kind hidden start end tag-start tag-end part… | cluster…"
 * for each group of rows; of answers "A type" with what print_answers() says. OUT gets the rows. With `mask` quotations whose cue
 * names their speaker come again, the name hidden behind a pronoun or out of sight.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/charset_choice.h"
#include "document/plain.h"
#include "linguistics/lexicon.h"
#include "quote/confidence.h"
#include "quote/ranker.h"

typedef struct task {
    int turns, mask, answers;
    FILE *rows, *scores;
} task;

static uint32_t read_number(void) {
    unsigned char b[4];
    return fread(b, 1, 4, stdin) == 4 ? b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24 : 0;
}

static char *read_bytes(qh_arena *arena, uint32_t *size) {
    *size = read_number();
    char *bytes = qh_arena_alloc(arena, (size_t)*size + 1);
    if (!bytes || fread(bytes, 1, *size, stdin) != *size)
        exit(1);
    bytes[*size] = 0;
    return bytes;
}

static void *room(qh_arena *arena, size_t count, size_t size) {
    void *p = qh_arena_zalloc(arena, count + 1, size);
    if (!p)
        exit(1);
    return p;
}

static void read_cast(qh_arena *arena, quoth_input *input) {
    uint32_t size;
    input->speaker_count = read_number();
    quoth_given_speaker *speakers = room(arena, input->speaker_count, sizeof *speakers);
    for (size_t i = 0; i < input->speaker_count; i++) {
        speakers[i].name_count = read_number();
        const char **names = room(arena, speakers[i].name_count, sizeof *names);
        for (size_t k = 0; k < speakers[i].name_count; k++)
            names[k] = read_bytes(arena, &size);
        speakers[i].names = names;
    }
    input->speakers = input->speaker_count ? speakers : NULL;
}

static void read_quotes(qh_arena *arena, quoth_input *input) {
    uint32_t count = read_number();
    if (!count)
        return;
    input->quote_count = count - 1;
    const quoth_span **quotes = room(arena, count, sizeof *quotes);
    size_t *counts = room(arena, count, sizeof *counts);
    for (size_t i = 0; i < input->quote_count; i++) {
        counts[i] = read_number();
        quoth_span *parts = room(arena, counts[i], sizeof *parts);
        for (size_t k = 0; k < counts[i]; k++) {
            parts[k].start = read_number();
            parts[k].end = read_number();
        }
        quotes[i] = parts;
    }
    input->quotes = quotes;
    input->quote_part_counts = counts;
}

static void print_clusters(const qh_finder *f, const qh_ranking *r) {
    uint8_t *used = room(f->p->scratch, f->clusters.count, 1);
    for (size_t i = 0; i < r->candidates.count; i++)
        used[r->candidates.items[i].cluster] = 1;
    for (size_t c = 0; c < f->clusters.count; c++) {
        if (!used[c])
            continue;
        const qh_cluster *cluster = &f->clusters.items[c];
        printf("S %zu %td %zu %zu", c, cluster->given ? cluster->given - f->p->input->speakers : -1, cluster->name.start,
               cluster->name.end);
        for (size_t i = 0; i < cluster->mentions.count && !cluster->given; i++)
            printf(" %zu %zu", cluster->mentions.items[i].start, cluster->mentions.items[i].end);
        putchar('\n');
    }
}

static void write_group(const task *t, const qh_finder *f, const qh_ranking *r, uint32_t u, qh_tag tag) {
    static uint8_t rows[QH_SPEAKERS_MOST * QH_SPEAKER_COLUMNS];
    const qh_utterance *v = &r->list.items[u];
    const qh_found *q = &f->found.items[v->found];
    size_t count = v->candidate_end - v->candidate;
    if (!count)
        return;
    quoth_span mention = v->tag.mention >= 0 ? f->mentions.list.items[v->tag.mention].span : (quoth_span){0, 0};
    qh_describe_candidates(r, u, tag, rows);
    printf("Q %d %d %zu %zu", tag.kind, tag.kind != v->tag.kind, mention.start, mention.end);
    for (size_t i = 0; i < q->parts.count; i++)
        printf(" %zu %zu", q->parts.items[i].start, q->parts.items[i].end);
    printf(" |");
    for (size_t i = 0; i < count; i++)
        printf(" %d", r->candidates.items[v->candidate + i].cluster);
    putchar('\n');
    fwrite(rows, QH_SPEAKER_COLUMNS, count, t->rows);
}

/* The cue names somebody whose words these surely are. */
static int can_hide(const qh_finder *f, const qh_utterance *u) {
    return u->tag.kind == QH_TAG_NAME && u->tag.cluster >= 0 && u->tag.side != 3 &&
           f->found.items[u->found].type == QUOTH_QUOTE_DIRECT;
}

static void write_groups(const task *t, const qh_finder *f, const qh_ranking *r) {
    for (uint32_t u = 0; u < r->list.count; u++)
        write_group(t, f, r, u, r->list.items[u].tag);
    for (uint32_t u = 0; t->mask && u < r->list.count; u++) {
        qh_tag tag = r->list.items[u].tag;
        if (!can_hide(f, &r->list.items[u]))
            continue;
        qh_mention pronoun = {.kind = QH_MENTION_PRONOUN};
        int32_t gender = f->clusters.items[tag.cluster].gender;
        pronoun.gender = (uint8_t)gender;
        pronoun.pronoun = gender == QUOTH_GENDER_MALE ? QH_PRONOUN_MALE : QH_PRONOUN_FEMALE;
        tag.cluster = -1;
        tag.gender = (uint8_t)gender;
        tag.refers = qh_antecedent(r, (size_t)tag.mention, &pronoun);
        tag.kind = gender == QUOTH_GENDER_MALE ? QH_TAG_HE : gender == QUOTH_GENDER_FEMALE ? QH_TAG_SHE : QH_TAG_NONE;
        if (tag.kind)
            write_group(t, f, r, u, tag);
        tag.kind = QH_TAG_NONE;
        tag.side = tag.gender = 0;
        tag.refers = -1;
        write_group(t, f, r, u, tag);
    }
}

static void weigh(const task *t, qh_ranking *r) {
    for (size_t i = 0; i < r->candidates.count; i++)
        if (fread(&r->candidates.items[i].score, 4, 1, t->scores) != 1)
            exit(1);
    for (size_t u = 0; u < r->list.count; u++)
        qh_share_out(r->candidates.items + r->list.items[u].candidate, r->list.items[u].candidate_end - r->list.items[u].candidate);
    if (!qh_take_turns(r))
        exit(1);
    for (size_t i = 0; i < r->candidates.count; i++)
        fwrite(&r->candidates.items[i].score, 4, 1, t->rows);
}

static void print_span(quoth_span s) { printf(" %zu %zu", s.start, s.end); }

/* "A type", spans of the mention and the speaker's name, columns of confidence.h, "|", spans of the parts. */
static void print_answers(const qh_finder *f) {
    puts("D");
    for (size_t i = 0; i < f->found.count; i++) {
        const qh_found *q = &f->found.items[i];
        int32_t columns[QH_SURE_COLUMNS];
        if (q->type == QH_NOT_SPEECH || q->type == QUOTH_QUOTE_TURN)
            continue;
        printf("A %d", (int)q->type);
        print_span(!qh_span_is_empty(q->head) ? q->head : q->mention >= 0 ? f->mentions.list.items[q->mention].span : q->source);
        print_span(q->speaker >= 0 ? f->clusters.items[q->speaker].name : (quoth_span){0, 0});
        qh_sure_columns(f, q, columns);
        for (int k = 0; k < QH_SURE_COLUMNS; k++)
            printf(" %d", (int)columns[k]);
        printf(" |");
        for (size_t k = 0; k < q->parts.count; k++)
            print_span(q->parts.items[k]);
        printf(" |");
        for (size_t k = 0; k < q->quoted.count; k++)
            print_span(q->quoted.items[k]);
        putchar('\n');
    }
}

/* As quoth_parse() does, up to the quotations. */
static int read_document(const task *t, qh_parse *p, const char *bytes, size_t size) {
    qh_decoded decoded = {0};
    if (qh_read_charset(&p->doc->arena, bytes, size, "utf-8", 0, &decoded, NULL) != QUOTH_OK)
        return 0;
    p->doc->text = decoded.text;
    p->doc->size = decoded.size;
    p->doc->source_map = decoded.source;
    qh_finder f = {.p = p, .text = p->doc->text};
    qh_ranking r;
    if (qh_read_plain(p) != QUOTH_OK || !qh_open_quotes(&f))
        return 0;
    if (t->answers && !qh_resolve_speakers(&f))
        return 0;
    if (t->answers) {
        print_answers(&f);
        return 1;
    }
    if (!qh_ranking_open(&f, &r) || !qh_gather_candidates(&r))
        return 0;
    if (t->turns) {
        weigh(t, &r);
        return 1;
    }
    puts("D");
    print_clusters(&f, &r);
    write_groups(t, &f, &r);
    return 1;
}

static int run(const task *t, const qh_lexicon *lexicon) {
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_document doc = {0};
    qh_arena scratch;
    qh_arena_init(&doc.arena, &qh_default_allocator);
    qh_arena_init(&scratch, &qh_default_allocator);
    uint32_t size, language;
    const char *text = read_bytes(&doc.arena, &size);
    input.language = read_bytes(&doc.arena, &language);
    read_cast(&doc.arena, &input);
    read_quotes(&doc.arena, &input);
    qh_parse p = {.doc = &doc, .lexicon = lexicon, .input = &input, .scratch = &scratch, .max_blocks = SIZE_MAX};
    int ok = read_document(t, &p, text, size);
    qh_arena_free(&doc.arena);
    qh_arena_free(&scratch);
    return ok;
}

int main(int argc, char **argv) {
    task t = {.turns = argc > 3 && !strcmp(argv[1], "turns"),
              .answers = argc > 2 && !strcmp(argv[1], "answers"),
              .mask = argc > 2 && !strcmp(argv[argc - 1], "mask")};
    qh_arena arena;
    const qh_lexicon *lexicon;
    qh_arena_init(&arena, &qh_default_allocator);
    t.rows = argc > 2 ? fopen(argv[2], "wb") : NULL;
    t.scores = t.turns ? fopen(argv[3], "rb") : NULL;
    if (!t.rows || (t.turns && !t.scores) || qh_lexicon_new(&arena, &lexicon, NULL) != QUOTH_OK)
        return 1;
    int c, ok = 1;
    while (ok && (c = getchar()) != EOF) {
        ungetc(c, stdin);
        ok = run(&t, lexicon);
    }
    qh_arena_free(&arena);
    return fclose(t.rows) || !ok;
}
