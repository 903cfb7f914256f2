/* How much of a text is in which script: one line a script, its code points and its direction. Reads standard input. */
#include <quoth/quoth.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCRIPTS = 256 }; /* more than Unicode has */

struct tally {
    const char *script;
    int32_t direction;
    size_t code_points;
};

/* All of standard input in memory that the caller frees; NULL when there is no memory or it cannot be read. */
static char *read_input(size_t *size) {
    size_t capacity = 1 << 16;
    char *bytes = malloc(capacity);
    *size = 0;
    while (bytes) {
        *size += fread(bytes + *size, 1, capacity - *size, stdin);
        if (*size < capacity)
            break;
        char *more = realloc(bytes, capacity *= 2);
        if (!more)
            free(bytes);
        bytes = more;
    }
    if (ferror(stdin)) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

/* The script's line of the tally, a new one where it has none yet. */
static struct tally *tally_of(struct tally *tallies, const quoth_script_run *run) {
    struct tally *t = tallies;
    while (t->script && strcmp(t->script, run->script) != 0)
        t++;
    t->script = run->script;
    t->direction = run->direction;
    return t;
}

static void count_scripts(const quoth_document *doc) {
    struct tally tallies[SCRIPTS + 1] = {{0}};
    for (size_t i = 0; i < quoth_document_script_run_count(doc); i++) {
        const quoth_script_run *run = quoth_document_script_run(doc, i);
        size_t start = quoth_document_offset(doc, run->start, QUOTH_UNIT_CODE_POINT);
        size_t end = quoth_document_offset(doc, run->end, QUOTH_UNIT_CODE_POINT);
        tally_of(tallies, run)->code_points += end - start;
    }
    for (const struct tally *t = tallies; t->script; t++)
        printf("%s\t%zu\t%s\n", t->script, t->code_points, t->direction == QUOTH_DIRECTION_RTL ? "right to left" : "left to right");
}

int main(void) {
    size_t size;
    char *bytes = read_input(&size);
    if (!bytes) {
        fputs("standard input cannot be read\n", stderr);
        return 1;
    }
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    options.layers = QUOTH_LAYER_SCRIPTS; /* blocks and quotations are not asked for, so they cost nothing */
    quoth_engine *engine = NULL;
    quoth_document *doc = NULL;
    quoth_error err = {0};
    quoth_status status = quoth_engine_new(&options, &engine, &err);
    if (status == QUOTH_OK)
        status = quoth_parse(engine, bytes, size, NULL, &doc, &err);
    free(bytes);
    if (status == QUOTH_OK)
        count_scripts(doc);
    else
        fprintf(stderr, "byte %zu: %s\n", err.offset, err.message);
    quoth_document_release(doc);
    quoth_engine_release(engine);
    return status == QUOTH_OK ? 0 : 1;
}
