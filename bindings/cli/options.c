#include "options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <quoth/quoth.h>

#include "help.h"

enum { USAGE = 2, GO_ON = -1, MOST_JOBS = 256 };

/* A word of the command line and what it stands for; NULL ends a list. */
typedef struct choice {
    const char *word;
    int value;
} choice;

static const choice commands[] = {{"quotes", CLI_QUOTES},   {"speakers", CLI_SPEAKERS}, {"blocks", CLI_BLOCKS},
                                  {"scripts", CLI_SCRIPTS}, {"language", CLI_LANGUAGE}, {"text", CLI_TEXT},
                                  {"bench", CLI_BENCH},     {"report", CLI_REPORT},     {NULL, 0}};
static const choice formats[] = {
    {"text", CLI_FORMAT_TEXT},         {"json", CLI_FORMAT_JSON}, {"jsonl", CLI_FORMAT_JSONL},
    {"corpus", CLI_FORMAT_CORPUS},     {"tei", CLI_FORMAT_TEI},   {"webannotation", CLI_FORMAT_WEB_ANNOTATION},
    {"brat", CLI_FORMAT_BRAT},         {"xmi", CLI_FORMAT_XMI},   {"csv", CLI_FORMAT_CSV},
    {"markdown", CLI_FORMAT_MARKDOWN}, {"html", CLI_FORMAT_HTML}, {NULL, 0}};
static const choice types[] = {
    {"auto", CLI_TYPE_AUTO}, {"text", CLI_TYPE_TEXT}, {"html", CLI_TYPE_HTML},     {"markdown", CLI_TYPE_MARKDOWN},
    {"warc", CLI_TYPE_WARC}, {"wet", CLI_TYPE_WARC},  {"corpus", CLI_TYPE_CORPUS}, {NULL, 0}};
static const choice colors[] = {{"auto", CLI_COLOR_AUTO}, {"always", CLI_COLOR_ALWAYS}, {"never", CLI_COLOR_NEVER}, {NULL, 0}};
static const choice units[] = {
    {"codepoint", QUOTH_UNIT_CODE_POINT}, {"byte", QUOTH_UNIT_BYTE}, {"utf16", QUOTH_UNIT_UTF16}, {NULL, 0}};
static const choice layers[] = {
    {"scripts", QUOTH_LAYER_SCRIPTS}, {"blocks", QUOTH_LAYER_BLOCKS}, {"quotes", QUOTH_LAYER_QUOTES}, {NULL, 0}};
static const choice givens[] = {{"speakers", CLI_GIVEN_SPEAKERS}, {"quotes", CLI_GIVEN_QUOTES}, {NULL, 0}};

static const choice folds[] = {{"kana", QUOTH_SCRIPT_FOLD_KANA},
                               {"japanese", QUOTH_SCRIPT_FOLD_JAPANESE},
                               {"korean", QUOTH_SCRIPT_FOLD_KOREAN},
                               {"han-bopomofo", QUOTH_SCRIPT_FOLD_HAN_BOPOMOFO},
                               {NULL, 0}};

static int fail(const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("quoth: ", stderr);
    vfprintf(stderr, format, args);
    fputs(" (quoth --help shows examples)\n", stderr);
    va_end(args);
    return USAGE;
}

static const choice *find(const choice *list, const char *word, size_t size) {
    for (; list->word; list++)
        if (strlen(list->word) == size && memcmp(list->word, word, size) == 0)
            return list;
    return NULL;
}

static int choose(const choice *list, const char *option, const char *word, int *out) {
    const choice *found = find(list, word, strlen(word));
    if (!found)
        return fail("%s: unknown value \"%s\"", option, word);
    *out = found->value;
    return GO_ON;
}

/* Words with commas between them; their values are or-ed. */
static int choose_several(const choice *list, const char *option, const char *words, int *out) {
    for (;;) {
        size_t size = strcspn(words, ",");
        const choice *found = find(list, words, size);
        if (!found)
            return fail("%s: unknown value \"%.*s\"", option, (int)size, words);
        *out |= found->value;
        if (!words[size])
            return GO_ON;
        words += size + 1;
    }
}

