/* Who said what: fills quotes, speakers and marks of p->doc from its blocks. */
#ifndef QH_QUOTE_QUOTES_H
#define QH_QUOTE_QUOTES_H

#include "base/parse.h"

quoth_status qh_find_quotes(qh_parse *p);

#endif
