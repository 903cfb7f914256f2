#include "runs.h"

/* The text of a document is valid and the options were checked, so that this can't fail. */
static void runs_of(const cli_options *options, const quoth_document *doc, quoth_span span, cli_run_fn use, void *user) {
    quoth_script_iterator it;
    if (quoth_script_iterator_init(&it, quoth_document_text(doc, NULL), span, options->fold, NULL) != QUOTH_OK)
        return;
    for (const quoth_script_run *run; (run = quoth_script_iterator_next(&it));)
        use(user, run);
}

void cli_each_run(const cli_options *options, const quoth_document *doc, cli_run_fn use, void *user) {
    size_t size;
    quoth_document_text(doc, &size);
    if (options->per_block) {
        for (size_t i = 0; i < quoth_document_block_count(doc); i++) {
            const quoth_block *block = quoth_document_block(doc, i);
            runs_of(options, doc, (quoth_span){block->start, block->end}, use, user);
        }
    } else if (options->fold) {
        runs_of(options, doc, (quoth_span){0, size}, use, user);
    } else {
        for (size_t i = 0; i < quoth_document_script_run_count(doc); i++)
            use(user, quoth_document_script_run(doc, i));
    }
}
