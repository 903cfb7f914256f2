#include "help.h"

#include <stdio.h>

#include <quoth/quoth.h>

static const char *const lines[] = {
    "usage: quoth [COMMAND] [OPTIONS] FILE...        - is standard input",
    "       FILE is text, HTML, WARC, WET, .gz or .zst of them, a folder of such",
    "",
    "  quoth page.html                   outline, quotations and speakers",
    "  quoth quotes interview.txt        who said what",
    "  quoth quotes --speaker Okafor pages/",
    "                                    what one of them said, in all files",
    "  quoth speakers novel.txt          who speaks, and how often",
    "  quoth blocks page.html            every block: titles, turns, captions",
    "  quoth scripts page.txt            where each script begins and ends",
    "  quoth language *.txt              languages of the blocks, with shares",
    "  quoth language --segments p.txt   where each language begins and ends",
    "  quoth text page.html              the text that a reader came for",
    "  quoth --format jsonl -j 4 -o all.jsonl crawl.warc.gz",
    "                                    everything, one document a line",
    "  quoth --format tei -o edition/ letters/",
    "                                    a TEI file for each file",
    "  quoth --format csv -o quotes.csv *.html",
    "                                    a table of all quotations",
    "  quoth quotes --speakers cast.txt novel.txt",
    "                                    only these people speak; a line of it is",
    "                                        Jane Roe = Jane, Ms. Roe",
    "  quoth report -o report.html *.html",
    "                                    a page to read it all in a browser",
    "  quoth bench *.html                how fast these are parsed",
    "",
    "What is printed:",
    "  --format text|json|jsonl|corpus   text, for people, is the default",
    "  --format html|tei|webannotation|brat|xmi|csv|markdown",
    "                                    html: as quoth report; others: for programs",
    "  --speaker NAME                    only that voice",
    "  -o, --output FILE                 to a file, or to files of a FOLDER/",
    "  --main-text                       as the command text",
    "  --per-block                       runs of each block by itself (scripts)",
    "  --segments                        stretches of one language (language)",
    "  --fold kana,japanese,korean,han-bopomofo",
    "                                    scripts that become one (scripts)",
    "  --layers scripts,blocks,quotes    what is looked for; else what is printed",
    "  --offsets codepoint|byte|utf16    unit of offsets; codepoint is the default",
    "  --color auto|always|never         auto: on a terminal without NO_COLOR",
    "What is known of the input:",
    "  --type auto|text|html|markdown|warc|wet|corpus",
    "                                    corpus: a JSON object with \"text\" a line",
    "  --given speakers,quotes           what else to take from corpus lines",
    "  --speakers FILE                   who may speak, with aliases",
    "  --charset NAME                    encoding of the input, where it says none",
    "  --lang TAG                        language of text that does not tell",
    "  --candidates en,de,fr             no other language is answered",
    "  --range OFFSET+LENGTH             records of a WARC that begin there",
    "How it runs:",
    "  -j, --jobs N                      N files at a time, 0: one on each core",
    "  --max-memory MIB                  for one document; 0: without limit",
    "  -q, --quiet                       no messages and no progress bar",
    "  --fail-fast                       stop at the first file of no use",
    "  -h, --help                        this page",
    "  --version                         versions of quoth, Unicode and the models",
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