/* "OFFSET+LENGTH", as an index of an archive gives them. */
static int read_range(const char *value, cli_range *out) {
    char *end = NULL;
    errno = 0;
    out->offset = strtoull(value, &end, 10);
    if (*value >= '0' && *value <= '9' && *end == '+' && end[1] >= '0' && end[1] <= '9')
        out->length = strtoull(end + 1, &end, 10);
    if (errno || *end || !out->length || out->offset > INT64_MAX || out->length > INT64_MAX)
        return fail("--range: \"%s\" is no OFFSET+LENGTH", value);
    return GO_ON;
}

/* As many threads as there are cores for 0. */
static int read_jobs(const char *value, size_t *out) {
    char *end;
    unsigned long jobs = strtoul(value, &end, 10);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (*value < '0' || *value > '9' || *end || jobs > MOST_JOBS)
        return fail("--jobs: \"%s\" is no number from 0 to %d", value, MOST_JOBS);
    *out = jobs ? jobs : cores > 0 ? (size_t)cores : 1;
    return GO_ON;
}

/* MiB for one document; no limit for 0. */
static int read_memory(const char *value, size_t *out) {
    enum { MOST = 1 << 30 };
    char *end;
    unsigned long mebibytes = strtoul(value, &end, 10);
    if (*value < '0' || *value > '9' || *end || mebibytes > MOST)
        return fail("--max-memory: \"%s\" is no number from 0 to %d", value, MOST);
    *out = mebibytes ? (size_t)mebibytes << 20 : SIZE_MAX;
    return GO_ON;
}

