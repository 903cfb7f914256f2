package quoth;

/**
 * A run of one script (UAX #24). Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param start first UTF-16 code unit
 * @param end unit after the last
 * @param script ISO 15924 code
 * @param direction "ltr" or "rtl"
 */
public record ScriptRun(
    Document document, int index, int start, int end, String script, String direction) implements Stretch {
    static final int TABLE = 1;

    static ScriptRun read(Document document, int index, Table.Row row) {
        return new ScriptRun(
            document, index, row.integer("start"), row.integer("end"), row.code("script"), row.enumerator("direction"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScriptRun that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
