package quoth;

/** A record with bounds in the text of its document. */
public interface Stretch {
    /** The document that it is of. */
    Document document();

    /** First UTF-16 code unit. */
    int start();

    /** UTF-16 code unit after the last. */
    int end();

    /** The stretch itself. */
    default String text() {
        return document().text().substring(start(), end());
    }
}
