#include "script/language_names.h"

#include <string.h>

#include "script/language.h"
#include "script/language_list.h"

#define ROW(NAME, tag, iso3, name, group) {tag, iso3, name, QH_GROUP_##group},
static const struct {
    char tag[4], iso3[4];
    const char *name;
    qh_language_group group;
} languages[] = {QH_LANGUAGE_LIST(ROW)};
enum { COUNT = QH_LANGUAGES };

static const uint8_t ends[QH_LANGUAGE_GROUPS + 1] = {50, 58, 63, 66, 68, 91};

int qh_language_count(void) { return COUNT; }
const char *qh_language_tag(int n) { return n >= 0 && n < COUNT ? languages[n].tag : NULL; }
const char *qh_language_iso3(int n) { return n >= 0 && n < COUNT ? languages[n].iso3 : NULL; }
const char *qh_language_name(int n) { return n >= 0 && n < COUNT ? languages[n].name : NULL; }

int qh_group_first(qh_language_group group) { return group == 0 ? 0 : ends[group - 1]; }
int qh_group_end(qh_language_group group) { return ends[group]; }
qh_language_group qh_group_of(int language) { return languages[language].group; }

/* Codes have four bytes, filled with NULs. */
static int is_code(const char *a, const char *b) { return !memcmp(a, b, 4); }

/* The language subtag in lower case; 0 where it has no length that a code has. */
static size_t subtag(const char *tag, char out[4]) {
    size_t size = tag ? strcspn(tag, "-_") : 0;
    if (size < 2 || size > 3)
        return 0;
    for (size_t i = 0; i < size; i++)
        out[i] = tag[i] >= 'A' && tag[i] <= 'Z' ? (char)(tag[i] + 32) : tag[i];
    return size;
}

int qh_language_number(const char *tag) {
    static const char others[][2][4] = {{"no", "nb"},  {"nor", "nb"}, {"ku", "kmr"}, {"zlm", "ms"}, {"iw", "he"},  {"in", "id"},
                                        {"azj", "az"}, {"als", "sq"}, {"swh", "sw"}, {"cmn", "zh"}, {"arb", "ar"}, {"pes", "fa"},
                                        {"ekk", "et"}, {"lvs", "lv"}, {"khk", "mn"}, {"npi", "ne"}, {"ory", "or"}, {"fil", "tl"}};
    char code[4] = "";
    size_t size = subtag(tag, code);
    for (size_t i = 0; size && i < sizeof others / sizeof *others; i++)
        if (is_code(others[i][0], code))
            return qh_language_number(others[i][1]);
    for (int i = 0; size && i < COUNT; i++)
        if (is_code(languages[i].tag, code) || is_code(languages[i].iso3, code))
            return i;
    return -1;
}
