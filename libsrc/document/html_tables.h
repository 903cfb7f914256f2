/* Tables: which of them hold data, and where each cell stands. */
#ifndef QH_DOCUMENT_HTML_TABLES_H
#define QH_DOCUMENT_HTML_TABLES_H

#include "document/html_around.h"

/*
 * Puts row, column and header (HTML standard, 4.9.12: the table model, rowspan and colspan honoured) on the lines that stand in a
 * cell of a data table, and makes them table cells where nothing in the cell says more. Tables that only lay out a page are left.
 * 0 when there is no memory. Linear: spans beyond QH_HTML_TABLE_COLUMNS columns are not followed.
 */
enum { QH_HTML_TABLE_COLUMNS = 1000 };
int qh_html_place_cells(qh_arena *arena, const qh_html_facts *facts, const qh_around *around, qh_lines *lines);

#endif
