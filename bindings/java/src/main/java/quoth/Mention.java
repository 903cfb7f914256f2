package quoth;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A place where the text mentions a speaker. Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param speakerIndex index of the speaker
 * @param start first UTF-16 code unit
 * @param end unit after the last
 */
public record Mention(
    Document document, int index, OptionalInt speakerIndex, int start, int end) implements Stretch {
    static final int TABLE = 4;

    static Mention read(Document document, int index, Table.Row row) {
        return new Mention(
            document, index, row.index("speaker_index"), row.integer("start"), row.integer("end"));
    }

    /** Who is mentioned. */
    public Optional<Speaker> speaker() {
        return Document.at(document.speakers(), speakerIndex);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mention that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
