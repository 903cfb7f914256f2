/* Lines of plain text with what their look tells: the reader's raw material. */
#ifndef QH_DOCUMENT_LINES_H
#define QH_DOCUMENT_LINES_H

#include "base/parse.h"
#include "document/dates.h"
#include "script/language.h"

enum qh_line_flag {
    QH_LINE_GLUED = 1 << 0,     /* begins at a glue point in the middle of a physical line */
    QH_LINE_GLUE_HEAD = 1 << 1, /* another text is glued behind it */
    QH_LINE_SHORT = 1 << 2,     /* short enough to be anything but running text; only then the flags below are looked for */
    QH_LINE_STOP = 1 << 3,      /* ends like a sentence: . ! ? and closing marks behind */
    QH_LINE_ASKS = 1 << 4,      /* ends in a question mark */
    QH_LINE_COLON = 1 << 5,     /* ends in a colon */
    QH_LINE_ELLIPSIS_END = 1 << 6,
    QH_LINE_ELLIPSIS_START = 1 << 7,
    QH_LINE_QUOTE_START = 1 << 8,     /* begins with a quotation mark */
    QH_LINE_QUOTE_WHOLE = 1 << 9,     /* begins and ends with one */
    QH_LINE_LABEL = 1 << 10,          /* a label phrase of the language */
    QH_LINE_LINK = 1 << 11,           /* a link phrase, or an address */
    QH_LINE_CAPTION = 1 << 12,        /* begins with a caption word */
    QH_LINE_BYLINE = 1 << 13,         /* "By" and names */
    QH_LINE_NAME = 1 << 14,           /* looks like somebody's name */
    QH_LINE_ROLE = 1 << 15,           /* holds a title or role word */
    QH_LINE_PLACE = 1 << 16,          /* looks like a place: "Washington, DC" */
    QH_LINE_DATED = 1 << 17,          /* a date with at most a source and a place */
    QH_LINE_NUMBERED = 1 << 18,       /* begins with "1." or "2)" */
    QH_LINE_BULLET = 1 << 19,         /* begins with a bullet */
    QH_LINE_LOWER = 1 << 20,          /* begins with a lower-case letter */
    QH_LINE_STAR = 1 << 21,           /* begins with an asterisk or dagger */
    QH_LINE_BRACKET_NUMBER = 1 << 22, /* begins with [1] */
    QH_LINE_INDENTED = 1 << 23,
    QH_LINE_NAMELIKE = 1 << 25, /* could be a name or a place by its capitals, nothing more is known */
    QH_LINE_PAGE = 1 << 26,     /* a form feed is before it */
    QH_LINE_COMMA = 1 << 28,    /* ends in a comma */
    QH_LINE_HEAD = 1 << 29,     /* begins with a speaker's head */
    QH_LINE_TEXT = 1 << 27,     /* known to be running text, however short */
    QH_LINE_SEVERAL = 1 << 24,  /* holds a sentence end before its own */
    QH_LINE_DASH = 1 << 30      /* begins with a dash longer than a hyphen, as speech does */
};

/* Whether a line is the page's own content. */
enum qh_line_main { QH_MAIN_BY_KIND, QH_MAIN_NO, QH_MAIN_YES };

typedef struct qh_line {
    quoth_span span; /* trimmed, never empty */
    uint32_t flags;  /* qh_line_flag */
    uint32_t blanks; /* blank lines before it */
    uint32_t indent; /* columns before it, a tab to the next fourth */
    uint32_t words;
    uint32_t capitals;    /* words that begin with a capital */
    uint32_t functions;   /* words of closed classes: articles, prepositions, pronouns, auxiliaries */
    const char *language; /* as in quoth_block */
    double language_confidence;
    const quoth_script_share *shares; /* in the document's arena */
    size_t share_count;
    char script[8];
    int32_t direction;
    int32_t first_strong;
    int32_t kind;                       /* quoth_block_kind, or QH_KIND_OPEN while undecided */
    int32_t turn;                       /* line index of the turn's first paragraph, or -1 */
    int32_t level, row, column, header; /* as in quoth_block; level 0 where the kind tells */
    int32_t parent;                     /* line that it belongs to, or -1 */
    int32_t part;                       /* article that its element is, from 1; -1 for none of them; 0: the text tells */
    int32_t aside;                      /* its kind when it is no main content, or QH_KIND_OPEN */
    int32_t comment;                    /* 1 among readers' comments */
    double confidence;
    double main_probability; /* 0 where nothing was learned about it */
    int32_t main;            /* qh_line_main */
    quoth_span head;         /* speaker head in front */
    quoth_span dateline;     /* source and date in front of a teaser, or date found in the line */
    quoth_span byline;
    qh_date date;
} qh_line;

enum { QH_KIND_OPEN = -1 };

typedef struct qh_lines {
    QH_VEC(qh_line) list;
    const char *language;                 /* of the document */
    qh_language_options language_options; /* of the lines */
    uint32_t usual_blanks;                /* blank lines between its paragraphs, most often */
    int form;                             /* an e-mail or subtitles, which no page is copied from */
} qh_lines;

/* Adds an open line, trimmed, unless there is nothing to see in it; 0 when there is no memory. */
int qh_lines_add(qh_parse *p, qh_lines *lines, quoth_span span, uint32_t flags, uint32_t blanks);

/* Cuts the text into its physical lines and these at glue points. 0 when there is no memory. */
int qh_lines_cut(qh_parse *p, qh_lines *lines);

/* Joins the open lines that were wrapped by hand and keeps verse together. `mail`: wrapped even where few lines show it. */
void qh_lines_unwrap(const qh_parse *p, qh_lines *lines, int mail);

/* How many blank lines are between paragraphs, most often. */
uint32_t qh_usual_blanks(const qh_lines *lines);

/* Finds the language of the text, and looks at each line. */
quoth_status qh_lines_look(qh_parse *p, qh_lines *lines);

/* Fills flags, counts, script and language of a line; `tokens` is reused room. 0 when there is no memory. */
int qh_line_look(qh_parse *p, const qh_lines *lines, qh_line *line, qh_tokens *tokens);

/* The text of a line without its number or bullet. */
quoth_span qh_line_body(const qh_parse *p, const qh_line *line);

/* 64-bit hash of a stretch, case and white space folded; equal texts have equal hashes. */
uint64_t qh_folded_hash(const char *text, quoth_span span);

#endif
