#include "document/plain.h"

#include "document/classify.h"
#include "document/structure.h"

quoth_status qh_read_plain(qh_parse *p) {
    qh_lines lines = {0};
    quoth_status status = qh_lines_read(p, &lines);
    if (status != QUOTH_OK)
        return status;
    if (!qh_classify(p, &lines))
        return qh_fail_memory(p->err);
    status = qh_make_blocks(p, &lines);
    if (status != QUOTH_OK)
        return status;
    return qh_find_duplicates(p) ? QUOTH_OK : qh_fail_memory(p->err);
}
