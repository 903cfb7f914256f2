/*
 * Prints what the HTML parser makes of cases, for run_html5lib.py. Each case on the standard input is a line "KIND ARGUMENT SIZE"
 * (ARGUMENT "-" for none) and SIZE bytes; each answer is one line of JSON.
 *
 *   data, rcdata, rawtext, script, plaintext, cdata: the tokens, read in that state; the argument is the last start tag
 *   tree: the tree as html5lib writes it
 *   pieces: of each text node [start, end, the text that stands for this source, or null where it is the source]
 *   charset: what the markup declares
 *   parse: the charset of quoth_parse()'s document; the argument is the transport's
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <quoth/quoth.h>

#include "document/html_tokenizer.h"
#include "html5lib_json.h"
#include "html5lib_tree.h"

static void print_pieces(const char *source, const qh_html_piece *piece) {
    putchar('"');
    for (; piece; piece = piece->next)
        json_part(qh_html_piece_bytes(piece, source), qh_html_piece_size(piece));
    putchar('"');
}

static void print_tag(const char *source, const qh_html_token *token) {
    int is_start = token->kind == QH_HTML_START_TAG;
    fputs(is_start ? "[\"StartTag\",\"" : "[\"EndTag\",\"", stdout);
    json_part(token->name, token->name_size);
    putchar('"');
    for (uint32_t i = 0; is_start && i < token->attribute_count; i++) {
        const qh_html_attribute *attribute = &token->attributes[i];
        fputs(i ? ",\"" : ",{\"", stdout);
        json_part(attribute->name, attribute->name_size);
        fputs("\":", stdout);
        print_pieces(source, &attribute->value);
    }
    if (is_start)
        fputs(token->attribute_count ? "}" : ",{}", stdout);
    fputs(is_start && token->self_closing ? ",true]" : "]", stdout);
}

static void print_optional(const char *source, const qh_html_piece *piece, int there) {
    putchar(',');
    if (there)
        print_pieces(source, piece);
    else
        fputs("null", stdout);
}

static void print_doctype(const char *source, const qh_html_doctype *doctype) {
    fputs("[\"DOCTYPE\"", stdout);
    print_optional(source, &doctype->name, doctype->has_name);
    print_optional(source, &doctype->public_id, doctype->has_public);
    print_optional(source, &doctype->system_id, doctype->has_system);
    printf(",%s]", doctype->quirks ? "false" : "true");
}

static void print_token(const char *source, const qh_html_token *token) {
    if (token->kind == QH_HTML_DOCTYPE) {
        print_doctype(source, token->doctype);
    } else if (token->kind == QH_HTML_TEXT || token->kind == QH_HTML_COMMENT) {
        fputs(token->kind == QH_HTML_TEXT ? "[\"Character\"," : "[\"Comment\",", stdout);
        print_pieces(source, &token->text);
        putchar(']');
    } else {
        print_tag(source, token);
    }
}

static void print_tokens(const char *source, size_t size, qh_html_content content, const char *last_tag) {
    qh_arena arena;
    qh_arena_init(&arena, &qh_default_allocator);
    qh_html_tokenizer t;
    qh_html_tokenizer_init(&t, &arena, source, size);
    qh_html_tokenizer_switch(&t, content, last_tag, (uint32_t)strlen(last_tag));
    qh_html_token token;
    putchar('[');
    for (int first = 1; qh_html_next(&t, &token) && token.kind != QH_HTML_END; first = 0) {
        if (!first)
            putchar(',');
        print_token(source, &token);
    }
    fputs("]\n", stdout);
    qh_arena_free(&arena);
}

/* The charset as the library's callers see it. */
static void print_parsed_charset(const char *transport, const char *bytes, size_t size) {
    quoth_engine *engine = NULL;
    quoth_document *doc = NULL;
    quoth_engine_options options = QUOTH_ENGINE_OPTIONS_INIT;
    quoth_input input = QUOTH_INPUT_INIT;
    options.layers = QUOTH_LAYER_BLOCKS;
    input.media_type = "text/html";
    input.charset = strcmp(transport, "-") == 0 ? NULL : transport;
    int parsed = quoth_engine_new(&options, &engine, NULL) == QUOTH_OK &&
                 quoth_parse(engine, bytes, size, &input, &doc, NULL) == QUOTH_OK;
    if (parsed)
        printf("\"%s\"\n", quoth_document_source(doc)->charset);
    else
        puts("null");
    quoth_document_release(doc);
    quoth_engine_release(engine);
}

static void answer(const char *kind, const char *argument, const char *bytes, size_t size) {
    static const char *const contents[] = {"data", "rcdata", "rawtext", "script", "plaintext", "cdata"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        if (strcmp(kind, contents[i]) == 0)
            print_tokens(bytes, size, (qh_html_content)i, strcmp(argument, "-") == 0 ? "" : argument);
    if (strcmp(kind, "tree") == 0)
        print_tree(bytes, size);
    if (strcmp(kind, "pieces") == 0)
        print_text_pieces(bytes, size);
    if (strcmp(kind, "charset") == 0)
        print_charset(bytes, size);
    if (strcmp(kind, "parse") == 0)
        print_parsed_charset(argument, bytes, size);
}

int main(void) {
    char kind[32], argument[128];
    size_t size;
    while (scanf("%31s %127s %zu", kind, argument, &size) == 3 && getchar() == '\n') {
        char *bytes = malloc(size + 1);
        if (!bytes || fread(bytes, 1, size, stdin) != size)
            return 1;
        bytes[size] = '\0';
        answer(kind, argument, bytes, size);
        free(bytes);
    }
    return 0;
}
