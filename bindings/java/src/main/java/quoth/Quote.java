package quoth;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Something that somebody said. Compares by its document and place.
 *
 * @param document the document that it is of
 * @param index its place in the list
 * @param type "direct", "mixed", "indirect", "turn" or "free_direct"
 * @param speakerIndex index of its speaker
 * @param addresseeIndex index of the speaker it is said to
 * @param parentIndex index of the quotation that holds this one
 * @param block index of the block of its first part
 * @param parts stretches of its content, marks included
 * @param quoted the stretches inside marks, marks included
 * @param cue the word that says so ("said")
 * @param speakerMention where the text names the speaker of this quotation
 * @param language BCP 47, as in a block
 * @param evidence rule or model that found the speaker
 * @param confidence that content and speaker are right, 0 to 1
 */
public record Quote(
    Document document, int index, String type, OptionalInt speakerIndex, OptionalInt addresseeIndex, OptionalInt parentIndex,
    OptionalInt block, List<Span> parts, List<Span> quoted, Optional<Span> cue, Optional<Span> speakerMention,
    Optional<String> language, Optional<String> evidence, double confidence) {
    static final int TABLE = 2;

    static Quote read(Document document, int index, Table.Row row) {
        return new Quote(
            document, index, row.enumerator("type"), row.index("speaker_index"), row.index("addressee_index"),
            row.index("parent_index"), row.index("block"), row.spans("parts"), row.spans("quoted"), row.span("cue"),
            row.span("speaker_mention"), row.text("language"), row.text("evidence"), row.number("confidence"));
    }

    /** Its parts, joined by a space. */
    public String text() {
        return parts.stream().map(document::slice).collect(Collectors.joining(" "));
    }

    /** The word that says so. */
    public Optional<String> cueText() {
        return cue.map(document::slice);
    }

    /** What the text calls the speaker here: a name, a description, a pronoun. */
    public Optional<String> speakerText() {
        return speakerMention.map(document::slice);
    }

    /** Who said it. */
    public Optional<Speaker> speaker() {
        return Document.at(document.speakers(), speakerIndex);
    }

    /** Whom it is said to. */
    public Optional<Speaker> addressee() {
        return Document.at(document.speakers(), addresseeIndex);
    }

    /** The quotation that holds this one. */
    public Optional<Quote> parent() {
        return Document.at(document.quotes(), parentIndex);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quote that && index == that.index && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(document) + index;
    }
}
