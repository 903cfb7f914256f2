/* Which DOCTYPE makes which mode, 13.2.6.4.1. */
#include "document/html_builder.h"

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Whether the pieces begin with `word` (in lower case), and hold nothing else where `all`. */
static int matches(const char *source, const qh_html_piece *piece, const char *word, int all) {
    for (; piece; piece = piece->next) {
        const char *bytes = qh_html_piece_bytes(piece, source);
        for (size_t i = 0, size = qh_html_piece_size(piece); i < size; i++) {
            if (!*word)
                return !all;
            if (lower(bytes[i]) != *word++)
                return 0;
        }
    }
    return !*word;
}

int qh_html_is_word(const char *source, const qh_html_piece *piece, const char *word) { return matches(source, piece, word, 1); }

static const char *const old_starts[] = {
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
};

static const char *const old_names[] = {"-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"};

static int is_old(const char *source, const qh_html_piece *public_id) {
    for (size_t i = 0; i < sizeof old_names / sizeof *old_names; i++)
        if (matches(source, public_id, old_names[i], 1))
            return 1;
    for (size_t i = 0; i < sizeof old_starts / sizeof *old_starts; i++)
        if (matches(source, public_id, old_starts[i], 0))
            return 1;
    return 0;
}

static int is_html_4(const char *source, const qh_html_piece *public_id) {
    return matches(source, public_id, "-//w3c//dtd html 4.01 frameset//", 0) ||
           matches(source, public_id, "-//w3c//dtd html 4.01 transitional//", 0);
}

static int is_xhtml(const char *source, const qh_html_piece *public_id) {
    return matches(source, public_id, "-//w3c//dtd xhtml 1.0 frameset//", 0) ||
           matches(source, public_id, "-//w3c//dtd xhtml 1.0 transitional//", 0);
}

uint8_t qh_html_quirks(const char *source, const qh_html_doctype *d) {
    if (d->quirks || !d->has_name || !matches(source, &d->name, "html", 1))
        return 2;
    if (d->has_system && matches(source, &d->system_id, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd", 1))
        return 2;
    if (!d->has_public)
        return 0;
    if (is_old(source, &d->public_id))
        return 2;
    if (is_html_4(source, &d->public_id))
        return d->has_system ? 1 : 2;
    return (uint8_t)is_xhtml(source, &d->public_id);
}
