/* The declared media type of an input ("text/plain; charset=utf-8", RFC 9110 8.3). */
#ifndef QH_API_MEDIA_TYPE_H
#define QH_API_MEDIA_TYPE_H

#include <quoth/base.h>

#include "base/arena.h"

enum { QH_READER_GUESS, QH_READER_TEXT, QH_READER_HTML };

/*
 * *reader is what reads it: QH_READER_GUESS for NULL. QUOTH_ERROR_MEDIA_TYPE where nothing does. *charset gets its charset parameter, copied into
 * the arena, and stays as it is where there is none.
 */
quoth_status qh_media_type(qh_arena *arena, const char *media_type, int *reader, const char **charset, quoth_error *err);

#endif
