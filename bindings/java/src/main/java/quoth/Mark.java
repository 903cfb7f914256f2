package quoth;

/**
 * A string in quotation marks that is nobody's speech. Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param start first UTF-16 code unit
 * @param end unit after the last
 * @param reason "title", "scare", "term" or "other"
 */
public record Mark(
    Document document, int index, int start, int end, String reason) implements Stretch {
    static final int TABLE = 8;

    static Mark read(Document document, int index, Table.Row row) {
        return new Mark(
            document, index, row.integer("start"), row.integer("end"), row.enumerator("reason"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mark that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
