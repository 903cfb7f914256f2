package quoth;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Somebody who speaks. Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param id identifier of a speaker that the caller named
 * @param name canonical name: the fullest in the text
 * @param kind "person", "organization", "group", "state", "role" or "unknown"
 * @param gender "female" or "male" where the text tells, else null
 * @param aliases its other names in the text
 * @param mentions where the text mentions it
 */
public record Speaker(
    Document document, int index, Optional<String> id, String name, String kind, String gender, List<String> aliases,
    List<Span> mentions) {
    static final int TABLE = 3;

    static Speaker read(Document document, int index, Table.Row row) {
        return new Speaker(
            document, index, row.text("id"), row.text("name").orElse(""), row.enumerator("kind"), row.enumerator("gender"),
            row.texts("aliases"), row.spans("mentions"));
    }

    /** What it says, in the text's order. */
    public List<Quote> quotes() {
        return document.quotes().stream().filter(quote -> quote.speakerIndex().equals(OptionalInt.of(index))).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Speaker that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
