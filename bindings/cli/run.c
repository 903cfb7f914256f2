#include "run.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "output.h"
#include "pool.h"
#include "progress.h"
#include "sink.h"
#include "view.h"

enum { LINES = 64 * 1024 }; /* bytes of corpus lines that are one input of the pool */

typedef struct run {
    const cli_session *session;
    cli_screen screen;
    cli_files files;
    cli_sink sink;
    cli_progress progress;
    cli_pool *pool;
    size_t file;     /* the one that is read */
    uint64_t before; /* bytes of those before it */
    uint64_t parsed; /* bytes of the inputs that are done, unpacked */
    size_t inputs, shown, failed;
} run;

/* ---- in the pool's threads ---- */

void cli_describe(const cli_session *session, const cli_item *item, quoth_input *input) {
    static const char *const media_types[] = {[CLI_TYPE_TEXT] = "text/plain",
                                              [CLI_TYPE_HTML] = "text/html",
                                              [CLI_TYPE_MARKDOWN] = "text/markdown",
                                              [CLI_TYPE_CORPUS] = NULL};
    const char *media_type = media_types[session->options->type];
    *input = session->input;
    input->name = item->name;
    input->url = item->url;
    input->media_type = media_type ? media_type : item->media_type;
    input->charset = input->charset ? input->charset : item->charset;
}

static int use_document(const run *r, const cli_item *item) {
    quoth_input input;
    quoth_document *doc;
    quoth_error err = {0};
    cli_describe(r->session, item, &input);
    if (quoth_parse(r->session->engine, item->bytes, item->size, &input, &doc, &err) != QUOTH_OK) {
        cli_complain(item->name, err.message);
        return 0;
    }
    quoth_status status = cli_view(r->session, &r->screen, doc, &err);
    quoth_document_release(doc);
    if (status == QUOTH_OK)
        return 1;
    rewind(cli_out); /* no half document */
    rewind(cli_beside);
    cli_complain(item->name, err.message);
    return 0;
}

static int work(void *user, const cli_item *item) {
    const run *r = user;
    if (item->problem) {
        cli_complain(item->name, item->problem);
        return item->is_note;
    }
    return r->session->options->type == CLI_TYPE_CORPUS ? cli_answer_corpus(r->session, item) : use_document(r, item);
}

/* ---- in order ---- */

static int has_names(const run *r, const cli_item *item) {
    const cli_options *options = r->session->options;
    return options->format == CLI_FORMAT_TEXT && options->command != CLI_TEXT && (r->files.count > 1 || item->one_of_many);
}

static void put_name(run *r, const char *name) {
    cli_buffer clean = {0};
    cli_clean(&clean, name, strlen(name));
    fprintf(r->sink.file, "%s%s== %s ==%s\n", r->shown ? "\n" : "", r->screen.color ? "\x1b[1m" : "",
            clean.bytes ? clean.bytes : "", r->screen.color ? "\x1b[0m" : "");
    cli_buffer_free(&clean);
}

/* The table of a later document goes on without the names of the columns. */
static void put_output(run *r, const cli_task *task) {
    const char *bytes = task->out, *line = NULL;
    if (r->session->options->format == CLI_FORMAT_CSV && r->shown)
        line = memchr(bytes, '\n', task->out_size);
    bytes = line ? line + 1 : bytes;
    cli_sink_put(&r->sink, bytes, task->out_size - (size_t)(bytes - task->out));
}

/* page.ann has its text in page.txt. */
static const char *put_beside(run *r, const cli_task *task) {
    const char *path = r->session->options->output;
    size_t size = path ? strlen(path) : 0;
    if (!task->beside_size || !path)
        return NULL;
    if (r->sink.is_folder)
        return cli_sink_put_file(&r->sink, task->item.name, ".txt", task->beside, task->beside_size);
    cli_buffer name = {0};
    cli_buffer_add(&name, path, size > 4 && strcmp(path + size - 4, ".ann") == 0 ? size - 4 : size);
    cli_buffer_add_string(&name, ".txt");
    const char *problem = cli_write_file(name.bytes, task->beside, task->beside_size);
    cli_buffer_free(&name);
    return problem;
}

static const char *put(run *r, const cli_task *task) {
    int format = r->session->options->format;
    const char *problem = NULL;
    if (!r->sink.is_folder && r->shown && !cli_format_is_stream(format))
        return "a second document, but a file of this format holds one: name a folder with -o FOLDER/";
    if (r->sink.is_folder) {
        problem = cli_sink_put_file(&r->sink, task->item.name, cli_format_extension(format), task->out, task->out_size);
    } else {
        if (has_names(r, &task->item))
            put_name(r, task->item.name);
        put_output(r, task);
    }
    return problem ? problem : put_beside(r, task);
}

