/* Trees and declared charsets, printed as lines of JSON. */
#ifndef HTML5LIB_TREE_H
#define HTML5LIB_TREE_H

#include <stddef.h>

void print_tree(const char *source, size_t size);
void print_text_pieces(const char *source, size_t size);
void print_charset(const char *bytes, size_t size);

#endif
