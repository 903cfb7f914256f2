/* The title of the page, and which leaves repeat its words. */
#include <string.h>

#include "document/html_features.h"

enum { TITLE_WORDS = 64 };

typedef struct title {
    uint32_t words[TITLE_WORDS], count;
    size_t seen[TITLE_WORDS]; /* the leaf that it was seen in last, from 1 */
    uint8_t filter[256];
} title;

static void add_title_word(title *t, uint32_t hash) {
    for (uint32_t i = 0; i < t->count; i++)
        if (t->words[i] == hash)
            return;
    if (t->count == TITLE_WORDS)
        return;
    t->words[t->count++] = hash;
    t->filter[hash >> 24] = 1;
}

static void read_title(title *t, const char *text, size_t size) {
    uint32_t hash = 0, letters = 0;
    for (size_t i = 0; i <= size; i++) {
        unsigned char c = i < size ? (unsigned char)text[i] : ' ';
        if (c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
            hash = qh_html_hash_step(hash, c >= 'A' && c <= 'Z' ? c | 0x20 : c);
            letters++;
        } else if (letters) {
            add_title_word(t, hash * 2654435761u);
            hash = letters = 0;
        }
    }
}

/* A NUL-terminated copy of an attribute, "" where there is none; NULL when there is no memory. */
static const char *value_of(qh_arena *arena, const qh_html_tree *tree, const qh_html_node *node, uint16_t id) {
    const qh_html_attribute *attribute = qh_html_attribute_of(node, id);
    size_t size;
    return attribute ? qh_html_text_copy(arena, tree->source, &attribute->value, &size) : "";
}

static int read_meta(qh_arena *arena, const qh_html_tree *tree, const qh_html_node *node, title *t) {
    const char *property = value_of(arena, tree, node, QH_ATTR_PROPERTY), *content = property;
    if (property && !strcmp(property, "og:title")) {
        content = value_of(arena, tree, node, QH_ATTR_CONTENT);
        if (content)
            read_title(t, content, strlen(content));
    }
    return content != NULL;
}

/* The title, and what the page is called elsewhere. */
static int read_head(qh_arena *arena, const qh_html_tree *tree, title *t) {
    for (const qh_html_node *node = tree->head ? tree->head->first : NULL; node; node = node->next) {
        if (node->kind != QH_HTML_NODE_ELEMENT)
            continue;
        if (node->tag == QH_TAG_META && !read_meta(arena, tree, node, t))
            return 0;
        if (node->tag != QH_TAG_TITLE || !node->first || node->first->kind != QH_HTML_NODE_TEXT)
            continue;
        size_t size;
        const char *text = qh_html_text_copy(arena, tree->source, &node->first->text, &size);
        if (!text)
            return 0;
        read_title(t, text, size);
    }
    return 1;
}

static void compare_with_title(const qh_html_facts *facts, title *t, size_t leaf) {
    qh_html_counts *counts = &facts->leaves[leaf];
    uint32_t found = 0;
    for (uint32_t i = 0; i < counts->words; i++) {
        uint32_t hash = facts->words.items[counts->first_word + i];
        if (!t->filter[hash >> 24])
            continue;
        for (uint32_t w = 0; w < t->count; w++) {
            if (t->words[w] != hash)
                continue;
            counts->title_words++;
            found += t->seen[w] != leaf + 1;
            t->seen[w] = leaf + 1;
        }
    }
    counts->title_share = qh_share_byte(found, t->count);
}

int qh_html_find_title(qh_arena *arena, qh_html_facts *facts) {
    title t = {.count = 0};
    if (!read_head(arena, &facts->page->tree, &t))
        return 0;
    size_t first = facts->count;
    facts->title = facts->count;
    for (size_t i = 0; i < facts->count; i++) {
        compare_with_title(facts, &t, i);
        const qh_html_counts *counts = &facts->leaves[i];
        if (counts->rank && counts->title_share >= 128 && facts->title == facts->count)
            facts->title = i;
        if (counts->rank == 1 && first == facts->count)
            first = i;
    }
    if (facts->title == facts->count)
        facts->title = first;
    return 1;
}
