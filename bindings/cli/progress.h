/* One line on the terminal that tells how far a long run is. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stddef.h>
#include <stdint.h>

typedef struct cli_progress {
    int is_shown;
    double began, drawn; /* seconds */
    size_t files;        /* of the run */
    uint64_t bytes;      /* of the run; 0 where that is not known */
    size_t documents;    /* done */
} cli_progress;

void cli_progress_open(cli_progress *progress, int wanted, size_t files, uint64_t bytes);

/* What is done so far. The line appears after half a second and is drawn ten times a second at most. */
void cli_progress_show(cli_progress *progress, size_t files, uint64_t bytes, size_t errors);

/* Removes the line, as other output comes or the run has ended; safe in a signal handler. */
void cli_progress_wipe(void);

double cli_seconds(void); /* of a clock that only goes forward */

#endif
