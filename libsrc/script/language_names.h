/* The languages by number, group after group. */
#ifndef QH_SCRIPT_LANGUAGE_NAMES_H
#define QH_SCRIPT_LANGUAGE_NAMES_H

#include "script/language_features.h"

/* A group's languages are first, first + 1, … end - 1. */
int qh_group_first(qh_language_group group);
int qh_group_end(qh_language_group group);
qh_language_group qh_group_of(int language);

#endif
