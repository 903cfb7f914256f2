/* The languages, group after group: X(NAME, tag, ISO 639-3, English name, group). */
#ifndef QH_SCRIPT_LANGUAGE_LIST_H
#define QH_SCRIPT_LANGUAGE_LIST_H

/* clang-format off */
#define QH_LANGUAGE_LIST(X) \
    X(AF, "af", "afr", "Afrikaans", LATIN) \
    X(DA, "da", "dan", "Danish", LATIN) \
    X(DE, "de", "deu", "German", LATIN) \
    X(EN, "en", "eng", "English", LATIN) \
    X(IS, "is", "isl", "Icelandic", LATIN) \
    X(NB, "nb", "nob", "Norwegian Bokmål", LATIN) \
    X(NL, "nl", "nld", "Dutch", LATIN) \
    X(NN, "nn", "nno", "Norwegian Nynorsk", LATIN) \
    X(SV, "sv", "swe", "Swedish", LATIN) \
    X(CA, "ca", "cat", "Catalan", LATIN) \
    X(EO, "eo", "epo", "Esperanto", LATIN) \
    X(ES, "es", "spa", "Spanish", LATIN) \
    X(FR, "fr", "fra", "French", LATIN) \
    X(IT, "it", "ita", "Italian", LATIN) \
    X(LA, "la", "lat", "Latin", LATIN) \
    X(PT, "pt", "por", "Portuguese", LATIN) \
    X(RO, "ro", "ron", "Romanian", LATIN) \
    X(EU, "eu", "eus", "Basque", LATIN) \
    X(SQ, "sq", "sqi", "Albanian", LATIN) \
    X(CY, "cy", "cym", "Welsh", LATIN) \
    X(GA, "ga", "gle", "Irish", LATIN) \
    X(ET, "et", "est", "Estonian", LATIN) \
    X(FI, "fi", "fin", "Finnish", LATIN) \
    X(LT, "lt", "lit", "Lithuanian", LATIN) \
    X(LV, "lv", "lav", "Latvian", LATIN) \
    X(BS, "bs", "bos", "Bosnian", LATIN) \
    X(CS, "cs", "ces", "Czech", LATIN) \
    X(HR, "hr", "hrv", "Croatian", LATIN) \
    X(PL, "pl", "pol", "Polish", LATIN) \
    X(SK, "sk", "slk", "Slovak", LATIN) \
    X(SL, "sl", "slv", "Slovenian", LATIN) \
    X(LG, "lg", "lug", "Ganda", LATIN) \
    X(SN, "sn", "sna", "Shona", LATIN) \
    X(ST, "st", "sot", "Southern Sotho", LATIN) \
    X(SW, "sw", "swa", "Swahili", LATIN) \
    X(TN, "tn", "tsn", "Tswana", LATIN) \
    X(TS, "ts", "tso", "Tsonga", LATIN) \
    X(XH, "xh", "xho", "Xhosa", LATIN) \
    X(ZU, "zu", "zul", "Zulu", LATIN) \
    X(ID, "id", "ind", "Indonesian", LATIN) \
    X(MS, "ms", "msa", "Malay", LATIN) \
    X(TL, "tl", "tgl", "Tagalog", LATIN) \
    X(MI, "mi", "mri", "Māori", LATIN) \
    X(SO, "so", "som", "Somali", LATIN) \
    X(YO, "yo", "yor", "Yoruba", LATIN) \
    X(VI, "vi", "vie", "Vietnamese", LATIN) \
    X(TR, "tr", "tur", "Turkish", LATIN) \
    X(AZ, "az", "aze", "Azerbaijani", LATIN) \
    X(HU, "hu", "hun", "Hungarian", LATIN) \
    X(KMR, "kmr", "kmr", "Northern Kurdish", LATIN) \
    X(BE, "be", "bel", "Belarusian", CYRILLIC) \
    X(BG, "bg", "bul", "Bulgarian", CYRILLIC) \
    X(KK, "kk", "kaz", "Kazakh", CYRILLIC) \
    X(MK, "mk", "mkd", "Macedonian", CYRILLIC) \
    X(MN, "mn", "mon", "Mongolian", CYRILLIC) \
    X(RU, "ru", "rus", "Russian", CYRILLIC) \
    X(SR, "sr", "srp", "Serbian", CYRILLIC) \
    X(UK, "uk", "ukr", "Ukrainian", CYRILLIC) \
    X(AR, "ar", "ara", "Arabic", ARABIC) \
    X(CKB, "ckb", "ckb", "Central Kurdish", ARABIC) \
    X(FA, "fa", "fas", "Persian", ARABIC) \
    X(PS, "ps", "pus", "Pashto", ARABIC) \
    X(UR, "ur", "urd", "Urdu", ARABIC) \
    X(HI, "hi", "hin", "Hindi", DEVANAGARI) \
    X(MR, "mr", "mar", "Marathi", DEVANAGARI) \
    X(NE, "ne", "nep", "Nepali", DEVANAGARI) \
    X(JA, "ja", "jpn", "Japanese", HAN) \
    X(ZH, "zh", "zho", "Chinese", HAN) \
    X(BN, "bn", "ben", "Bengali", ALONE) \
    X(EL, "el", "ell", "Greek", ALONE) \
    X(GU, "gu", "guj", "Gujarati", ALONE) \
    X(HE, "he", "heb", "Hebrew", ALONE) \
    X(HY, "hy", "hye", "Armenian", ALONE) \
    X(KA, "ka", "kat", "Georgian", ALONE) \
    X(KO, "ko", "kor", "Korean", ALONE) \
    X(PA, "pa", "pan", "Punjabi", ALONE) \
    X(TA, "ta", "tam", "Tamil", ALONE) \
    X(TE, "te", "tel", "Telugu", ALONE) \
    X(TH, "th", "tha", "Thai", ALONE) \
    X(AM, "am", "amh", "Amharic", ALONE) \
    X(BO, "bo", "bod", "Tibetan", ALONE) \
    X(CHR, "chr", "chr", "Cherokee", ALONE) \
    X(DV, "dv", "div", "Divehi", ALONE) \
    X(KN, "kn", "kan", "Kannada", ALONE) \
    X(KM, "km", "khm", "Khmer", ALONE) \
    X(LO, "lo", "lao", "Lao", ALONE) \
    X(ML, "ml", "mal", "Malayalam", ALONE) \
    X(MY, "my", "mya", "Burmese", ALONE) \
    X(OR, "or", "ori", "Odia", ALONE) \
    X(SI, "si", "sin", "Sinhala", ALONE) \
    X(SYR, "syr", "syr", "Syriac", ALONE)
/* clang-format on */

#define QH_LANGUAGE_NUMBER(NAME, tag, iso3, name, group) QH_LANGUAGE_##NAME,
enum { QH_LANGUAGE_LIST(QH_LANGUAGE_NUMBER) QH_LANGUAGES };
#undef QH_LANGUAGE_NUMBER

#endif
