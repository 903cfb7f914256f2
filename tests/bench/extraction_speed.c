/*
 * Bytes to blocks with metadata, page by page. Standard input: pages, each as its size (4 bytes, little-endian) and its bytes. For
 * each a line on standard output: bytes, seconds of processor time of a parse for blocks and of one for all layers, kilobytes by
 * which the largest resident memory grew in the first (where /proc tells; of the first page only, later ones find memory that
 * earlier ones left), and a hash of the JSON of both: what makes it faster must not change it. With an argument, --blocks, each
 * page is parsed for blocks once and nothing else is done, for who counts instructions.
 */
#define _POSIX_C_SOURCE 199309L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <quoth/quoth.h>

static void fail(const char *what) {
    fprintf(stderr, "bench_extraction_speed: %s\n", what);
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* of this process, so that others do not count */
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Not getrusage(): its figure outlives exec, and would be that of whoever started this program. */
static long peak_memory(void) {
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    long kilobytes = 0;
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1)
            break;
    if (status)
        fclose(status);
    return kilobytes;
}

static char *read_page(uint32_t *size) {
    unsigned char bytes[4];
    if (fread(bytes, 1, sizeof bytes, stdin) != sizeof bytes)
        return NULL;
    *size = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    char *page = calloc((size_t)*size + 1, 1);
    if (!page || fread(page, 1, *size, stdin) != *size)
        fail("a page is cut short");
    return page;
}

static quoth_engine *engine_for(uint32_t layers) {
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_engine *engine;
    options.layers = layers;
    if (quoth_engine_new(&options, &engine, NULL) != QUOTH_OK)
        fail("out of memory");
    return engine;
}

static quoth_document *parse(const quoth_engine *engine, const char *page, uint32_t size, double *seconds) {
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_document *doc;
    quoth_error err;
    input.media_type = "text/html";
    double start = now();
    if (quoth_parse(engine, page, size, &input, &doc, &err) != QUOTH_OK)
        fail(err.message);
    *seconds = now() - start;
    return doc;
}

static int hash_piece(void *user, const char *bytes, size_t size) {
    uint64_t hash = *(uint64_t *)user;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    *(uint64_t *)user = hash;
    return 0;
}

static void add_json(const quoth_document *doc, uint64_t *hash) {
    if (quoth_write_json(doc, NULL, hash_piece, hash, NULL) != QUOTH_OK)
        fail("no JSON");
}

static void measure(const quoth_engine *blocks, const quoth_engine *all, const char *page, uint32_t size) {
    double of_blocks, of_all;
    uint64_t hash = 0xcbf29ce484222325u;
    long before = peak_memory();
    quoth_document *doc = parse(blocks, page, size, &of_blocks);
    long grown = peak_memory() - before;
    add_json(doc, &hash);
    quoth_document_release(doc);
    doc = parse(all, page, size, &of_all);
    add_json(doc, &hash);
    printf("%u %.9f %.9f %ld %016llx\n", (unsigned)size, of_blocks, of_all, grown, (unsigned long long)hash);
    fflush(stdout);
    quoth_document_release(doc);
}

static void parse_only(const quoth_engine *blocks) {
    uint32_t size;
    double seconds;
    for (char *page; (page = read_page(&size)) != NULL; free(page))
        quoth_document_release(parse(blocks, page, size, &seconds));
}

static void measure_all(const quoth_engine *blocks) {
    quoth_engine *all = engine_for(QUOTH_LAYER_ALL);
    uint32_t size;
    for (char *page; (page = read_page(&size)) != NULL; free(page))
        measure(blocks, all, page, size);
    quoth_engine_release(all);
}

int main(int argc, char **argv) {
    quoth_engine *blocks = engine_for(QUOTH_LAYER_BLOCKS);
    if (argc > 1 && !strcmp(argv[1], "--blocks"))
        parse_only(blocks);
    else
        measure_all(blocks);
    quoth_engine_release(blocks);
    return 0;
}
