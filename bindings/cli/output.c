#include "output.h"

_Thread_local FILE *cli_out;
_Thread_local FILE *cli_err;
_Thread_local FILE *cli_beside;

static void put_plain(const char *string, FILE *out) {
    for (const unsigned char *p = (const unsigned char *)string; *p; p++)
        putc(*p < 0x20 || *p == 0x7F ? '?' : *p, out);
}

void cli_complain(const char *path, const char *sentence) {
    FILE *out = cli_err ? cli_err : stderr;
    fputs("quoth: ", out);
    put_plain(path, out);
    fputs(": ", out);
    put_plain(sentence, out);
    putc('\n', out);
}
