#include "pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"

/* So much may wait for its turn: the memory of a run does not grow with the number of inputs. */
enum { WAITING_PER_WORKER = 16, WAITING_BYTES = 64 * 1024 * 1024 };

struct cli_pool {
    cli_work_fn work;
    cli_emit_fn emit;
    void *user;
    pthread_t *threads;
    size_t workers; /* 0: the work is done in the thread of cli_pool_add() */
    pthread_mutex_t lock;
    pthread_cond_t more, done;
    cli_task *first, *last; /* in order */
    cli_task *next;         /* that nobody works on yet, or NULL */
    size_t waiting, bytes;
    int is_closed, has_ended;
};

/* Runs the work with its own output, which stays in memory until its turn. */
static void run(cli_pool *pool, cli_task *task) {
    cli_out = open_memstream(&task->out, &task->out_size);
    cli_err = open_memstream(&task->err, &task->err_size);
    cli_beside = open_memstream(&task->beside, &task->beside_size);
    if (!cli_out || !cli_err || !cli_beside)
        cli_out_of_memory();
    task->good = pool->work(pool->user, &task->item);
    int failed = fclose(cli_out) | fclose(cli_err) | fclose(cli_beside);
    cli_out = cli_err = cli_beside = NULL;
    if (failed)
        cli_out_of_memory();
}

static void *serve(void *argument) {
    cli_pool *pool = argument;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (!pool->next && !pool->is_closed)
            pthread_cond_wait(&pool->more, &pool->lock);
        cli_task *task = pool->next;
        if (!task)
            break;
        pool->next = task->next;
        int has_ended = pool->has_ended;
        pthread_mutex_unlock(&pool->lock);
        if (!has_ended)
            run(pool, task);
        pthread_mutex_lock(&pool->lock);
        task->is_done = 1;
        pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

cli_pool *cli_pool_open(size_t workers, cli_work_fn work, cli_emit_fn emit, void *user) {
    cli_pool *pool = cli_allocate(1, sizeof *pool);
    pool->work = work;
    pool->emit = emit;
    pool->user = user;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->more, NULL);
    pthread_cond_init(&pool->done, NULL);
    pool->threads = cli_allocate(workers, sizeof *pool->threads);
    while (workers > 1 && pool->workers < workers && pthread_create(&pool->threads[pool->workers], NULL, serve, pool) == 0)
        pool->workers++;
    return pool;
}

static const char *add_string(cli_buffer *to, const char *string) {
    if (!string)
        return NULL;
    size_t at = to->size;
    cli_buffer_add(to, string, strlen(string) + 1);
    return to->bytes + at;
}

/* One block of memory holds the item's strings; the task frees it by its name. */
static cli_task *copy_of(const cli_item *item) {
    cli_task *task = cli_allocate(1, sizeof *task);
    const char *const strings[] = {item->name, item->url, item->media_type, item->charset, item->problem};
    size_t need = item->size + 1;
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        need += strings[i] ? strlen(strings[i]) + 1 : 0;
    cli_buffer memory = {0};
    cli_buffer_reserve(&memory, need); /* it does not move from here on */
    task->item = *item;
    task->item.name = add_string(&memory, item->name);
    task->item.url = add_string(&memory, item->url);
    task->item.media_type = add_string(&memory, item->media_type);
    task->item.charset = add_string(&memory, item->charset);
    task->item.problem = add_string(&memory, item->problem);
    task->item.bytes = memory.bytes + memory.size;
    cli_buffer_add(&memory, item->bytes ? item->bytes : "", item->size);
    return task;
}

static void free_task(cli_task *task) {
    free((char *)task->item.name);
    free(task->out);
    free(task->err);
    free(task->beside);
    free(task);
}

/* Takes what is done from the front; with `all`, or while too much waits, what is not done is waited for. */
static void take_done(cli_pool *pool, int all) {
    pthread_mutex_lock(&pool->lock);
    while (pool->first) {
        cli_task *task = pool->first;
        int is_full = pool->waiting >= pool->workers * WAITING_PER_WORKER || pool->bytes >= WAITING_BYTES;
        if (!task->is_done && !all && !is_full)
            break;
        if (!task->is_done) {
            pthread_cond_wait(&pool->done, &pool->lock);
            continue;
        }
        pool->first = task->next;
        pool->waiting--;
        pool->bytes -= task->item.size;
        int has_ended = pool->has_ended;
        pthread_mutex_unlock(&pool->lock);
        int goes_on = !has_ended && pool->emit(pool->user, task);
        free_task(task);
        pthread_mutex_lock(&pool->lock);
        pool->has_ended |= !goes_on;
    }
    if (!pool->first)
        pool->last = NULL;
    pthread_mutex_unlock(&pool->lock);
}

static int add_alone(cli_pool *pool, const cli_item *item) {
    cli_task task = {.item = *item};
    run(pool, &task);
    pool->has_ended |= !pool->emit(pool->user, &task);
    free(task.out);
    free(task.err);
    free(task.beside);
    return !pool->has_ended;
}

int cli_pool_add(cli_pool *pool, const cli_item *item) {
    if (pool->has_ended)
        return 0;
    if (!pool->workers)
        return add_alone(pool, item);
    cli_task *task = copy_of(item);
    pthread_mutex_lock(&pool->lock);
    if (pool->last)
        pool->last->next = task;
    else
        pool->first = task;
    pool->last = task;
    if (!pool->next)
        pool->next = task;
    pool->waiting++;
    pool->bytes += item->size;
    pthread_cond_signal(&pool->more);
    pthread_mutex_unlock(&pool->lock);
    take_done(pool, 0);
    return !pool->has_ended;
}

void cli_pool_close(cli_pool *pool) {
    take_done(pool, 1);
    pthread_mutex_lock(&pool->lock);
    pool->is_closed = 1;
    pthread_cond_broadcast(&pool->more);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->workers; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_mutex_destroy(&pool->lock);
    pthread_cond_destroy(&pool->more);
    pthread_cond_destroy(&pool->done);
    free(pool->threads);
    free(pool);
}
