/* The reader of HTML: any bytes as a page, and pages put together from tags that nest wrongly. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    quoth_input input = QUOTH_INPUT_INIT;
    fuzz_bytes bytes = {data, size};
    input.charset = fuzz_byte(&bytes) & 1 ? "utf-8" : NULL;
    input.media_type = "text/html";
    input.url = "https://example.org/a/b?c";
    quoth_document *doc = fuzz_parse(bytes.at, bytes.left, &input);
    if (doc)
        fuzz_check_document(doc, 0);
    quoth_document_release(doc);
    return 0;
}

static const char *const pieces[] = {"<p>",
                                     "</p>",
                                     "<b>",
                                     "</b>",
                                     "<a href='/x'>",
                                     "</a>",
                                     "<i>",
                                     "</i>",
                                     "<div>",
                                     "</div>",
                                     "<table>",
                                     "</table>",
                                     "<tr>",
                                     "<td>",
                                     "<th>",
                                     "</td>",
                                     "<tbody>",
                                     "<caption>",
                                     "<colgroup>",
                                     "<select>",
                                     "<option>",
                                     "</select>",
                                     "<template>",
                                     "</template>",
                                     "<svg>",
                                     "</svg>",
                                     "<math>",
                                     "<mi>",
                                     "<annotation-xml encoding='text/html'>",
                                     "<foreignObject>",
                                     "<desc>",
                                     "<title>",
                                     "</title>",
                                     "<textarea>",
                                     "</textarea>",
                                     "<script>",
                                     "</script>",
                                     "<style>",
                                     "</style>",
                                     "<!--",
                                     "-->",
                                     "<![CDATA[",
                                     "]]>",
                                     "<noscript>",
                                     "<frameset>",
                                     "<body>",
                                     "<html>",
                                     "<head>",
                                     "</body>",
                                     "<form>",
                                     "<button>",
                                     "<li>",
                                     "<ul>",
                                     "</ul>",
                                     "<dl><dt>",
                                     "<dd>",
                                     "<h1>",
                                     "</h2>",
                                     "<blockquote>",
                                     "</blockquote>",
                                     "<q>",
                                     "<nobr>",
                                     "<font color=a>",
                                     "<applet>",
                                     "</applet>",
                                     "<marquee>",
                                     "<ruby><rt>",
                                     "<br>",
                                     "</br>",
                                     "<hr>",
                                     "<img alt='",
                                     "<input type=hidden>",
                                     "<plaintext>",
                                     "<xmp>",
                                     "<iframe>",
                                     "</iframe>",
                                     "<!DOCTYPE html>",
                                     "&amp;",
                                     "&notit;",
                                     "&#x110000;",
                                     "&#0;",
                                     "&#128;",
                                     "<meta charset=koi8-r>",
                                     "<meta property='og:title' content='",
                                     "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"",
                                     "<time datetime='",
                                     "<td rowspan=9 colspan=9>",
                                     "<article>",
                                     "</article>",
                                     "<aside>",
                                     "<nav>",
                                     "<main>",
                                     "<footer>",
                                     "<header>",
                                     "<figure><figcaption>",
                                     "<pre>\n",
                                     "</pre>",
                                     "<span class='byline author' itemprop='author'>",
                                     "<p class='comment'>",
                                     "\"'>",
                                     " said Ann Roe. ",
                                     "\xE2\x80\x9C",
                                     "\xE2\x80\x9D"};

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
    uint32_t random = seed | 1;
    if (fuzz_next(&random) % 3 == 0)
        return LLVMFuzzerMutate(data, size, most);
    size_t at = 1 + fuzz_next(&random) % (size + 1), out = 0;
    const char *piece = pieces[fuzz_next(&random) % (sizeof pieces / sizeof *pieces)];
    if (!size)
        return fuzz_splice(data, size, most, 0, 0, " ", 1);
    if (fuzz_next(&random) % 4 == 0) { /* in place of a tag that is there */
        while (at < size && data[at] != '<')
            at++;
        while (at + out < size && out < 60 && data[at + out] != '>')
            out++;
        out += at + out < size;
    } else if (fuzz_next(&random) % 8 == 0) { /* a stretch of it once more */
        size_t from = fuzz_next(&random) % size, count = fuzz_next(&random) % 64;
        char again[64];
        count = count < size - from ? count : size - from;
        memcpy(again, data + from, count);
        return fuzz_splice(data, size, most, at, 0, again, count);
    }
    return fuzz_splice(data, size, most, at, out, piece, strlen(piece));
}
