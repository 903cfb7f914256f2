#include <stdio.h>

#include <quoth/quoth.h>

#include "bench.h"
#include "corpus.h"
#include "given.h"
#include "languages.h"
#include "options.h"
#include "output.h"
#include "run.h"
#include "sink.h"
#include "view.h"

static quoth_engine *new_engine(const cli_options *options, const cli_candidates *candidates) {
    quoth_engine_options wanted = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_engine *engine;
    quoth_error err = {0};
    wanted.layers = cli_view_layers(options);
    wanted.max_memory_bytes = options->max_memory;
    wanted.languages = candidates->count ? candidates->tags : NULL;
    wanted.language_count = candidates->count;
    if (quoth_engine_new(&wanted, &engine, &err) != QUOTH_OK)
        fprintf(stderr, "quoth: %s\n", err.message);
    return engine;
}

static int run(const cli_options *options, const quoth_engine *engine, const cli_cast *cast, const cli_candidates *candidates) {
    cli_session session = {options, engine, candidates, QUOTH_INPUT_INIT, 0};
    session.input.charset = options->charset;
    session.input.language = options->language;
    session.input.speakers = cast->speakers;
    session.input.speaker_count = cast->count;
    if (options->command != CLI_BENCH)
        return cli_run(&session);
    int status = cli_bench(&session);
    return cli_sink_close(&(cli_sink){.file = stdout}) ? status : 1;
}

int main(int argc, char **argv) {
    cli_options options;
    cli_cast cast = {0};
    cli_candidates candidates = {.count = 0};
    int status = cli_options_read(argc, argv, &options);
    if (status >= 0)
        return cli_sink_close(&(cli_sink){.file = stdout}) ? status : 1;
    const char *problem = options.candidates ? cli_candidates_read(&candidates, options.candidates) : NULL;
    const char *about = problem ? options.candidates : options.speakers;
    if (!problem && options.speakers)
        problem = cli_cast_read(&cast, options.speakers);
    quoth_engine *engine = problem ? NULL : new_engine(&options, &candidates);
    status = 1;
    if (problem)
        cli_complain(about, problem);
    else if (engine)
        status = run(&options, engine, &cast, &candidates);
    quoth_engine_release(engine);
    cli_cast_free(&cast);
    cli_buffer_free(&candidates.text);
    return status;
}
