#include "sink.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output.h"
#include "progress.h"

/* What a signal has to remove: the file of the run, and one that is written beside it or in a folder. */
enum { OF_RUN, BESIDE, UNFINISHED };
static char unfinished[UNFINISHED][PATH_MAX];

static void end_by_signal(int number) {
    for (int i = 0; i < UNFINISHED; i++)
        if (*unfinished[i])
            unlink(unfinished[i]);
    cli_progress_wipe();
    signal(number, SIG_DFL);
    raise(number);
}

void cli_sink_catch_signals(void) {
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction was, own = {.sa_handler = end_by_signal};
        sigemptyset(&own.sa_mask);
        /* What the caller had ignored stays so (nohup). */
        if (sigaction(numbers[i], NULL, &was) == 0 && was.sa_handler == SIG_DFL)
            sigaction(numbers[i], &own, NULL);
    }
}

static int is_folder(const char *path) {
    struct stat about;
    size_t size = strlen(path);
    return (size && path[size - 1] == '/') || (stat(path, &about) == 0 && S_ISDIR(about.st_mode));
}

/* A new file beside the one that is wanted, with the rights that one has or would get. */
static const char *open_temporary(cli_sink *sink) {
    struct stat about;
    int exists = stat(sink->path, &about) == 0;
    mode_t mask = umask(0);
    umask(mask);
    cli_buffer_add_string(&sink->temporary, sink->path);
    cli_buffer_add_string(&sink->temporary, ".XXXXXX");
    int file = mkstemp(sink->temporary.bytes);
    if (file < 0 && (exists || errno == ENAMETOOLONG)) { /* the folder takes no new file, but this one may be written */
        cli_buffer_clear(&sink->temporary);
        sink->file = fopen(sink->path, "wb");
        return sink->file ? NULL : strerror(errno);
    }
    if (file < 0)
        return strerror(errno);
    if (sink->temporary.size < PATH_MAX)
        memcpy(unfinished[sink->place], sink->temporary.bytes, sink->temporary.size + 1);
    fchmod(file, exists ? about.st_mode & 07777 : 0666 & ~mask);
    sink->file = fdopen(file, "wb");
    return sink->file ? NULL : strerror(errno);
}

static const char *open_file(cli_sink *sink, const char *path) {
    struct stat about;
    int exists = lstat(path, &about) == 0;
    if (exists && S_ISREG(about.st_mode) && access(path, W_OK) != 0)
        return strerror(errno);
    if (!exists || S_ISREG(about.st_mode))
        return open_temporary(sink);
    sink->file = fopen(path, "wb"); /* a device, a pipe, a link */
    return sink->file ? NULL : strerror(errno);
}

static const char *open_path(cli_sink *sink, const char *path) {
    *sink = (cli_sink){.path = path, .file = path ? NULL : stdout, .place = OF_RUN};
    if (!path)
        return NULL;
    sink->is_folder = is_folder(path);
    if (sink->is_folder)
        return mkdir(path, 0777) == 0 || errno == EEXIST ? NULL : strerror(errno);
    return open_file(sink, path);
}

const char *cli_sink_open(cli_sink *sink, const char *path) {
    const char *problem = open_path(sink, path);
    if (problem)
        cli_buffer_free(&sink->temporary);
    return problem;
}

/* The parts of the name that lead downwards. */
static void add_name(cli_buffer *path, const char *name) {
    while (*name) {
        size_t size = strcspn(name, "/");
        int leads_nowhere = !size || (size == 1 && *name == '.') || (size == 2 && memcmp(name, "..", 2) == 0);
        if (!leads_nowhere) {
            if (path->size && path->bytes[path->size - 1] != '/')
                cli_buffer_add_string(path, "/");
            cli_buffer_add(path, name, size);
        }
        name += size + (name[size] == '/');
    }
}

static const char *make_folders(cli_buffer *path, size_t from) {
    for (size_t at = from; at < path->size; at++) {
        if (path->bytes[at] != '/')
            continue;
        path->bytes[at] = '\0';
        int good = mkdir(path->bytes, 0777) == 0 || errno == EEXIST;
        path->bytes[at] = '/';
        if (!good)
            return strerror(errno);
    }
    return NULL;
}

const char *cli_sink_put_file(cli_sink *sink, const char *name, const char *extension, const char *bytes, size_t size) {
    cli_buffer path = {0};
    cli_buffer_add_string(&path, sink->path);
    size_t from = path.size + 1;
    add_name(&path, strcmp(name, "-") == 0 ? "stdin" : name);
    cli_buffer_add_string(&path, extension);
    const char *problem = cli_names_add(&sink->written, path.bytes) ? make_folders(&path, from)
                                                                    : "its file in the folder is another input's already";
    if (!problem)
        problem = cli_write_file(path.bytes, bytes, size);
    cli_buffer_free(&path);
    return problem;
}

void cli_sink_put(cli_sink *sink, const char *bytes, size_t size) {
    errno = 0;
    if (!sink->failed && size && fwrite(bytes, 1, size, sink->file) != size)
        sink->failed = errno ? errno : EIO;
}

static int finish_file(cli_sink *sink) {
    errno = 0;
    if (sink->file && fflush(sink->file) != 0 && !sink->failed)
        sink->failed = errno ? errno : EIO;
    if (!sink->path || !sink->file)
        return !sink->failed;
    if (fclose(sink->file) != 0 && !sink->failed)
        sink->failed = errno ? errno : EIO;
    if (!sink->failed && sink->temporary.size && rename(sink->temporary.bytes, sink->path) != 0)
        sink->failed = errno;
    if (sink->failed && sink->temporary.size)
        unlink(sink->temporary.bytes);
    *unfinished[sink->place] = '\0';
    return !sink->failed;
}

const char *cli_write_file(const char *path, const char *bytes, size_t size) {
    cli_sink sink = {.path = path, .place = BESIDE};
    const char *problem = open_file(&sink, path);
    if (!problem) {
        cli_sink_put(&sink, bytes, size);
        problem = finish_file(&sink) ? NULL : strerror(sink.failed);
    }
    cli_buffer_free(&sink.temporary);
    return problem;
}

int cli_sink_close(cli_sink *sink) {
    int good = finish_file(sink);
    if (!good && sink->failed != EPIPE)
        cli_complain(sink->path ? sink->path : "standard output", strerror(sink->failed));
    cli_buffer_free(&sink->temporary);
    cli_names_free(&sink->written);
    return good;
}
