#include <string.h>

#include "api/engine.h"
#include "api/strings.h"
#include "base/arena.h"
#include "base/error.h"
#include "script/facts.h"
#include "script/mixed.h"
#include "script/properties.h"
#include "script/script.h"

/* ---- runs ---- */

/* What lies in the caller's memory. */
typedef struct runs_state {
    qh_script_iterator it;
    quoth_script_run run;
} runs_state;
_Static_assert(sizeof(runs_state) <= sizeof(quoth_script_iterator), "the public iterator holds the library's");

quoth_status quoth_script_iterator_init(quoth_script_iterator *it, const char *text, quoth_span span, uint32_t options,
                                        quoth_error *err) {
    enum {
        KNOWN = QUOTH_SCRIPT_FOLD_KANA | QUOTH_SCRIPT_FOLD_JAPANESE | QUOTH_SCRIPT_FOLD_KOREAN | QUOTH_SCRIPT_FOLD_HAN_BOPOMOFO
    };
    if (!it)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "it is NULL");
    memset(it, 0, sizeof *it);
    if (options & ~(uint32_t)KNOWN)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "unknown options 0x%x", (unsigned)(options & ~(uint32_t)KNOWN));
    quoth_status status = qh_check_string(text, span, err);
    if (status == QUOTH_OK)
        qh_script_iterator_init(&((runs_state *)it)->it, text, span.start, span.end, options);
    return status;
}

const quoth_script_run *quoth_script_iterator_next(quoth_script_iterator *it) {
    runs_state *state = (runs_state *)it;
    return qh_script_next(&state->it, &state->run) ? &state->run : NULL;
}

/* ---- facts ---- */

quoth_status quoth_script_facts_of(const char *text, quoth_span span, quoth_script_facts *facts, quoth_error *err) {
    if (!facts || facts->struct_size < sizeof(size_t))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0,
                       facts ? "struct_size of facts is too small; set it with QUOTH_SCRIPT_FACTS_INIT" : "facts is NULL");
    quoth_status status = qh_check_string(text, span, err);
    if (status != QUOTH_OK)
        return status;
    quoth_script_facts all = QUOTH_SCRIPT_FACTS_INIT;
    qh_script_facts(text, span, &all);
    qh_give_struct(facts, &all, sizeof all);
    return QUOTH_OK;
}

/* ---- mixed scripts ---- */

static void put_codes(const qh_script_set *set, quoth_script_check *out) {
    enum { ROOM = sizeof out->scripts / sizeof *out->scripts };
    for (unsigned s = 0; s < QH_SCRIPT_COUNT && out->script_count < ROOM; s++)
        if (qh_script_set_has(set, (qh_script)s))
            memcpy(out->scripts[out->script_count++], qh_script_code((qh_script)s), 4);
}

quoth_status quoth_check_scripts(const char *text, quoth_span span, quoth_script_check *check, quoth_error *err) {
    if (!check || check->struct_size < sizeof(size_t))
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0,
                       check ? "struct_size of check is too small; set it with QUOTH_SCRIPT_CHECK_INIT" : "check is NULL");
    quoth_status status = qh_check_string(text, span, err);
    if (status != QUOTH_OK)
        return status;
    qh_mixed mixed;
    quoth_script_check all = QUOTH_SCRIPT_CHECK_INIT;
    qh_mixed_of(text, span, &mixed);
    all.single_script = mixed.single;
    all.restriction_level = mixed.level;
    all.mixed_numbers = mixed.mixed_numbers;
    all.any = mixed.any;
    if (mixed.single && !mixed.any)
        put_codes(&mixed.resolved, &all);
    qh_give_struct(check, &all, sizeof all);
    return QUOTH_OK;
}

typedef struct mixed_state {
    qh_mixed_iterator it;
    quoth_mixed_token token;
} mixed_state;
_Static_assert(sizeof(mixed_state) <= sizeof(quoth_mixed_iterator), "the public iterator holds the library's");

quoth_status quoth_mixed_iterator_init(quoth_mixed_iterator *it, const char *text, quoth_span span, quoth_error *err) {
    if (!it)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "it is NULL");
    memset(it, 0, sizeof *it);
    quoth_status status = qh_check_string(text, span, err);
    if (status == QUOTH_OK)
        qh_mixed_start(&((mixed_state *)it)->it, text, span);
    return status;
}

const quoth_mixed_token *quoth_mixed_iterator_next(quoth_mixed_iterator *it) {
    mixed_state *state = (mixed_state *)it;
    qh_mixed_token token;
    if (!qh_mixed_next(&state->it, &token))
        return NULL;
    qh_give_mixed(&token, &state->token);
    return &state->token;
}

quoth_status quoth_confusable_skeleton(const char *text, size_t size, char *out, size_t room, size_t *need, quoth_error *err) {
    enum { MOST = 1 << 20 };
    if (!out && room)
        return qh_fail(err, QUOTH_ERROR_ARGUMENT, 0, "out is NULL and room is %zu", room);
    if (size > MOST)
        return qh_fail(err, QUOTH_ERROR_LIMIT, 0, "the string has %zu bytes, more than 1 MiB", size);
    quoth_status status = qh_check_string(text, (quoth_span){0, size}, err);
    if (status != QUOTH_OK)
        return status;
    size_t needed = 0;
    if (!qh_skeleton(text ? text : "", size, out, room, &needed))
        return qh_fail_memory(err);
    if (need)
        *need = needed;
    return QUOTH_OK;
}

/* ---- properties ---- */

const char *quoth_script_of(uint32_t code_point) { return qh_script_code(qh_script_of(code_point)); }

size_t quoth_script_extensions(uint32_t code_point, const char **codes, size_t room) {
    qh_script scripts[QH_SCRIPTS_MOST];
    size_t count = qh_script_extensions(code_point, scripts);
    for (size_t i = 0; i < count && i < room; i++)
        codes[i] = qh_script_code(scripts[i]);
    return count;
}

const char *quoth_script_name(const char *code) {
    qh_script script = code ? qh_script_by_code(code) : QH_SCRIPT_UNKNOWN;
    return script == QH_SCRIPT_UNKNOWN && (!code || strcmp(code, "Zzzz") != 0) ? NULL : qh_script_name(script);
}

int32_t quoth_script_direction(const char *code) {
    return code && qh_script_is_rtl(qh_script_by_code(code)) ? QUOTH_DIRECTION_RTL : QUOTH_DIRECTION_LTR;
}
