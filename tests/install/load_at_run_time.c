/* A program that uses quoth where it is installed and goes on without where it is not: nothing is linked, dlopen() finds it.
 * Prints each file as a line of JSON. */
#define _POSIX_C_SOURCE 200809L
#include <quoth/quoth.h>

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

/* The name holds the generation of the ABI, so that a library with other records is never loaded. */
#define LIBRARY "libquoth.so.0"

struct functions {
    void *library;
    const char *(*version)(void);
    quoth_status (*engine_new)(const quoth_engine_options *, quoth_engine **, quoth_error *);
    void (*engine_release)(quoth_engine *);
    quoth_status (*parse)(const quoth_engine *, const void *, size_t, const quoth_input *, quoth_document **, quoth_error *);
    void (*document_release)(quoth_document *);
    quoth_status (*write_json)(const quoth_document *, const quoth_export_options *, quoth_write_fn, void *, quoth_error *);
};

/* ISO C has no cast from object to function pointers; POSIX lets dlsym()'s answer be stored this way. */
static int find(const struct functions *quoth, const char *name, void *function) {
    *(void **)function = dlsym(quoth->library, name);
    return *(void **)function != NULL;
}

static int load(struct functions *quoth) {
    quoth->library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!quoth->library)
        return 0;
    return find(quoth, "quoth_version", &quoth->version) && find(quoth, "quoth_engine_new", &quoth->engine_new) &&
           find(quoth, "quoth_engine_release", &quoth->engine_release) && find(quoth, "quoth_parse", &quoth->parse) &&
           find(quoth, "quoth_document_release", &quoth->document_release) && find(quoth, "quoth_write_json", &quoth->write_json);
}

static int write_out(void *file, const char *bytes, size_t size) { return fwrite(bytes, 1, size, file) != size; }

static quoth_status print_json(const struct functions *quoth, const quoth_engine *engine, FILE *file, const char *name,
                               quoth_error *err) {
    enum { MOST = 1 << 20 };
    quoth_input input = QUOTH_INPUT_INIT;
    quoth_export_options options = QUOTH_EXPORT_OPTIONS_INIT;
    quoth_document *doc = NULL;
    char *bytes = malloc(MOST);
    if (!bytes)
        return QUOTH_ERROR_MEMORY;
    input.name = name;
    options.compact = 1;
    quoth_status status = quoth->parse(engine, bytes, fread(bytes, 1, MOST, file), &input, &doc, err);
    free(bytes);
    if (status == QUOTH_OK)
        status = quoth->write_json(doc, &options, write_out, stdout, err);
    quoth->document_release(doc);
    return status;
}

int main(int argc, char **argv) {
    struct functions quoth = {0};
    quoth_engine *engine = NULL;
    quoth_error err = {0};
    int failed = 0;
    if (!load(&quoth)) {
        printf("without quoth: %s\n", dlerror());
        return 0;
    }
    fprintf(stderr, "quoth %s\n", quoth.version());
    if (quoth.engine_new(NULL, &engine, &err) != QUOTH_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (int i = 1; i < argc; i++) {
        FILE *file = fopen(argv[i], "rb");
        if (!file || print_json(&quoth, engine, file, argv[i], &err) != QUOTH_OK) {
            fprintf(stderr, "%s: %s\n", argv[i], file ? err.message : "cannot be read");
            failed = 1;
        }
        if (file)
            fclose(file);
    }
    quoth.engine_release(engine);
    dlclose(quoth.library);
    return failed;
}
