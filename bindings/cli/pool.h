/* Inputs worked on by several threads; what they print comes out in the order of the inputs. */
#ifndef CLI_POOL_H
#define CLI_POOL_H

#include "input.h"

/* An input that was worked on. */
typedef struct cli_task {
    cli_item item;
    int good;
    char *out, *err, *beside; /* what was printed */
    size_t out_size, err_size, beside_size;
    /* Of the pool: */
    struct cli_task *next;
    int is_done;
} cli_task;

typedef struct cli_pool cli_pool;

/* `work` runs in any thread and prints to cli_out and cli_err; 0 when the input is of no use. */
typedef int (*cli_work_fn)(void *user, const cli_item *item);
/* `emit` runs in the thread of cli_pool_add(), in order; 0 ends the run. */
typedef int (*cli_emit_fn)(void *user, const cli_task *task);

cli_pool *cli_pool_open(size_t workers, cli_work_fn work, cli_emit_fn emit, void *user);

/* The item is copied. 0 when the run has ended. */
int cli_pool_add(cli_pool *pool, const cli_item *item);

/* Waits for what is under way and frees the pool. */
void cli_pool_close(cli_pool *pool);

#endif
