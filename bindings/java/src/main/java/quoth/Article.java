package quoth;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One article of the page. Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param start first UTF-16 code unit
 * @param end unit after the last
 * @param titleIndex index of its title block
 * @param author name from its byline
 * @param date ISO 8601 from its dateline
 * @param site medium from its dateline
 */
public record Article(
    Document document, int index, int start, int end, OptionalInt titleIndex, Optional<String> author, Optional<String> date,
    Optional<String> site) implements Stretch {
    static final int TABLE = 5;

    static Article read(Document document, int index, Table.Row row) {
        return new Article(
            document, index, row.integer("start"), row.integer("end"), row.index("title_index"), row.text("author"),
            row.text("date"), row.text("site"));
    }

    /** Its headline. */
    public Optional<String> title() {
        return Document.at(document.blocks(), titleIndex).map(Block::text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Article that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
