#include "terminal.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "options.h"
#include "output.h"

enum { PIPE_WIDTH = 100, TERMINAL_WIDTH = 80, LEAST_WIDTH = 40, MOST_WIDTH = 400, REPLACEMENT = 0xFFFD };

static size_t find_width(int terminal) {
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    struct winsize window;
    if (width <= 0 && terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0)
        width = window.ws_col;
    if (width <= 0)
        width = terminal ? TERMINAL_WIDTH : PIPE_WIDTH;
    return (size_t)(width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width);
}

static int wants_color(int option, int terminal) {
    if (option != CLI_COLOR_AUTO)
        return option == CLI_COLOR_ALWAYS;
    const char *refused = getenv("NO_COLOR"), *kind = getenv("TERM");
    return terminal && !(refused && *refused) && kind && strcmp(kind, "dumb") != 0;
}

void cli_screen_open(cli_screen *screen, int color_option) {
    /* wcwidth() knows the characters' widths in a locale of UTF-8 only; numbers stay as they are. */
    if (!setlocale(LC_CTYPE, "C.UTF-8") && !setlocale(LC_CTYPE, "en_US.UTF-8"))
        setlocale(LC_CTYPE, "");
    screen->terminal = isatty(STDOUT_FILENO);
    screen->color = wants_color(color_option, screen->terminal);
    screen->width = find_width(screen->terminal);
}

void cli_style(const cli_screen *screen, int style) {
    static const char *const codes[] = {[CLI_PLAIN] = "\x1b[0m", [CLI_BOLD] = "\x1b[1m", [CLI_DIM] = "\x1b[2m"};
    if (screen->color)
        fputs(codes[style], cli_out);
}

void cli_style_name(const cli_screen *screen, const char *name) {
    static const int palette[] = {31, 32, 33, 34, 35, 36, 91, 92, 94, 95, 96};
    uint32_t hash = 2166136261u;
    for (const char *p = name; *p; p++)
        hash = (hash ^ (unsigned char)*p) * 16777619u;
    if (screen->color)
        fprintf(cli_out, "\x1b[1;%dm", palette[(hash ^ hash >> 16) % (sizeof palette / sizeof *palette)]);
}

/* The code point at `p`, REPLACEMENT for a byte that begins none; *length is what it takes, at least 1. */
static uint32_t decode(const char *text, size_t size, size_t *length) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)text;
    size_t n = *p < 0x80 ? 1 : *p < 0xC2 ? 0 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : *p < 0xF5 ? 4 : 0;
    *length = 1;
    if (n < 2 || n > size)
        return n == 1 ? *p : REPLACEMENT;
    uint32_t c = *p & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return REPLACEMENT;
        c = c << 6 | (p[i] & 0x3F);
    }
    if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return REPLACEMENT;
    *length = n;
    return c;
}

static int is_space(uint32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
           c == 0x2029 || c == 0x205F || c == 0x3000;
}

static int is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xFFF9 && c <= 0xFFFB) || c == REPLACEMENT;
}

static int is_direction_control(uint32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

static int is_rtl(uint32_t c) {
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFE) ||
           (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

static size_t width_of(uint32_t c) {
    int width = c < 0x7F ? 1 : wcwidth((wchar_t)c);
    return width < 0 ? 1 : (size_t)width;
}

void cli_clean(cli_buffer *out, const char *bytes, size_t size) {
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t c = decode(bytes + at, size - at, &length);
        if (is_space(c)) {
            if (out->size && out->bytes[out->size - 1] != ' ')
                cli_buffer_add(out, " ", 1);
        } else if (is_control(c)) {
            cli_buffer_add(out, "\xEF\xBF\xBD", 3);
        } else if (!is_direction_control(c)) {
            cli_buffer_add(out, bytes + at, length);
        }
    }
}

size_t cli_columns(const char *text, size_t size) {
    size_t columns = 0;
    for (size_t at = 0, length; at < size; at += length)
        columns += width_of(decode(text + at, size - at, &length));
    return columns;
}

static int holds_rtl(const char *text, size_t size) {
    for (size_t at = 0, length; at < size; at += length)
        if (is_rtl(decode(text + at, size - at, &length)))
            return 1;
    return 0;
}

void cli_put(const char *text, size_t size) {
    if (!size)
        return;
    int rtl = holds_rtl(text, size);
    if (rtl)
        fputs("\u2068", cli_out); /* FIRST STRONG ISOLATE */
    fwrite(text, 1, size, cli_out);
    if (rtl)
        fputs("\u2069", cli_out); /* POP DIRECTIONAL ISOLATE */
}

void cli_put_string(const char *string) {
    cli_buffer clean = {0};
    cli_clean(&clean, string, strlen(string));
    cli_put(clean.bytes, clean.size);
    cli_buffer_free(&clean);
}

size_t cli_put_short(const char *text, size_t size, size_t room) {
    size_t columns = 0, kept = 0, kept_columns = 0;
    for (size_t at = 0, length; at < size; at += length) {
        size_t width = width_of(decode(text + at, size - at, &length));
        if (columns + width > room) {
            cli_put(text, kept);
            fputs("…", cli_out);
            return kept_columns + 1;
        }
        columns += width;
        if (columns < room) {
            kept = at + length;
            kept_columns = columns;
        }
    }
    cli_put(text, size);
    return columns;
}

typedef struct cut {
    size_t end, next; /* where a line ends and where the one after it begins */
} cut;

/*
 * The line that begins at text[0] in `room` columns. A word that fits in no line is cut between characters, unless the line
 * began in the middle of the screen (`fresh` is 0).
 */
static cut cut_line(const char *text, size_t size, size_t room, int fresh) {
    cut best = {0, 0};
    size_t columns = 0;
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t c = decode(text + at, size - at, &length);
        if (c == '\n')
            return (cut){at, at + 1};
        size_t width = width_of(c);
        if (c == ' ' || width == 2)
            best = c == ' ' ? (cut){at, at + 1} : columns ? (cut){at, at} : best;
        if (columns + width > room && c != ' ') {
            if (best.next || !fresh)
                return best;
            return columns ? (cut){at, at} : (cut){length, length};
        }
        columns += width;
    }
    return (cut){size, size};
}

size_t cli_put_wrapped(const cli_screen *screen, const char *text, size_t size, size_t column, size_t indent) {
    for (;;) {
        size_t room = column < screen->width ? screen->width - column : 0;
        cut line = cut_line(text, size, room, column <= indent);
        cli_put(text, line.end);
        if (line.next >= size)
            return column + cli_columns(text, line.end);
        text += line.next;
        size -= line.next;
        putc('\n', cli_out);
        cli_spaces(indent);
        column = indent;
    }
}

void cli_spaces(size_t count) {
    while (count--)
        putc(' ', cli_out);
}
