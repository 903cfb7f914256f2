#include <quoth/base.h>

#include "model/model.h"
#include "script/script.h"

#ifndef QUOTH_VERSION
#error "QUOTH_VERSION comes from the build system: one place knows the version"
#endif

#define NUMBER(major, minor, patch) ((major) * 10000 + (minor) * 100 + (patch))
#define EXPAND(release) NUMBER release
_Static_assert(EXPAND((QUOTH_RELEASE)) == QUOTH_VERSION_NUMBER, "base.h and CMakeLists.txt name different versions");

const char *quoth_version(void) { return QUOTH_VERSION; }

int32_t quoth_version_number(void) { return QUOTH_VERSION_NUMBER; }

const char *quoth_unicode_version(void) { return qh_unicode_version(); }

const char *quoth_model_version(void) { return qh_model_version; }
