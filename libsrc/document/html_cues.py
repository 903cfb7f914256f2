#!/usr/bin/env python3
"""Writes html_cues_table.h and html_cues_table.c beside this file: words that say what a short text on a page is for.

usage: python3 libsrc/document/html_cues.py

Each class has the words of many languages, so that what a model learns about it on pages of one language holds for the others.
"""
from pathlib import Path

CUES = {
    "RELATED": """related similar recommended recommendations recommend popular latest trending recent editors picks likes
        interested ähnliche ähnlich verwandte empfehlung empfehlungen empfohlen empfohlene empfohlener empfehlen beliebte
        beliebteste neueste neuesten aktuelle aktuellen meistgelesen interessieren interessant interessante relacionados
        relacionadas relacionado relacionada recomendados recomendado recomendadas interesar recientes populares últimas últimos
        similaires recommandés populaires liés connexes dernières derniers correlati correlate correlato simili consigliati
        recenti ultime podobne powiązane polecane polecamy najnowsze popularne najczęściej verwante gerelateerd gerelateerde
        aanbevolen populair похожие рекомендуем популярное рекомендуемые""",
    "MORE": """more mehr weitere weiter weiteres weiterer weiterführende más mas plus davantage altro altri altre ulteriori
        więcej inne pozostałe meer overige mais outras outros ещё еще подробнее другие المزيد بیشتر""",
    "ALSO": """also auch sonst too también tambien aussi également anche inoltre także również też ook também tambem также тоже
        أيضا""",
    "READ": """read reading lesen lies lese weiterlesen gelesen lesenswert see watch view leer lea lee leé mira mirá lire lisez
        voir voyez leggi leggere vedi guarda czytaj przeczytaj zobacz sprawdź lees lezen bekijk leia ler veja читайте читать
        смотрите اقرأ بخوانید""",
    "COMMENT": """comment comments commented commenting kommentar kommentare kommentaren kommentieren komentarze komentarz
        komentarzy komentuj skomentuj dodaj commentaire commentaires commenter comentario comentarios comentar comentários
        comentário commento commenti commenta reactie reacties reageer reply replies antwort antworten response responses
        responder répondre rispondi odpowiedz trackback trackbacks pingback pingbacks комментарий комментарии комментариев
        leserbrief netiquette diskutieren تعليق تعليقات التعليقات نظرات""",
    "PHOTO": """photo photos photograph photography photographer foto fotos fotograf fotografie bild bilder bildquelle titelbild
        beitragsbild symbolbild symbolfoto archivbild archivfoto image images credit credits getty shutterstock istock istockphoto
        istockfoto unsplash pixabay fotolia imago adobe adobestock afp dpa reuters epa zdjęcie zdjęcia zdj fot immagine immagini
        imagen imágenes fotografía crédit crédits afbeelding beeld фото снимок quelle source screenshot abbildung grafik picture
        pictures alamy flickr thinkstock depositphotos cc صورة عکس""",
    "SUBSCRIBE": """subscribe subscribed subscriber subscribers subscription subscriptions newsletter newsletters newslettera sign
        signup register registered login log account premium abo abonnement abonnements abonnent abonnieren abonniere anmelden
        anmeldung registrieren konto epaper paper suscríbete suscribirse suscripción suscríbase regístrate abonnez abonner
        inscrivez inscription connexion iscriviti registrati abbonati abbonamento subskrybuj subskrypcji prenumerata zapisz
        zaloguj zarejestruj abonneer aanmelden inloggen inschrijven assine inscreva подписаться подпишитесь подписка
        newsletteranmeldung probeabo اشترك""",
    "SHARE": """share shares shared teilen teile facebook twitter whatsapp instagram pinterest linkedin telegram youtube tiktok
        tweet xing follow followers folgen folge folgt print drucken email mail mailen compartir comparte compartí partager
        partagez imprimer suivez condividi stampa seguici udostępnij drukuj obserwuj delen volg compartilhar compartilhe siga
        síguenos sigue поделиться gefällt weiterempfehlen شارك""",
    "TAGS": """tags tag tagged labels filed topics topic keywords category categories schlagwörter schlagworte schlagwort
        kategorie kategorien themen thema stichworte stichwörter ressort rubrik etiquetas categoría categorías temas étiquettes
        catégorie catégories mots clés argomenti categoria tagi kategoria kategorie tematy trefwoorden categorie onderwerpen теги
        категория рубрика метки""",
    "RIGHTS": """copyright rights reserved privacy policy cookies cookie terms conditions disclaimer imprint impressum datenschutz
        datenschutzerklärung agb nutzungsbedingungen rechte vorbehalten urheberrecht derechos reservados privacidad aviso droits
        réservés mentions légales confidentialité diritti riservati informativa prawa zastrzeżone prawem autorskim regulamin
        polityka prywatności rechten voorbehouden voorwaarden direitos права license lizenz creative commons""",
    "AUTHOR": """author authors by autor autorin autoren posted published updated written editor redaktion redakteur redakteurin
        verfasst veröffentlicht aktualisiert erstellt geschrieben von por publicado actualizado escrito redacción auteur publié
        écrit rédaction par autore pubblicato aggiornato redazione di autorka autorzy opublikowano dodano redakcja redaktor
        geschreven gepubliceerd redactie door автор опубликовано редакция datum date data fecha""",
    "SHOP": """shop cart price buy order checkout basket wishlist shipping delivery stock sale discount preis kaufen bestellen
        warenkorb versand versandkosten lieferung lieferzeit merkzettel gutschein zzgl mwst precio comprar carrito envío prix
        acheter panier livraison commander prezzo acquista carrello spedizione cena kup koszyk dostawa zamów prijs kopen
        winkelwagen bestel preço carrinho цена купить корзина""",
    "ACTION": """click here download downloads pdf show hide close open load loading next previous back submit hier klicken klick
        klicke herunterladen anzeigen ausblenden schließen zurück vor laden nächste nächster vorherige vorheriger mostrar
        descargar siguiente anterior aquí cliquez ici télécharger suivant précédent clicca qui scarica successivo precedente
        kliknij tutaj pobierz pokaż następny poprzedni dalej wstecz klik downloaden volgende vorige clique aqui baixar próximo
        скачать далее назад anzeige advertisement advertorial werbung publicidad publicité pubblicità reklama advertentie
        publicidade реклама sponsored gesponsert""",
}
BITS = 12


