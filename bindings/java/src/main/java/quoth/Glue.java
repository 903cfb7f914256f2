package quoth;

/**
 * A point where two texts were stuck together without a space. Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param at first UTF-16 code unit of the second text
 * @param kind "script", "language" or "typography"
 * @param confidence 0 to 1
 */
public record Glue(
    Document document, int index, int at, String kind, double confidence) {
    static final int TABLE = 6;

    static Glue read(Document document, int index, Table.Row row) {
        return new Glue(
            document, index, row.integer("at"), row.enumerator("kind"), row.number("confidence"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glue that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
