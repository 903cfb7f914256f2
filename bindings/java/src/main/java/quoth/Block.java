package quoth;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A leaf of the page: a title, a paragraph, a turn of a conversation, a link to another page. Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param start first UTF-16 code unit
 * @param end unit after the last
 * @param kind "title", "paragraph", "turn", …
 * @param article index of its article
 * @param parent index of the block it belongs to
 * @param level heading rank or list depth from 1; 0 where it means nothing
 * @param turn in later paragraphs of a turn: index of its first block
 * @param duplicateOf index of the block with the same text
 * @param excerptOf index of the block that this one quotes from
 * @param row table cells: row from 0
 * @param column table cells: column from 0
 * @param header whether it is a header cell
 * @param main whether it is part of the page's own content
 * @param direction "ltr" or "rtl"
 * @param speakerHead in the first paragraph of a turn: the speaker's head without colon
 * @param dateline dateline set inside the block
 * @param byline byline set inside the block
 * @param language BCP 47; "und" where letters do not tell
 * @param script dominant script, ISO 15924
 * @param confidence of the kind, 0 to 1
 * @param languageConfidence probability that the language is right
 * @param scriptShares scripts of its letters, largest first
 * @param firstStrong direction of the first strong character, or null
 * @param mainProbability probability that a reader counts it as main
 * @param source bytes of the input that it was read from
 */
public record Block(
    Document document, int index, int start, int end, String kind, OptionalInt article, OptionalInt parent, int level,
    OptionalInt turn, OptionalInt duplicateOf, OptionalInt excerptOf, OptionalInt row, OptionalInt column, boolean header,
    boolean main, String direction, Optional<Span> speakerHead, Optional<Span> dateline, Optional<Span> byline,
    Optional<String> language, String script, double confidence, double languageConfidence, Map<String, Double> scriptShares,
    String firstStrong, double mainProbability, Span source) implements Stretch {
    static final int TABLE = 0;

    static Block read(Document document, int index, Table.Row row) {
        return new Block(
            document, index, row.integer("start"), row.integer("end"), row.enumerator("kind"), row.index("article"),
            row.index("parent"), row.integer("level"), row.index("turn"), row.index("duplicate_of"), row.index("excerpt_of"),
            row.index("row"), row.index("column"), row.flag("header"), row.flag("main"), row.enumerator("direction"),
            row.span("speaker_head"), row.span("dateline"), row.span("byline"), row.text("language"), row.code("script"),
            row.number("confidence"), row.number("language_confidence"), row.shares("script_shares"),
            row.enumerator("first_strong"), row.number("main_probability"), row.bytes("source"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Block that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