def word_hash(word):
    """As html_features_text.c makes it; letters beyond ASCII keep their case."""
    h = 0
    for byte in "".join(c.lower() if c < "\x80" else c for c in word).encode():
        h = (h << 5 | h >> 27) & 0xFFFFFFFF ^ byte
    return h * 2654435761 & 0xFFFFFFFF


def hashes():
    found = {}
    for number, words in enumerate(CUES.values()):
        for word in words.split():
            for written in (word, word.capitalize(), word.upper()):
                key = word_hash(written)
                found[key] = found.get(key, 0) | 1 << number
    return sorted(found.items())


def filled(items):
    lines, line = [], "   "
    for item in items:
        if len(line) + len(item) > 126:
            lines.append(line)
            line = "   "
        line += f" {item},"
    return "\n".join(lines + [line])


def header(count):
    names = "\n".join(f"    QH_CUE_{name}," for name in CUES)
    return f"""/* Generated by libsrc/document/html_cues.py; do not edit. */
#ifndef QH_DOCUMENT_HTML_CUES_TABLE_H
#define QH_DOCUMENT_HTML_CUES_TABLE_H

#include <stdint.h>

/* clang-format off */
enum qh_html_cue {{
{names}
    QH_CUES
}};

enum {{ QH_HTML_CUE_BITS = {BITS}, QH_HTML_CUE_WORDS = {count} }};

/* The words in order of their hashes, with bits of qh_html_cue; where those with equal first QH_HTML_CUE_BITS bits begin. */
extern const uint32_t qh_cue_hashes[QH_HTML_CUE_WORDS];
extern const uint16_t qh_cue_classes[QH_HTML_CUE_WORDS];
extern const uint16_t qh_cue_places[(1 << QH_HTML_CUE_BITS) + 1];

#endif
"""


def body(words):
    places, at = [], 0
    for prefix in range((1 << BITS) + 1):
        while at < len(words) and words[at][0] >> (32 - BITS) < prefix:
            at += 1
        places.append(at)
    return f"""/* Generated by libsrc/document/html_cues.py; do not edit. */
#include "document/html_cues_table.h"

/* clang-format off */
const uint32_t qh_cue_hashes[QH_HTML_CUE_WORDS] = {{
{filled(f"{key:#x}u" for key, _ in words)}
}};

const uint16_t qh_cue_classes[QH_HTML_CUE_WORDS] = {{
{filled(str(classes) for _, classes in words)}
}};

const uint16_t qh_cue_places[(1 << QH_HTML_CUE_BITS) + 1] = {{
{filled(map(str, places))}
}};
"""


def main():
    words, folder = hashes(), Path(__file__).resolve().parent
    (folder / "html_cues_table.h").write_text(header(len(words)), encoding="utf-8")
    (folder / "html_cues_table.c").write_text(body(words), encoding="utf-8")


if __name__ == "__main__":
    main()
