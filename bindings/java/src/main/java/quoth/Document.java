package quoth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All that was found in one input. Immutable, for any number of threads. Its records need it no more once they are read: what they
 * lead to (their text, the speaker of a quotation) is read with them.
 */
public final class Document implements AutoCloseable {
    /** How offsets are counted in what is exported. */
    public enum Unit {
        /** UTF-8 bytes. */
        BYTE,
        /** Unicode code points. */
        CODE_POINT,
        /** UTF-16 code units. */
        UTF16
    }

    /**
     * Where the text came from.
     *
     * @param name what the caller called it
     * @param url where it was found
     * @param type "text" or "html"
     * @param charset encoding it was decoded from
     * @param bytes length of the input
     * @param repaired damaged sequences that were replaced by U+FFFD
     */
    public record Source(Optional<String> name, Optional<String> url, String type, String charset, long bytes, long repaired) {}

    private interface Make<T> {
        T record(Document document, int index, Table.Row row);
    }

    private final Handle handle;
    private final Map<Integer, List<?>> lists = new LinkedHashMap<>();
    private String text;

    Document(long address) {
        handle = new Handle(address, Raw::quoth_document_release);
    }

    /** A document as {@link #save} wrote it. */
    public static Document load(byte[] bytes) {
        Loader.load();
        return new Document(Raw.document_load(bytes));
    }

    /** The whole document, for {@link #load}. */
    public byte[] save() {
        return handle.with(Raw::document_save);
    }

    /** The one string that all offsets point into. */
    public synchronized String text() {
        if (text == null) {
            text = Texts.decode(handle.with(Raw::document_text));
        }
        return text;
    }

    /** The text of a span. */
    public String slice(Span span) {
        return text().substring(span.start(), span.end());
    }

    @SuppressWarnings("unchecked")
    private synchronized <T> List<T> list(int table, Make<T> make) {
        text();
        if (!lists.containsKey(table)) {
            byte[] packed = handle.with(address -> Raw.document_packed(address, table, Unit.UTF16.ordinal()));
            lists.put(table, Table.read(table, packed, (index, row) -> make.record(this, index, row)));
        }
        return (List<T>) lists.get(table);
    }

    /** The blocks, in the text's order. */
    public List<Block> blocks() {
        return list(Block.TABLE, Block::read);
    }

    /** The script runs; they tile the text. */
    public List<ScriptRun> scripts() {
        return list(ScriptRun.TABLE, ScriptRun::read);
    }

    /** The quotations, in order of their first character. */
    public List<Quote> quotes() {
        speakers();
        return list(Quote.TABLE, Quote::read);
    }

    /** The speakers by first quotation. */
    public List<Speaker> speakers() {
        return list(Speaker.TABLE, Speaker::read);
    }

    /** Where the text mentions its speakers, speaker by speaker. */
    public List<Mention> mentions() {
        speakers();
        return list(Mention.TABLE, Mention::read);
    }

    /** The articles of the page. */
    public List<Article> articles() {
        blocks();
        return list(Article.TABLE, Article::read);
    }

    /** Points where two texts were stuck together without a space. */
    public List<Glue> glue() {
        return list(Glue.TABLE, Glue::read);
    }

    /** Words that mix scripts as look-alikes do. */
    public List<MixedToken> mixedTokens() {
        return list(MixedToken.TABLE, MixedToken::read);
    }

    /** Strings in quotation marks that are nobody's speech. */
    public List<Mark> marks() {
        return list(Mark.TABLE, Mark::read);
    }

    static <T> Optional<T> at(List<T> list, OptionalInt index) {
        return index.isPresent() ? Optional.of(list.get(index.getAsInt())) : Optional.empty();
    }

    /** The text a reader came for: the main blocks, joined by line feeds. */
    public String mainText() {
        List<String> texts = new ArrayList<>();
        for (Block block : blocks()) {
            if (block.main()) {
                texts.add(block.text());
            }
        }
        return String.join("\n", texts);
    }

    /** Where the text came from. */
    public Source source() {
        return handle.with(h -> new Source(Optional.ofNullable(Raw.source_name(h)), Optional.ofNullable(Raw.source_url(h)),
            Raw.source_type(h), Raw.source_charset(h), Raw.source_bytes(h), Raw.source_repaired(h)));
    }

    /** What the page says about itself, of title, author, date, modified, site, language, url, description. */
    public Map<String, String> metadata() {
        return handle.with(h -> {
            Map<String, String> metadata = new LinkedHashMap<>();
            String name;
            for (int field = 0; (name = Raw.metadata_field_name(field)) != null; field++) {
                String value = Raw.metadata_value(h, field);
                if (value != null) {
                    metadata.put(name, value);
                }
            }
            return Collections.unmodifiableMap(metadata);
        });
    }

    /** The document in a format: "json", "tei", "webannotation", "brat", "xmi", "csv", "markdown", "report". */
    public String export(String format, Unit offsets, boolean compact) {
        return Texts.decode(handle.with(h -> Raw.document_export(h, format, offsets.ordinal(), compact ? 1 : 0, -1)));
    }

    /** The document as JSON, format 1, with offsets in UTF-16 code units. */
    public String toJson() {
        return export("json", Unit.UTF16, true);
    }

    /** Frees its memory at once; otherwise that happens some time after nothing refers to it any more. */
    @Override
    public void close() {
        handle.close();
    }
}
