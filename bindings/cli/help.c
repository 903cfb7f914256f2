#include "help.h"

#include <stdio.h>

#include <quoth/quoth.h>

static const char *const lines[] = {
    "usage: quoth [COMMAND] [OPTIONS] FILE...        - is standard input",
    "       FILE is text, HTML, WARC, WET, .gz or .zst of them, a folder of such",
    "",
    "  quoth page.txt                    outline, quotations and speakers",
    "  quoth quotes interview.txt        who said what, nothing else",
    "  quoth blocks page.txt             every block: titles, turns, captions",
    "  quoth scripts page.txt            where each script begins and ends",
    "  quoth language *.txt              languages of the blocks, with shares",
    "  quoth language --segments p.txt   where each language begins and ends",
    "  quoth --main-text page.txt        the text that a reader came for",
    "  quoth --format json page.txt      everything, for programs",
    "  quoth --format jsonl *.txt        the same, one document a line",
    "  quoth quotes --speakers cast.txt novel.txt",
    "                                    only these people speak; a line of it is",
    "                                        Jane Roe = Jane, Ms. Roe",
    "",
    "  --format text|json|jsonl|corpus   text, for people, is the default",
    "  --format tei|webannotation|brat|xmi|csv|markdown",
    "                                    for other programs",
    "  --type auto|text|html|markdown|corpus",
    "                                    corpus: a JSON object with \"text\" a line",
    "  --given speakers,quotes           what else to take from corpus lines",
    "  --charset NAME                    encoding of the input, where it says none",
    "  --lang TAG                        language of text that does not tell",
    "  --candidates en,de,fr             no other language is answered",
    "  --fold kana,japanese,korean,han-bopomofo",
    "                                    scripts that become one (scripts)",
    "  --per-block                       runs of each block by itself (scripts)",
    "  --range OFFSET+LENGTH             records of a WARC that begin there",
    "  --offsets codepoint|byte|utf16    unit of offsets; codepoint is the default",
    "  --color auto|always|never         auto: on a terminal without NO_COLOR",
    "  -h, --help                        this page",
    "  --version                         versions of quoth, Unicode, models",
    "",
    "Exit status: 0, 1 when a file could not be used, 2 for a wrong command line.",
};

int cli_help(void) {
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        puts(lines[i]);
    return 0;
}

int cli_version(void) {
    printf("quoth %s (Unicode %s; %s)\n", quoth_version(), quoth_unicode_version(), quoth_model_version());
    return 0;
}
