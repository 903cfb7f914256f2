package quoth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Configuration and language packs; made once, used by any number of threads. */
public final class Engine implements AutoCloseable {
    static {
        Loader.load();
    }

    /** Results that may be wanted. */
    public enum Layer {
        /** Script runs. */
        SCRIPTS,
        /** Blocks. */
        BLOCKS,
        /** Quotations and speakers. */
        QUOTES
    }

    private final Handle handle;

    /** An engine that looks for everything in all languages. */
    public Engine() {
        this(List.of(), EnumSet.noneOf(Layer.class), 0, 0);
    }

    /**
     * An engine.
     *
     * @param languages tags that blocks and quotations may be in; none: all
     * @param layers what is wanted; none: everything
     * @param maxInputBytes the longest input; 0: 1 GiB
     */
    public Engine(List<String> languages, Set<Layer> layers, long maxInputBytes) {
        this(languages, layers, maxInputBytes, 0);
    }

    /**
     * An engine.
     *
     * @param languages tags that blocks and quotations may be in; none: all
     * @param layers what is wanted; none: everything
     * @param maxInputBytes the longest input; 0: 1 GiB
     * @param maxMemoryBytes the most memory that a parse takes; 0: 256 MiB and 40 bytes for each byte of the input
     */
    public Engine(List<String> languages, Set<Layer> layers, long maxInputBytes, long maxMemoryBytes) {
        if (maxInputBytes < 0 || maxMemoryBytes < 0) {
            throw new IllegalArgumentException("a limit below 0");
        }
        long wanted = layers.stream().mapToLong(layer -> 1L << layer.ordinal()).sum();
        handle = new Handle(Raw.engine_new(wanted, maxInputBytes, 0, maxMemoryBytes, Texts.pack(languages)), Raw::quoth_engine_release);
    }

    /** Parse bytes as they came from a file or the network. */
    public Document parse(byte[] bytes, Input input) {
        return new Document(handle.with(engine -> Raw.parse(engine, bytes, input.name, input.url, input.mediaType, input.charset,
            input.language, input.speakers, null)));
    }

    /** Parse bytes of which nothing is known. */
    public Document parse(byte[] bytes) {
        return parse(bytes, new Input());
    }

    /** Parse text; a lone surrogate becomes a question mark. */
    public Document parse(String text, Input input) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Document(handle.with(engine -> Raw.parse(engine, bytes, input.name, input.url, input.mediaType, "utf-8",
            input.language, input.speakers, null)));
    }

    /** Parse text. */
    public Document parse(String text) {
        return parse(text, new Input());
    }

    /** Parse a file. */
    public Document parse(Path path) throws IOException {
        return parse(Files.readAllBytes(path), new Input().name(path.toString()));
    }

    /** The language of a text: its BCP 47 tag, "und" where it does not tell. */
    public static String identifyLanguage(String text, List<String> candidates) {
        return Raw.identify_language(text.getBytes(StandardCharsets.UTF_8), Texts.pack(candidates), null);
    }

    /** The version of the library. */
    public static String libraryVersion() {
        return Raw.version();
    }

    /** Frees its memory at once; its documents do not need it. */
    @Override
    public void close() {
        handle.close();
    }
}
