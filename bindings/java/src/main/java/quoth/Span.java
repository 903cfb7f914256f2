package quoth;

/**
 * A stretch of the text in UTF-16 code units, as {@link String} counts: {@code text.substring(start, end)}.
 *
 * @param start the first unit
 * @param end the unit after the last
 */
public record Span(int start, int end) {}
