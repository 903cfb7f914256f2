/* The language of a stretch of text. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "script/language.h"

static const char *qh_language_of(const char *text, quoth_span span, const char *prior) {
    double confidence;
    return qh_language_among(text, span, NULL, prior, &confidence);
}

static const char *language(const char *text, const char *prior) {
    return qh_language_of(text, (quoth_span){0, strlen(text)}, prior);
}

static void test_sentences(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"en", "The old bridge was closed because of the flood."},
        {"de", "Die alte Brücke wurde wegen des Hochwassers nicht geöffnet."},
        {"fr", "Le vieux pont est fermé à cause de la crue du fleuve."},
        {"es", "El viejo puente está cerrado por la crecida del río."},
        {"it", "Il vecchio ponte è chiuso a causa della piena del fiume."},
        {"nl", "De oude brug is gesloten omdat het water van de rivier te hoog staat."},
        {"pt", "A velha ponte não está aberta por causa da cheia do rio."},
        {"sv", "Den gamla bron är stängd och det är inte bra för oss."},
        {"da", "Den gamle bro er lukket af politiet, og det ved hun nu også."},
        {"nb", "Den gamle broen er stengt av politiet, og det vet hun nå også."},
        {"pl", "Stary most jest zamknięty, ponieważ woda w rzece nie opada."},
        {"cs", "Starý most je zavřený, protože voda v řece ještě neklesla."},
        {"ro", "Podul vechi este închis din cauza apei și nu se știe până când."},
        {"hu", "A régi híd még nem nyílt meg, mert magas a víz."},
        {"tr", "Eski köprü için çok para harcandı ve bu daha bitmedi."},
        {"fi", "Vanha silta on suljettu, koska joen vesi ei ole vielä laskenut."},
        {"sq", "Ura e vjetër është mbyllur dhe nuk dihet se kur do të hapet."},
        {"id", "Jembatan tua itu tidak dibuka karena air sungai masih tinggi."},
        {"vi", "Cây cầu cũ không mở cửa vì nước sông đã lên."},
        {"ru", "Старый мост закрыт, потому что вода ещё не ушла."},
        {"uk", "Старий міст закрито, бо вода ще не спала і її багато."},
        {"bg", "Старият мост е затворен, защото водата още не е спаднала."},
        {"sr", "Стари мост је затворен јер вода још није пала."},
        {"ar", "أغلق الجسر القديم بعد أن ارتفعت المياه في النهر."},
        {"fa", "پل قدیمی شهر پس از بالا آمدن آب رودخانه بسته شد."},
        {"ur", "پرانا پل دریا میں پانی بڑھنے کے بعد بند کر دیا گیا ہے۔"},
        {"ckb", "پردە کۆنەکە لەبەر ئاو داخراوە و ئەوان لە ماڵەوەن."},
        {"he", "הגשר הישן נסגר"},
        {"el", "Η παλιά γέφυρα έκλεισε"},
        {"hy", "Հին կամուրջը փակ է"},
        {"ka", "ძველი ხიდი დაკეტილია"},
        {"hi", "पुराना पुल बंद है और लोग इंतज़ार कर रहे हैं।"},
        {"mr", "जुना पूल बंद आहे आणि लोक वाट पाहत आहेत."},
        {"ne", "पुरानो पुल बन्द छ र मानिसहरू पर्खिरहेका छन्।"},
        {"bn", "পুরানো সেতু বন্ধ"},
        {"ta", "பழைய பாலம் மூடப்பட்டது"},
        {"te", "పాత వంతెన మూసివేయబడింది"},
        {"th", "สะพานเก่าปิดแล้ว"},
        {"km", "ស្ពានចាស់បិទ"},
        {"lo", "ຂົວເກົ່າປິດ"},
        {"zh", "旧桥因洪水关闭了。"},
        {"ja", "古い橋は洪水で閉鎖されました。"},
        {"ko", "오래된 다리는 홍수로 폐쇄되었다."},
        {"am", "አሮጌው ድልድይ ተዘግቷል"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = language(cases[i][1], NULL);
        if (!got || strcmp(got, cases[i][0]))
            fail_msg("%s instead of %s: %s", got ? got : "NULL", cases[i][0], cases[i][1]);
    }
}

static void test_headlines(void **state) {
    (void)state;
    assert_string_equal(language("Last of the old Bridges moved to Museum", NULL), "en");
    assert_string_equal(language("Grindje e madhe pasi KLM nuk mund të gjejë rrugën", NULL), "sq");
    assert_string_equal(language("گزارش پل شهر 3", NULL), "fa");
}

static void test_thin_evidence(void **state) {
    (void)state;
    assert_null(language("", NULL));
    assert_null(language("12. (3) …", "en"));
    assert_string_equal(language("asdfgh qzx", NULL), "und");
    assert_string_equal(language("Hotel", "de"), "de");
    assert_string_equal(language("Hotel", "en-GB"), "en");
    assert_string_not_equal(language("Hotel", "ru"), "ru"); /* another script */
    assert_string_equal(language("Hotel", "xx"), language("Hotel", NULL));
    assert_string_equal(language("d41d8cd98f00b204e9800998ecf8427e", NULL), "und"); /* a code, not words */
    assert_string_equal(language("Sie wurden nicht gefragt, und das war schlecht.", "en"), "de");
}

static void test_span(void **state) {
    (void)state;
    const char *text = "das ist nicht gut | this is not what they have";
    assert_string_equal(qh_language_of(text, (quoth_span){0, 17}, NULL), "de");
    assert_string_equal(qh_language_of(text, (quoth_span){20, strlen(text)}, NULL), "en");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_headlines),
        cmocka_unit_test(test_thin_evidence),
        cmocka_unit_test(test_span),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
