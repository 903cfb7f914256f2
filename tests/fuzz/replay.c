/*
 * main() of the targets where there is no libFuzzer: runs each file of the given folders, and of each some changed copies, the same
 * ones every time. The file that is run lies in a file of its own until it is through, to be found when the program ends there.
 *
 * usage: TARGET [-changes=N] [-keep=FILE] FOLDER|FILE...
 */
#include <dirent.h>
#include <sys/stat.h>

#include "fuzz.h"

enum { MOST = 1 << 16 };

static unsigned changes = 8;
static const char *keep;
static size_t runs;

/* What libFuzzer's own does, in small. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most) {
    static uint32_t random = 1;
    uint32_t kind = fuzz_next(&random) % 5, value = fuzz_next(&random);
    size_t at = size ? fuzz_next(&random) % size : 0;
    if (!size)
        return fuzz_splice(data, size, most, 0, 0, "a", 1);
    if (kind == 0)
        data[at] ^= (uint8_t)(1u << value % 8);
    else if (kind == 1)
        data[at] = (uint8_t)(value >> 8);
    else if (kind == 2)
        return fuzz_splice(data, size, most, at, value % 9, "", 0);
    else if (kind == 3)
        return fuzz_splice(data, size, most, at, 0, "\0\xFF\x80<&\"\n\xE2", 1 + value % 8);
    else
        return at + 1;
    return size;
}

#if defined(__GNUC__)
__attribute__((weak))
#endif
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
    (void)seed;
    return LLVMFuzzerMutate(data, size, most);
}

static void run_once(const uint8_t *data, size_t size) {
    FILE *file = keep ? fopen(keep, "wb") : NULL;
    if (file) {
        fwrite(data, 1, size, file);
        fclose(file);
    }
    uint8_t *copy = (uint8_t *)fuzz_copy(data, size); /* exactly as long: reading on is seen */
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    runs++;
}

static void run_file(const char *path) {
    static uint8_t first[MOST], data[MOST];
    FILE *file = fopen(path, "rb");
    HOLDS(file);
    size_t first_size = fread(first, 1, MOST, file);
    fclose(file);
    run_once(first, first_size);
    for (unsigned i = 0; i < changes; i++) {
        size_t size = first_size;
        memcpy(data, first, size);
        for (unsigned n = 0; n <= i % 4; n++)
            size = LLVMFuzzerCustomMutator(data, size, MOST, i * 2654435761u + n);
        run_once(data, size);
    }
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

static void run_path(const char *path) {
    struct stat about;
    struct dirent **entries;
    HOLDS(stat(path, &about) == 0);
    if (!S_ISDIR(about.st_mode)) {
        run_file(path);
        return;
    }
    int count = scandir(path, &entries, NULL, by_name);
    HOLDS(count >= 0);
    for (int i = 0; i < count; i++) {
        char name[4096];
        int length = snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        HOLDS(length > 0 && (size_t)length < sizeof name);
        if (entries[i]->d_name[0] != '.')
            run_file(name);
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "-changes=", 9) == 0)
            changes = (unsigned)strtoul(argv[i] + 9, NULL, 10);
        else if (strncmp(argv[i], "-keep=", 6) == 0)
            keep = argv[i] + 6;
        else
            run_path(argv[i]);
    }
    printf("%zu inputs\n", runs);
    if (keep)
        remove(keep);
    return runs ? 0 : 1;
}
