package quoth;

import java.util.List;

/**
 * A word that mixes scripts as look-alikes do. Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param start first UTF-16 code unit
 * @param end unit after the last
 * @param restrictionLevel level of UTS #39
 * @param scripts the scripts of its letters, by first appearance
 */
public record MixedToken(
    Document document, int index, int start, int end, String restrictionLevel, List<String> scripts) implements Stretch {
    static final int TABLE = 7;

    static MixedToken read(Document document, int index, Table.Row row) {
        return new MixedToken(
            document, index, row.integer("start"), row.integer("end"), row.enumerator("restriction_level"),
            row.codes("scripts"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MixedToken that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
