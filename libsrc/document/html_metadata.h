/* What a page says about itself: title, author, dates, site, language, address, description. */
#ifndef QH_DOCUMENT_HTML_METADATA_H
#define QH_DOCUMENT_HTML_METADATA_H

#include "document/html.h"

/* Where a page says it; the numbers are columns of html_metadata_weights.inc. */
typedef enum qh_fact_source {
    QH_FACT_LD_ARTICLE, /* JSON-LD, by the type of the object */
    QH_FACT_LD_FORUM,
    QH_FACT_LD_PAGE,
    QH_FACT_LD_PRODUCT,
    QH_FACT_LD_OTHER,
    QH_FACT_OG,
    QH_FACT_ARTICLE, /* article:published_time and the like */
    QH_FACT_TWITTER,
    QH_FACT_DUBLIN_CORE,
    QH_FACT_CITATION,
    QH_FACT_VENDOR, /* parsely, sailthru, cXense */
    QH_FACT_META,   /* <meta name=author> and the like */
    QH_FACT_TITLE,
    QH_FACT_TITLE_FRONT, /* <title> up to its first separator */
    QH_FACT_TITLE_LONG,  /* up to its last one */
    QH_FACT_TITLE_BACK,  /* behind its first one */
    QH_FACT_HEADING,
    QH_FACT_HEADING_LATER,
    QH_FACT_ITEMPROP,
    QH_FACT_TIME,
    QH_FACT_TIME_LATER,
    QH_FACT_REL,
    QH_FACT_MICROFORMAT, /* entry-title, p-author, published, ... */
    QH_FACT_CLASS,       /* class words: byline, author, date */
    QH_FACT_CLASS_LATER,
    QH_FACT_LINK,
    QH_FACT_ADDRESS, /* date in the URL */
    QH_FACT_LINE,    /* line near the title */
    QH_FACT_TEXT,    /* what the reader of plain text finds */
    QH_FACT_HTML,    /* <html lang> */
    QH_FACT_SCRIPT,  /* "datePublished": and the like in a program's data */
    QH_FACT_ASIDE,   /* class words and time elements in menus, comments, boxes */
    QH_FACT_PROFILE, /* label of a link to /author/... */
    QH_FACT_BELOW,   /* line below one that says no more than "Written by" */
    QH_FACT_SOURCES
} qh_fact_source;

/* What the page is like, or-ed. */
typedef enum qh_page_sign {
    QH_PAGE_OG_ARTICLE = 1 << 0,
    QH_PAGE_OG_WEBSITE = 1 << 1,
    QH_PAGE_OG_PRODUCT = 1 << 2,
    QH_PAGE_LD_ARTICLE = 1 << 3,
    QH_PAGE_LD_FORUM = 1 << 4,
    QH_PAGE_LD_PRODUCT = 1 << 5,
    QH_PAGE_LD_LIST = 1 << 6,        /* ItemList, CollectionPage */
    QH_PAGE_ROOT = 1 << 7,           /* the address has no path */
    QH_PAGE_SHALLOW = 1 << 8,        /* one step of path */
    QH_PAGE_BLOG = 1 << 9,           /* blog, news, ... in the path */
    QH_PAGE_FORUM = 1 << 10,         /* forum, thread, topic, ... in the path */
    QH_PAGE_DATED = 1 << 11,         /* a date in the path */
    QH_PAGE_NUMBERED = 1 << 12,      /* a long number in the path */
    QH_PAGE_ARTICLE = 1 << 13,       /* one article element */
    QH_PAGE_ARTICLES = 1 << 14,      /* several of them */
    QH_PAGE_AUTHOR = 1 << 15,        /* an author is named in the markup */
    QH_PAGE_BYLINE = 1 << 16,        /* an author is named by class words or in a line */
    QH_PAGE_PRICE = 1 << 17,         /* product markup or price classes */
    QH_PAGE_SHORT = 1 << 18,         /* little running text */
    QH_PAGE_LONG = 1 << 19,          /* much running text */
    QH_PAGE_LONG_TITLE = 1 << 20,    /* six words or more */
    QH_PAGE_DOCUMENTATION = 1 << 21, /* docs, api, guide, ... in the address */
    QH_PAGE_GENERATED = 1 << 22,     /* a documentation generator made it */
    QH_PAGE_SIGNS = 23
} qh_page_sign;

