#include <string.h>

#include <quoth/quoth.h>

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static int same(const char *a, const char *b, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (lower(a[i]) != lower(b[i]))
            return 0;
    return 1;
}

static int is_called(const char *name, const char *wanted) {
    size_t size = strlen(wanted);
    return strlen(name) == size && same(name, wanted, size);
}

static int in_word(char c) { return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z'); }

/* As whole words of it. */
static int has_words(const char *name, const char *wanted) {
    size_t size = strlen(wanted), length = strlen(name);
    for (size_t at = 0; at + size <= length; at++)
        if ((!at || !in_word(name[at - 1])) && !in_word(name[at + size]) && same(name + at, wanted, size))
            return 1;
    return 0;
}

static int answers(const quoth_speaker *speaker, const char *wanted, int (*matches)(const char *, const char *)) {
    if ((speaker->id && matches(speaker->id, wanted)) || matches(speaker->name, wanted))
        return 1;
    for (size_t i = 0; i < speaker->alias_count; i++)
        if (matches(speaker->aliases[i], wanted))
            return 1;
    return 0;
}

int32_t quoth_document_find_speaker(const quoth_document *doc, const char *name) {
    size_t count = quoth_document_speaker_count(doc);
    if (!name || !*name)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (answers(quoth_document_speaker(doc, i), name, is_called))
            return (int32_t)i;
    for (size_t i = 0; i < count; i++)
        if (answers(quoth_document_speaker(doc, i), name, has_words))
            return (int32_t)i;
    return -1;
}
