/* Who said what: one line a quotation, "speaker: words". */
#include <quoth/quoth.h>

#include <stdio.h>
#include <stdlib.h>

/* The whole file in memory that the caller frees; NULL when it cannot be read. */
static char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    if (!file)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0) {
        long length = ftell(file);
        rewind(file);
        if (length >= 0 && (bytes = malloc((size_t)length + 1)) != NULL)
            *size = fread(bytes, 1, (size_t)length, file);
    }
    fclose(file);
    return bytes;
}

static void print_quote(const quoth_document *doc, const quoth_quote *quote) {
    const char *text = quoth_document_text(doc, NULL);
    const quoth_speaker *speaker = quote->speaker < 0 ? NULL : quoth_document_speaker(doc, (size_t)quote->speaker);
    printf("%s:", speaker ? speaker->name : "somebody");
    for (size_t i = 0; i < quote->part_count; i++) {
        quoth_span part = quote->parts[i];
        printf(" %.*s", (int)(part.end - part.start), text + part.start);
    }
    putchar('\n');
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: %s FILE\n", argv[0]);
        return 2;
    }
    size_t size = 0;
    char *bytes = read_file(argv[1], &size);
    if (!bytes) {
        perror(argv[1]);
        return 1;
    }
    quoth_engine *engine = NULL;
    quoth_document *doc = NULL;
    quoth_error err = {0};
    quoth_status status = quoth_engine_new(NULL, &engine, &err);
    if (status == QUOTH_OK)
        status = quoth_parse(engine, bytes, size, NULL, &doc, &err);
    free(bytes); /* the document keeps its own text */
    if (status == QUOTH_OK)
        for (size_t i = 0; i < quoth_document_quote_count(doc); i++)
            print_quote(doc, quoth_document_quote(doc, i));
    else
        fprintf(stderr, "%s: byte %zu: %s\n", argv[1], err.offset, err.message);
    quoth_document_release(doc);
    quoth_engine_release(engine);
    return status == QUOTH_OK ? 0 : 1;
}
