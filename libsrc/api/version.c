#include <quoth/base.h>

#include "script/script.h"

#ifndef QUOTH_VERSION
#error "QUOTH_VERSION comes from the build system: one place knows the version"
#endif

const char *quoth_version(void) { return QUOTH_VERSION; }

const char *quoth_unicode_version(void) { return qh_unicode_version(); }
