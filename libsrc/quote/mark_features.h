/* What a marked string looks like, for the decision whose words it is. */
#ifndef QH_QUOTE_MARK_FEATURES_H
#define QH_QUOTE_MARK_FEATURES_H

#include "quote/finder.h"

/* What a marked string can be; the tags of its chain of one. */
typedef enum qh_mark_kind { QH_MARK_DIRECT, QH_MARK_MIXED, QH_MARK_TITLE, QH_MARK_SCARE, QH_MARK_TERM, QH_MARK_OTHER } qh_mark_kind;

enum { QH_MARK_FEATURES_MOST = 128 };

/* The rule of speech.c that would decide, itself a feature. */
uint32_t qh_rule_of_mark(const qh_finder *f, const qh_marked *m);

/* The features of a marked string; at most QH_MARK_FEATURES_MOST. O(its length), and a bounded look around. */
size_t qh_mark_features(const qh_finder *f, const qh_marked *m, uint32_t *out);

#endif
