/* Text for people: cleaned of control characters, measured in columns, shortened, wrapped and coloured. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "buffer.h"

typedef struct cli_screen {
    int color;
    int terminal; /* standard output is one */
    size_t width; /* columns */
} cli_screen;

enum cli_style { CLI_PLAIN, CLI_BOLD, CLI_DIM };

void cli_screen_open(cli_screen *screen, int color_option);

void cli_style(const cli_screen *screen, int style);
/* Each name has a colour of its own, the same in every run. */
void cli_style_name(const cli_screen *screen, const char *name);

/*
 * Appends text as a terminal may see it: white space becomes one space, control characters and bytes that are no UTF-8 become
 * U+FFFD, controls of direction go, since cli_put() isolates what needs it.
 */
void cli_clean(cli_buffer *out, const char *bytes, size_t size);

/* The functions below take cleaned text. */
size_t cli_columns(const char *text, size_t size);
void cli_put(const char *text, size_t size); /* right-to-left text is isolated */
void cli_put_string(const char *string);     /* cleans it as well */
/* At most `room` columns, the last one an ellipsis where it is longer; returns the columns used. */
size_t cli_put_short(const char *text, size_t size, size_t room);
/*
 * From `column` on, later lines from `indent` on, to the width of the screen; a line feed is a break that the text asks for.
 * Returns the column behind the last character.
 */
size_t cli_put_wrapped(const cli_screen *screen, const char *text, size_t size, size_t column, size_t indent);
void cli_spaces(size_t count);

#endif
