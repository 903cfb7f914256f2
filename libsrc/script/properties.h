/* What runs need to know of one character beyond its Script property. */
#ifndef QH_SCRIPT_PROPERTIES_H
#define QH_SCRIPT_PROPERTIES_H

#include "script/script.h"

enum { QH_SCRIPTS_MOST = 32 }; /* more than any character's Script_Extensions hold */

/* Script_Extensions of c; a character without any has its Script alone. Returns how many. */
size_t qh_script_extensions(uint32_t c, qh_script set[QH_SCRIPTS_MOST]);

/* Brackets (Bidi_Paired_Bracket) and directed quotation marks. “ and ‘ may open as well as close („…“). */
int qh_pair_opens(uint32_t c);
int qh_pair_may_close(uint32_t c);
int qh_pair_matches(uint32_t opener, uint32_t c);

/* Han and what is written beside it: Hira, Kana, Hang, Bopo, Yiii. */
int qh_script_is_cjk(qh_script script);

/* Written without spaces between words or beside Latin letters: touching another script is no news there. */
int qh_script_is_spaceless(qh_script script);

#endif
