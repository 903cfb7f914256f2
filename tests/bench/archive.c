/* Reads an archive to its end and prints its documents, their bytes, and the seconds of processor time. usage: bench_archive FILE
 */
#include <stdio.h>
#include <time.h>

#include <quoth/quoth.h>

static int give(void *user, char *buffer, size_t size, size_t *got) {
    *got = fread(buffer, 1, size, user);
    return ferror((FILE *)user);
}

int main(int argc, char **argv) {
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    quoth_archive *archive;
    const quoth_record *record;
    size_t bytes = 0;
    if (!file || quoth_archive_open(NULL, give, file, &archive, NULL) != QUOTH_OK)
        return 1;
    clock_t start = clock();
    do {
        if (quoth_archive_next(archive, &record, NULL) != QUOTH_OK && !quoth_archive_goes_on(archive))
            break;
        bytes += record ? record->size : 0;
    } while (record || quoth_archive_goes_on(archive));
    printf("%llu %zu %f\n", (unsigned long long)quoth_archive_count(archive)->documents, bytes,
           (double)(clock() - start) / CLOCKS_PER_SEC);
    quoth_archive_close(archive);
    fclose(file);
    return 0;
}
