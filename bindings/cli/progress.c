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
    *progress = (cli_progress){wanted && isatty(STDERR_FILENO), now, now + 0.4, files, bytes};
}

static void put_bar(char *out, size_t room, double share) {
    size_t filled = (size_t)(share * (double)room + 0.5);
    memset(out, '-', room);
    memset(out, '=', filled < room ? filled : room);
    out[room] = '\0';
}

static size_t columns(void) {
    struct winsize window;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 ? window.ws_col : 80;
}

void cli_progress_show(cli_progress *progress, size_t files, uint64_t bytes, size_t errors) {
    double now = cli_seconds(), took = now - progress->began;
    if (!progress->is_shown || now - progress->drawn < 0.1)
        return;
    progress->drawn = now;
    double share = progress->bytes ? (double)bytes / (double)progress->bytes : 0;
    share = share > 1 ? 1 : share;
    double left = share > 0 ? took * (1 - share) / share : 0;
    char bar[21], line[160], time_left[32] = "";
    put_bar(bar, sizeof bar - 1, share);
    if (share > 0)
        snprintf(time_left, sizeof time_left, "  %d:%02d left", (int)(left / 60), (int)left % 60);
    int size =
        snprintf(line, sizeof line, "\r\x1b[K[%s] %3.0f %%  %zu of %zu files  %.1f MB/s  %zu error%s%s", bar, 100 * share, files,
                 progress->files, took > 0 ? (double)bytes / took / 1e6 : 0, errors, errors == 1 ? "" : "s", time_left);
    size_t room = columns() + 3; /* the four characters in front take no column; the last column stays free */
    size_t shown = size < 0 ? 0 : (size_t)size < sizeof line ? (size_t)size : sizeof line - 1;
    fflush(stderr);
    if (write(STDERR_FILENO, line, shown < room ? shown : room) > 0)
        is_drawn = 1;
}

void cli_progress_wipe(void) {
    static const char wipe[] = "\r\x1b[K";
    if (is_drawn && write(STDERR_FILENO, wipe, sizeof wipe - 1) > 0)
        is_drawn = 0;
}