/* Letters, then letters and digits with hyphens between them, eight at most each. */
static int is_language_tag(const char *tag) {
    size_t size = strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (size < 2 || size > 8)
        return 0;
    while (tag[size] == '-') {
        size_t part = strspn(tag + size + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
        if (part < 1 || part > 8)
            return 0;
        size += 1 + part;
    }
    return !tag[size];
}

static int set_value(cli_options *o, const char *name, const char *value) {
    int unit = 0, status;
    if (strcmp(name, "--format") == 0)
        return choose(formats, name, value, &o->format);
    if (strcmp(name, "--type") == 0)
        return choose(types, name, value, &o->type);
    if (strcmp(name, "--color") == 0)
        return choose(colors, name, value, &o->color);
    if (strcmp(name, "--range") == 0)
        return read_range(value, &o->range);
    if (strcmp(name, "--given") == 0)
        return choose_several(givens, name, value, &o->given);
    if (strcmp(name, "--fold") == 0) {
        status = choose_several(folds, name, value, &unit);
        o->fold |= (uint32_t)unit;
        return status;
    }
    if (strcmp(name, "--offsets") == 0) {
        status = choose(units, name, value, &unit);
        o->offsets = unit;
        return status;
    }
    if (strcmp(name, "--layers") == 0) {
        status = choose_several(layers, name, value, &unit);
        o->layers |= (uint32_t)unit;
        return status;
    }
    if (strcmp(name, "--lang") == 0 && !is_language_tag(value))
        return fail("--lang: \"%s\" is no language tag", value);
    if (strcmp(name, "--jobs") == 0)
        return read_jobs(value, &o->jobs);
    if (strcmp(name, "--max-memory") == 0)
        return read_memory(value, &o->max_memory);
    *(strcmp(name, "--charset") == 0      ? &o->charset
      : strcmp(name, "--lang") == 0       ? &o->language
      : strcmp(name, "--candidates") == 0 ? &o->candidates
      : strcmp(name, "--speaker") == 0    ? &o->speaker
      : strcmp(name, "--output") == 0     ? &o->output
                                          : &o->speakers) = value;
    return GO_ON;
}

static int takes_value(const char *name) {
    static const char *const names[] = {"--format", "--type",     "--color",  "--given",      "--offsets", "--charset",
                                        "--lang",   "--speakers", "--fold",   "--candidates", "--range",   "--layers",
                                        "--jobs",   "--speaker",  "--output", "--max-memory"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return 1;
    return 0;
}

static int *find_flag(cli_options *o, const char *argument) {
    return strcmp(argument, "--per-block") == 0                              ? &o->per_block
           : strcmp(argument, "--segments") == 0                             ? &o->segments
           : strcmp(argument, "--fail-fast") == 0                            ? &o->fail_fast
           : strcmp(argument, "--quiet") == 0 || strcmp(argument, "-q") == 0 ? &o->quiet
                                                                             : NULL;
}

/* -j4, -j 4, -oFILE, -o FILE. */
static int read_letter(int argc, char **argv, int *i, cli_options *o) {
    const char *name = argv[*i][1] == 'j' ? "--jobs" : "--output", *value = argv[*i] + 2;
    if (!*value && ++*i == argc)
        return fail("%.2s needs a value", argv[argc - 1]);
    return set_value(o, name, *value ? value : argv[*i]);
}

/* Reads the option argv[*i], which may take the argument behind it. */
static int read_option(int argc, char **argv, int *i, cli_options *o) {
    const char *argument = argv[*i];
    if (strcmp(argument, "-h") == 0 || strcmp(argument, "--help") == 0)
        return cli_help();
    if (strcmp(argument, "--version") == 0)
        return cli_version();
    if (strcmp(argument, "--main-text") == 0) {
        o->command = CLI_TEXT;
        return GO_ON;
    }
    if (argument[1] == 'j' || argument[1] == 'o')
        return read_letter(argc, argv, i, o);
    int *flag = find_flag(o, argument);
    if (flag) {
        *flag = 1;
        return GO_ON;
    }
    char name[16] = "";
    const char *equal = strchr(argument, '=');
    size_t size = equal ? (size_t)(equal - argument) : strlen(argument);
    if (size < sizeof name)
        memcpy(name, argument, size);
    if (!takes_value(name))
        return fail("unknown option %.*s", (int)size, argument);
    if (!equal && ++*i == argc)
        return fail("%s needs a value", name);
    return set_value(o, name, equal ? equal + 1 : argv[*i]);
}

/* A mistyped command would otherwise be reported as a missing file. */
static int looks_like_command(const char *word) {
    return word[strspn(word, "abcdefghijklmnopqrstuvwxyz-")] == '\0' && access(word, F_OK) != 0;
}

static int check_words(cli_options *o) {
    const choice *command = o->file_count ? find(commands, o->files[0], strlen(o->files[0])) : NULL;
    if (command) {
        o->command = o->command == CLI_TEXT ? CLI_TEXT : command->value;
        o->files++;
        o->file_count--;
    } else if (o->file_count > 1 && strcmp(o->files[0], "-") != 0 && looks_like_command(o->files[0])) {
        return fail("unknown command \"%s\"", o->files[0]);
    }
    if (o->range.length && o->file_count != 1)
        return fail("--range is for one file");
    return o->file_count ? GO_ON : fail("no FILE is named; - is standard input");
}

static int check_corpus(cli_options *o, int format_given) {
    if (!format_given)
        o->format = o->type == CLI_TYPE_CORPUS ? CLI_FORMAT_CORPUS : CLI_FORMAT_TEXT;
    if (o->format == CLI_FORMAT_CORPUS && o->type == CLI_TYPE_AUTO)
        o->type = CLI_TYPE_CORPUS;
    if (o->format == CLI_FORMAT_CORPUS && o->type != CLI_TYPE_CORPUS)
        return fail("--format corpus answers corpus lines, no other --type");
    if (o->type != CLI_TYPE_CORPUS)
        return o->given ? fail("--given takes from corpus lines (--type corpus)") : GO_ON;
    if (o->format == CLI_FORMAT_TEXT || o->format == CLI_FORMAT_JSON || o->command == CLI_TEXT ||
        (o->format != CLI_FORMAT_JSONL && o->format != CLI_FORMAT_CORPUS))
        return fail("--type corpus answers with --format corpus or jsonl");
    if (o->format == CLI_FORMAT_CORPUS && o->offsets != QUOTH_UNIT_CODE_POINT)
        return fail("corpus lines count code points, whatever --offsets says");
    return GO_ON;
}

/* What changes script runs or languages is for the output that shows nothing else. */
static int check_views(const cli_options *o) {
    int json = o->format == CLI_FORMAT_JSON || o->format == CLI_FORMAT_JSONL;
    if ((o->fold || o->per_block) && (o->command != CLI_SCRIPTS || json))
        return fail("%s is for quoth scripts with --format text or corpus", o->fold ? "--fold" : "--per-block");
    if (o->command == CLI_REPORT && o->format != CLI_FORMAT_HTML)
        return fail("quoth report has no other --format");
    if ((o->command == CLI_TEXT || o->command == CLI_BENCH) && o->format != CLI_FORMAT_TEXT)
        return fail("%s has no other --format", o->command == CLI_TEXT ? "the main text" : "quoth bench");
    if (o->command == CLI_BENCH && o->output)
        return fail("quoth bench has no --output");
    if (o->speaker && (!cli_format_has_voices(o->format) ||
                       (o->command != CLI_DOCUMENT && o->command != CLI_QUOTES && o->command != CLI_SPEAKERS)))
        return fail("--speaker is for quotations and speakers, as text, csv, webannotation or brat");
    if (o->segments && (o->command != CLI_LANGUAGE || o->format != CLI_FORMAT_TEXT))
        return fail("--segments is for quoth language with --format text");
    return GO_ON;
}

/* Layers that the command or the format cannot do without. */
static uint32_t needed_layers(const cli_options *o) {
    switch (o->command) {
    case CLI_QUOTES:
    case CLI_SPEAKERS:
    case CLI_REPORT:
        return QUOTH_LAYER_QUOTES;
    case CLI_BLOCKS:
    case CLI_TEXT:
        return QUOTH_LAYER_BLOCKS;
    default:
        return o->format == CLI_FORMAT_CSV || o->format == CLI_FORMAT_BRAT || o->format == CLI_FORMAT_WEB_ANNOTATION
                   ? QUOTH_LAYER_QUOTES
               : o->format == CLI_FORMAT_MARKDOWN ? QUOTH_LAYER_BLOCKS
                                                  : 0;
    }
}

static int check_layers(const cli_options *o) {
    uint32_t all = o->layers | (o->layers & QUOTH_LAYER_QUOTES ? QUOTH_LAYER_ALL : 0), missing = needed_layers(o) & ~all;
    if (o->layers && missing)
        return fail("--layers leaves out %s, which the output is made of", missing & QUOTH_LAYER_QUOTES ? "quotes" : "blocks");
    return GO_ON;
}

int cli_options_read(int argc, char **argv, cli_options *out) {
    *out = (cli_options){.format = -1, .offsets = QUOTH_UNIT_CODE_POINT, .jobs = 1, .files = argv + 1};
    int only_files = 0;
    for (int i = 1; i < argc; i++) {
        if (!only_files && strcmp(argv[i], "--") == 0) {
            only_files = 1;
        } else if (only_files || argv[i][0] != '-' || !argv[i][1]) {
            out->files[out->file_count++] = argv[i]; /* operands move to the front, over what was read already */
        } else {
            int status = read_option(argc, argv, &i, out);
            if (status != GO_ON)
                return status;
        }
    }
    int status = check_words(out);
    if (out->command == CLI_REPORT && out->format < 0)
        out->format = CLI_FORMAT_HTML;
    if (status == GO_ON)
        status = check_corpus(out, out->format >= 0);
    if (status == GO_ON)
        status = check_views(out);
    return status != GO_ON ? status : check_layers(out);
}