typedef struct qh_fact {
    uint8_t field;     /* quoth_metadata_field */
    uint8_t source;    /* qh_fact_source */
    uint8_t is_unsure; /* a numeric date that could be day first or month first */
    uint32_t size;
    const char *value;   /* NUL-terminated, clean */
    uint32_t start, end; /* in the HTML source; empty where it is not known */
    uint64_t key;        /* equal for values that mean the same */
} qh_fact;

typedef struct qh_facts {
    qh_parse *p;
    const char *language; /* of the text, else of the page, else NULL */
    const char *host;     /* of the page's address, without www. and not cut behind it; NULL where it is not known */
    QH_VEC(qh_fact) list;
    uint32_t page;                                       /* qh_page_sign */
    char author_label;                                   /* n of the twitter:label<n> that announces the author, or 0 */
    uint8_t counts[QH_METADATA_FIELDS][QH_FACT_SOURCES]; /* values of each source */
    uint8_t tries[QH_METADATA_FIELDS][QH_FACT_SOURCES];  /* also what was no value, so that no page costs more than its length */
} qh_facts;

/* Further columns of html_metadata_weights.inc, behind the sources and the signs of the page. */
typedef enum qh_fact_sign {
    QH_SIGN_BIAS,
    QH_SIGN_FIRST,       /* the page's first value of this field */
    QH_SIGN_RIVAL,       /* there are other values */
    QH_SIGN_RIVALS,      /* three of them or more */
    QH_SIGN_AGREED,      /* two sources or more give it */
    QH_SIGN_AGREED_MORE, /* four or more */
    QH_SIGN_ONE_WORD,    /* no blank */
    QH_SIGN_MANY_WORDS,  /* five words or more */
    QH_SIGN_DIGITS,      /* title, author: holds digits */
    QH_SIGN_COMMA,       /* title, author: holds a comma or a bar */
    QH_SIGN_SITE,        /* the name of the site, or part of its address */
    QH_SIGN_PART,        /* another value begins with it */
    QH_SIGN_WHOLE,       /* it begins with another value */
    QH_SIGN_EARLIEST,    /* dates: none is earlier */
    QH_SIGN_LATEST,      /* dates: none is later */
    QH_SIGN_MODIFIED,    /* dates: also said to be of the last change */
    QH_SIGN_IMPRECISE,   /* dates: no day */
    QH_SIGN_ALIKE,       /* titles: most of its words stand in <title> */
    QH_SIGN_UNLIKE,      /* titles: few of its words do */
    QH_SIGN_SHORT,       /* titles: two words or fewer */
    QH_SIGN_NAME,        /* authors: two to four words that begin with capitals */
    QH_SIGN_GIVEN_NAME,  /* authors: the first word is a given name */
    QH_FACT_SIGNS
} qh_fact_sign;

enum { QH_FACT_COLUMNS = QH_FACT_SOURCES + QH_PAGE_SIGNS + QH_FACT_SIGNS };

/* A value with all sources that give it. */
typedef struct qh_fact_group {
    const qh_fact *best; /* the one to answer with */
    uint64_t sources;    /* bit of each qh_fact_source */
    uint32_t signs;      /* bit of each qh_fact_sign */
    uint32_t page;       /* qh_page_sign that count for it */
    double confidence;
} qh_fact_group;

typedef QH_VEC(qh_fact_group) qh_fact_groups;

/* Collects everything the page says; its blocks are made already. 0 when there is no memory. */
int qh_facts_gather(qh_parse *p, qh_facts *facts);

/* The values of a field, each with its confidence, in the order of the page. 0 when there is no memory. */
int qh_facts_group(const qh_facts *facts, int32_t field, qh_fact_groups *groups);

/* The surest one, or NULL. */
const qh_fact_group *qh_facts_best(const qh_fact_groups *groups);

/* What is less sure is not answered. */
double qh_facts_threshold(int32_t field);

/* Fills metadata, its origins, and the first article's facts that the text does not tell. */
quoth_status qh_html_metadata(qh_parse *p);

#endif
