#include "document/dates_months.h"

#include <string.h>

#include "text/chars.h"
#include "text/utf8.h"

/* In lower case, between blanks: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Scandinavian,
   Finnish, Hungarian, Romanian, Turkish, Indonesian, Russian, Ukrainian, Greek. */
static const char *const months[12] = {
    " jan jan january januar jänner jän janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty ledna januari "
    "tammikuuta "
    "január ianuarie ian ocak oca янв января січня ιανουαρίου ιαν ",
    " feb february februar feber février févr fév febrero febbraio febbr fevereiro fev februari lutego luty lut února helmikuuta "
    "február "
    "februarie şubat şub фев февр февраля лютого φεβρουαρίου φεβ ",
    " mar march märz mär mrz mars marzo março maart mrt marca marzec března maaliskuuta március martie mart maret мар марта "
    "березня "
    "μαρτίου μαρ ",
    " apr april avril avr abril abr aprile kwietnia kwiecień kwi dubna huhtikuuta április aprilie nisan nis апр апреля квітня "
    "απριλίου "
    "απρ ",
    " may mai mayo maggio mag maio mei maja maj května toukokuuta május mayıs мая травня μαΐου μαΐ ",
    " jun june juni juin junio giugno giu junho czerwca czerwiec cze června kesäkuuta június iunie iun haziran haz июн июня червня "
    "ιουνίου "
    "ιουν ",
    " jul july juli juillet juil julio luglio lug julho lipca lipiec lip července heinäkuuta július iulie iul temmuz tem июл июля "
    "липня "
    "ιουλίου ιουλ ",
    " aug august août agosto ago augustus augusti sierpnia sierpień sie srpna elokuuta augusztus ağustos ağu agustus авг августа "
    "серпня "
    "αυγούστου αυγ ",
    " sep sept september septembre septiembre settembre sett set setembro września wrzesień wrz září syyskuuta szeptember "
    "septembrie eylül "
    "eyl сен сент сентября вересня σεπτεμβρίου σεπ ",
    " oct october oktober okt octobre octubre ottobre ott outubro out października październik paź října lokakuuta október "
    "octombrie ekim "
    "eki oktober окт октября жовтня οκτωβρίου οκτ ",
    " nov november novembre noviembre novembro listopada listopad lis listopadu marraskuuta noiembrie kasım kas ноя нояб ноября "
    "листопада "
    "νοεμβρίου νοε ",
    " dec december dezember dez décembre déc diciembre dic dicembre dezembro grudnia grudzień gru prosince joulukuuta decembrie "
    "aralık ara "
    "desember des дек декабря грудня δεκεμβρίου δεκ "};

int32_t qh_month_of(const char *word, size_t size) {
    enum { LONGEST = 30 };
    char folded[LONGEST + 8] = " ";
    size_t used = 1;
    if (size && word[size - 1] == '.')
        size--;
    if (size < 3 || size > LONGEST - 4)
        return 0;
    for (size_t at = 0; at < size && used < LONGEST;)
        used += qh_char_encode(qh_char_lower(qh_utf8_next(word, &at)), folded + used);
    memcpy(folded + used, " ", 2);
    for (int32_t month = 0; month < 12; month++)
        if (strstr(months[month], folded))
            return month + 1;
    return 0;
}
