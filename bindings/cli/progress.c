#include "progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t is_drawn;

double cli_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void cli_progress_open(cli_progress *progress, int wanted, size_t files, uint64_t bytes) {
    double now = cli_seconds();
    *progress = (cli_progress){wanted && isatty(STDERR_FILENO), now, now + 0.4, files, bytes, 0};
}

static size_t columns(void) {
    struct winsize window;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 ? window.ws_col : 80;
}

/* How far, of how much, how fast; without a known end what is there so far. */
static size_t describe(const cli_progress *progress, size_t files, uint64_t bytes, size_t errors, double took, char *out, size_t room) {
    char left[32] = "", rate[32] = "";
    double share = progress->bytes ? (double)bytes / (double)progress->bytes : 0;
    double rest = share > 0 && share < 1 ? took * (1 - share) / share : 0;
    if (took > 0)
        snprintf(rate, sizeof rate, "%.1f MB/s", (double)bytes / took / 1e6);
    if (share > 0)
        snprintf(left, sizeof left, "  %d:%02d left", (int)(rest / 60), (int)rest % 60);
    int size = progress->bytes ? snprintf(out, room, "%3.0f %%  %zu of %zu files  %s  %zu error%s%s", 100 * (share < 1 ? share : 1), files,
                                          progress->files, rate, errors, errors == 1 ? "" : "s", left)
                               : snprintf(out, room, "%zu document%s  %.1f MB  %s  %zu error%s", progress->documents,
                                          progress->documents == 1 ? "" : "s", (double)bytes / 1e6, rate, errors, errors == 1 ? "" : "s");
    return size < 0 ? 0 : (size_t)size < room ? (size_t)size : room - 1;
}

/* Where the terminal is too narrow for all, the bar goes first, then what stands last. */
void cli_progress_show(cli_progress *progress, size_t files, uint64_t bytes, size_t errors) {
    enum { BAR = 20, START = 4 }; /* START: characters in front that take no column */
    double now = cli_seconds();
    progress->documents++;
    if (!progress->is_shown || now - progress->drawn < 0.1)
        return;
    progress->drawn = now;
    char facts[128], line[192] = "\r\x1b[K";
    size_t room = columns() - 1, at = START; /* the last column stays free */
    size_t size = describe(progress, files, bytes, errors, now - progress->began, facts, sizeof facts);
    if (progress->bytes && size + BAR + 3 <= room) {
        double share = (double)bytes / (double)progress->bytes;
        size_t filled = (size_t)((share < 1 ? share : 1) * BAR + 0.5);
        line[at++] = '[';
        for (size_t i = 0; i < BAR; i++)
            line[at++] = i < filled ? '=' : '-';
        line[at++] = ']';
        line[at++] = ' ';
    }
    if (size > room)
        for (size = room; size > 0 && memcmp(facts + size, "  ", 2) != 0;)
            size--;
    memcpy(line + at, facts, size);
    fflush(stderr);
    is_drawn = 1; /* before it is: a signal may come in between */
    if (write(STDERR_FILENO, line, at + size) < 0)
        progress->is_shown = 0;
}

void cli_progress_wipe(void) {
    static const char wipe[] = "\r\x1b[K";
    if (is_drawn && write(STDERR_FILENO, wipe, sizeof wipe - 1) > 0)
        is_drawn = 0;
}
