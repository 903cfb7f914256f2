#include "api/media_type.h"

#include <string.h>

#include "base/error.h"

static int lower(char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; }

static int is_blank(char c) { return c == ' ' || c == '\t'; }

static int equals(const char *bytes, size_t size, const char *word) {
    size_t i = 0;
    while (i < size && word[i] && lower(bytes[i]) == word[i])
        i++;
    return i == size && !word[i];
}

static void trim(const char **start, const char **end) {
    while (*start < *end && is_blank(**start))
        ++*start;
    while (*end > *start && is_blank((*end)[-1]))
        --*end;
}

/* The message is UTF-8 of limited length whatever the caller wrote. */
static quoth_status fail_unknown(const char *media_type, quoth_error *err) {
    char shown[81];
    size_t size = 0;
    for (; media_type[size] && size < sizeof shown - 1; size++)
        shown[size] = media_type[size] >= ' ' && media_type[size] <= '~' ? media_type[size] : '?';
    shown[size] = '\0';
    return qh_fail(err, QUOTH_ERROR_MEDIA_TYPE, 0, "no reader for the media type \"%s\"", shown);
}

static quoth_status read_parameter(qh_arena *arena, const char *start, const char *end, const char **charset, quoth_error *err) {
    const char *equal = memchr(start, '=', (size_t)(end - start));
    if (!equal)
        return QUOTH_OK;
    const char *name_end = equal, *value = equal + 1;
    trim(&start, &name_end);
    trim(&value, &end);
    if (!equals(start, (size_t)(name_end - start), "charset"))
        return QUOTH_OK;
    if (end - value >= 2 && *value == '"' && end[-1] == '"')
        value++, end--;
    if (end == value)
        return QUOTH_OK;
    *charset = qh_arena_copy(arena, value, (size_t)(end - value));
    return *charset ? QUOTH_OK : qh_fail_memory(err);
}

static int reader_of(const char *type, size_t size) {
    if (equals(type, size, "text/plain") || equals(type, size, "text/markdown") || equals(type, size, "text/x-markdown"))
        return QH_READER_TEXT;
    return equals(type, size, "text/html") || equals(type, size, "application/xhtml+xml") ? QH_READER_HTML : QH_READER_GUESS;
}

quoth_status qh_media_type(qh_arena *arena, const char *media_type, int *reader, const char **charset, quoth_error *err) {
    *reader = QH_READER_GUESS;
    if (!media_type)
        return QUOTH_OK;
    const char *start = media_type, *end = start + strcspn(start, ";"), *rest = end;
    trim(&start, &end);
    *reader = reader_of(start, (size_t)(end - start));
    if (*reader == QH_READER_GUESS)
        return fail_unknown(media_type, err);
    quoth_status status = QUOTH_OK;
    while (*rest && status == QUOTH_OK) {
        const char *parameter = rest + 1;
        rest = parameter + strcspn(parameter, ";");
        status = read_parameter(arena, parameter, rest, charset, err);
    }
    return status;
}