static void tell(const run *r, const char *bytes, size_t size) {
    if (r->session->options->quiet || !size)
        return;
    cli_progress_wipe();
    fflush(stdout); /* on a terminal the message stands where it belongs */
    fwrite(bytes, 1, size, stderr);
}

/* A reader that sees output of other threads between its own lines would be lost, so all output comes from here. */
static int emit(void *user, const cli_task *task) {
    run *r = user;
    int has_output = task->out_size || task->beside_size;
    const char *problem = has_output ? put(r, task) : NULL;
    r->inputs += !task->item.is_note;
    r->shown += has_output && !problem;
    r->failed += !task->good || problem;
    tell(r, task->err, task->err_size);
    if (problem && !r->session->options->quiet)
        cli_complain(task->item.name, problem);
    r->parsed += task->item.size;
    cli_progress_show(&r->progress, r->file, r->files.bytes ? r->before + task->item.place : r->parsed, r->failed);
    return !r->sink.failed && !(r->session->options->fail_fast && r->failed);
}

/* ---- reading ---- */

/* Corpus lines are independent: some of them at a time are one input. */
static int add_lines(run *r, const cli_item *item) {
    cli_item some = *item;
    size_t line = 0;
    for (size_t at = 0; at < item->size; at += some.size) {
        const char *bytes = item->bytes + at, *feed = NULL;
        size_t rest = item->size - at;
        if (rest > LINES)
            feed = memchr(bytes + LINES, '\n', rest - LINES);
        some.bytes = bytes;
        some.size = feed ? (size_t)(feed + 1 - bytes) : rest;
        some.line = line;
        some.place = at;
        if (!cli_pool_add(r->pool, &some))
            return 0;
        for (size_t i = 0; i < some.size; i++)
            line += bytes[i] == '\n';
    }
    return 1;
}

static int add_item(void *user, const cli_item *item) {
    run *r = user;
    int is_corpus = r->session->options->type == CLI_TYPE_CORPUS && !item->problem;
    return is_corpus ? add_lines(r, item) : cli_pool_add(r->pool, item);
}

static void read_files(run *r) {
    const cli_options *options = r->session->options;
    for (r->file = 0; r->file < r->files.count; r->file++) {
        if (!cli_each(&r->files.items[r->file], &options->range, options->type == CLI_TYPE_WARC, add_item, r))
            break;
        r->before += r->files.items[r->file].bytes;
    }
    cli_pool_close(r->pool);
}

static void put_frame(run *r, int is_end) {
    if (r->sink.file)
        cli_write_frame(r->session->options->format, is_end, r->sink.file);
}

static void sum_up(const run *r) {
    if (r->failed && r->inputs > 1 && !r->session->options->quiet)
        fprintf(stderr, "quoth: %zu of %zu inputs could not be used%s\n", r->failed, r->inputs,
                r->session->options->fail_fast ? "; stopped there" : "");
}

/* An input that the output would replace is not read: all of the run is most likely a mistake. */
static int open_sink(run *r) {
    const char *output = r->session->options->output, *problem = NULL;
    for (size_t i = 0; output && i < r->files.count && !problem; i++)
        problem = r->files.items[i].is_output ? r->files.items[i].problem : NULL;
    if (!problem)
        problem = cli_sink_open(&r->sink, output);
    if (problem)
        cli_complain(output, problem);
    return !problem;
}

int cli_run(cli_session *session) {
    const cli_options *options = session->options;
    run r = {.session = session};
    cli_files_list(&r.files, options->files, options->file_count, options->output);
    if (!open_sink(&r)) {
        cli_files_free(&r.files);
        return 1;
    }
    session->writes_files = r.sink.is_folder;
    cli_sink_catch_signals();
    cli_screen_open(&r.screen, options->output && options->color == CLI_COLOR_AUTO ? CLI_COLOR_NEVER : options->color);
    cli_progress_open(&r.progress, !options->quiet && (options->output || !r.screen.terminal), r.files.count, r.files.bytes);
    r.pool = cli_pool_open(options->jobs, work, emit, &r);
    put_frame(&r, 0);
    read_files(&r);
    put_frame(&r, 1);
    cli_progress_wipe();
    int is_written = cli_sink_close(&r.sink);
    sum_up(&r);
    cli_files_free(&r.files);
    return is_written && !r.failed ? 0 : 1;
}
