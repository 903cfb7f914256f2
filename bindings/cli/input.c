#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

static const char *read_all(int file, cli_buffer *out) {
    for (;;) {
        cli_buffer_reserve(out, PIECE);
        ssize_t got = read(file, out->bytes + out->size, out->capacity - out->size - 1);
        if (got == 0)
            break;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return strerror(errno);
        out->size += (size_t)got;
    }
    out->bytes[out->size] = '\0';
    return out->size ? NULL : "empty file";
}

static const char *read_open(int file, cli_buffer *out) {
    struct stat about;
    if (fstat(file, &about) == 0) {
        if (S_ISDIR(about.st_mode))
            return "is a directory";
        if (S_ISREG(about.st_mode) && about.st_size > 0)
            cli_buffer_reserve(out, (size_t)about.st_size + 1);
    }
    return read_all(file, out);
}

const char *cli_read(const char *path, cli_buffer *out) {
    if (strcmp(path, "-") == 0)
        return read_open(STDIN_FILENO, out);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return strerror(errno);
    const char *sentence = read_open(file, out);
    close(file);
    return sentence;
}

static void put_plain(const char *string) {
    for (const unsigned char *p = (const unsigned char *)string; *p; p++)
        fputc(*p < 0x20 || *p == 0x7F ? '?' : *p, stderr);
}

void cli_complain(const char *path, const char *sentence) {
    fputs("quoth: ", stderr);
    put_plain(path);
    fputs(": ", stderr);
    put_plain(sentence);
    fputc('\n', stderr);
}
