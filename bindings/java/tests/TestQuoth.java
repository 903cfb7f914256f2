import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import quoth.Document;
import quoth.Engine;
import quoth.Input;
import quoth.Quote;
import quoth.QuothException;
import quoth.QuothException.Status;
import quoth.Span;

/** What can go wrong between Java and C. Arguments: names of tests; none: all. */
final class TestQuoth {
    private static final String PAGE =
        "<h1>Night ferry</h1><p>“We sail,” said Mara Lindqvist. “If not,” she added, “we wait.”</p>";

    private final Engine engine = new Engine();

    private static void equal(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("expected " + expected + ", not " + actual);
        }
    }

    private static <E extends Exception> E failure(Class<E> type, Runnable code) {
        try {
            code.run();
        } catch (Exception e) {
            return type.cast(e);
        }
        throw new AssertionError("it should have failed");
    }

    private static Status status(Runnable code) {
        return failure(QuothException.class, code).status();
    }

    private static long resident() throws Exception {
        return Files.lines(Path.of("/proc/self/status")).filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    void records() {
        Document doc = engine.parse(PAGE);
        equal("Night ferry", doc.blocks().get(0).text());
        equal("title", doc.blocks().get(0).kind());
        equal(true, doc.blocks().get(0).main());
        Quote quote = doc.quotes().get(0);
        equal("“We sail,”", quote.text());
        equal(Optional.of("said"), quote.cueText());
        equal("Mara Lindqvist", quote.speaker().orElseThrow().name());
        equal(doc.quotes(), doc.speakers().get(0).quotes());
        equal(Optional.empty(), quote.parent());
        equal(Optional.of("Night ferry"), doc.articles().get(0).title());
        equal("Mara Lindqvist", doc.mentions().get(0).speaker().orElseThrow().name());
        equal(true, doc.mainText().startsWith("Night ferry\n"));
        failure(UnsupportedOperationException.class, () -> doc.quotes().clear());
    }

    void embeddedNul() {
        String text = "One\0two. “We sail,” said Mara Lindqvist.";
        Document doc = engine.parse(text, new Input().mediaType("text/plain"));
        equal(text, doc.text());
        equal("“We sail,”", doc.quotes().get(0).text());
        failure(IllegalArgumentException.class, () -> engine.parse("x", new Input().name("a\0b")));
    }

    void emojiBeforeAQuote() {
        Document doc = engine.parse("😀 👩‍👩‍👧 “We sail,” said Mara Lindqvist.", new Input().name("😀"));
        Span part = doc.quotes().get(0).parts().get(0);
        equal("“We sail,”", doc.text().substring(part.start(), part.end()));
        equal(12, part.start());
        equal(Optional.of("😀"), doc.source().name());
    }

    void rightToLeft() {
        Document doc = engine.parse("قالت ليلى: «سنبحر غدا».\n\n“שלום לכם,” אמרה דנה.");
        equal(List.of("Arabrtl", "Hebrrtl"), doc.scripts().stream().map(run -> run.script() + run.direction()).toList());
        equal(doc.text(), doc.scripts().get(0).text() + doc.scripts().get(1).text());
        equal(true, doc.quotes().get(0).text().startsWith("«سنبحر غدا»"));
    }

    void invalidUtf8() {
        byte[] bytes = "GrüßeX x".getBytes(StandardCharsets.UTF_8);
        bytes[7] = (byte) 0xE2;
        Document doc = engine.parse(bytes, new Input().charset("utf-8"));
        equal(1L, doc.source().repaired());
        equal("Grüße\uFFFD x", doc.text());
        equal("a? b", engine.parse("a\uD800 b").text());
        equal("Grüße", engine.parse("Grüße".getBytes(StandardCharsets.ISO_8859_1), new Input().charset("iso-8859-1")).text());
    }

    void emptyInput() {
        Document doc = engine.parse("");
        equal("", doc.text());
        equal(0, doc.blocks().size() + doc.quotes().size() + doc.scripts().size());
        equal(null, doc.metadata().get("title"));
        equal("", engine.parse(new byte[0]).text());
    }

    void aMegabyte() {
        String sentence = "“We sail in any weather,” said Mara Lindqvist.\n\n";
        int count = (1 << 20) / sentence.length();
        Document doc = engine.parse(sentence.repeat(count), new Input().mediaType("text/plain"));
        equal(count, doc.quotes().size());
        equal("“We sail in any weather,”", doc.quotes().get(count - 1).text());
    }

    void errors() {
        QuothException error = failure(QuothException.class, () -> engine.parse(new byte[] {120}, new Input().charset("klingon")));
        equal("unknown charset \"klingon\"", error.getMessage());
        equal(Status.CHARSET, error.status());
        equal(0L, error.offset());
        equal(Status.LIMIT, status(() -> new Engine(List.of(), EnumSet.noneOf(Engine.Layer.class), 3).parse("four")));
        equal(Status.LIMIT, status(() -> new Engine(List.of(), EnumSet.noneOf(Engine.Layer.class), 0, 3).parse("four")));
        equal(Status.NOT_TEXT, status(() -> engine.parse("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR".getBytes(StandardCharsets.ISO_8859_1))));
        equal(Status.ARGUMENT, status(() -> new Engine(List.of("klingon"), EnumSet.noneOf(Engine.Layer.class), 0)));
        equal(Status.DAMAGED, status(() -> Document.load("no document".getBytes(StandardCharsets.UTF_8))));
        equal(Status.ARGUMENT, status(() -> engine.parse("x").export("papyrus", Document.Unit.BYTE, true)));
        equal(Status.MEDIA_TYPE, status(() -> engine.parse("x", new Input().mediaType("image/png"))));
        failure(IllegalArgumentException.class, () -> new Input().speakers(List.of(List.of())));
    }

    void options() {
        Document doc = new Engine(List.of("en"), EnumSet.allOf(Engine.Layer.class), 0).parse("“We sail,” said Mara.",
            new Input().url("https://example.org/").speakers(List.of(List.of("Mara Lindqvist", "Mara"), List.of("Joost"))));
        equal("Mara Lindqvist", doc.quotes().get(0).speaker().orElseThrow().name());
        equal(Optional.of("https://example.org/"), doc.source().url());
        equal(true, doc.toJson().contains("\"offsets\":\"utf16\""));
        equal(doc.text(), Document.load(doc.save()).text());
        equal(0, new Engine(List.of(), EnumSet.of(Engine.Layer.SCRIPTS), 0).parse(PAGE).quotes().size());
        equal("de", Engine.identifyLanguage("Das ist ein ganz gewöhnlicher Satz.", List.of()));
        equal("0.1.0", Engine.libraryVersion());
    }

    void documentsOutliveEnginesAndRecordsDocuments() {
        Engine own = new Engine();
        Document doc = own.parse(PAGE);
        own.close();
        own.close();
        failure(IllegalStateException.class, () -> own.parse("x"));
        Quote quote = doc.quotes().get(0);
        doc.close();
        System.gc();
        equal("“We sail,”", quote.text());
        equal("Mara Lindqvist", quote.speaker().orElseThrow().name());
        failure(IllegalStateException.class, doc::scripts);
    }

    void threads() {
        List<Integer> counts = IntStream.range(0, 200).parallel().mapToObj(i -> engine.parse(PAGE).quotes().size()).toList();
        equal(200L, counts.stream().filter(count -> count == 2).count());
    }

    private long rounds(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            try (Document doc = engine.parse(PAGE)) {
                equal(2, doc.quotes().size());
            }
            status(() -> engine.parse(new byte[] {120}, new Input().charset("klingon")));
        }
        System.gc();
        return resident();
    }

    void memoryIsFlat() throws Exception {
        rounds(1000);
        long grown = Long.MAX_VALUE;
        for (int i = 0; i < 4 && grown >= 8192; i++) { // a heap grows now and then, a leak each time
            long before = rounds(1000);
            grown = rounds(1000) - before;
        }
        equal("flat", grown < 8192 ? "flat" : grown + " KiB more after 1,000 rounds");
    }

    /** Without close() the collector frees them: 2,000 documents of some 100 KB. */
    void theCollectorFrees() throws Exception {
        String page = PAGE.repeat(100);
        for (int i = 0; i < 100; i++) {
            engine.parse(page);
        }
        System.gc();
        long before = resident();
        for (int i = 0; i < 1000; i++) {
            engine.parse(page);
            if (i % 50 == 0) {
                System.gc();
                Thread.sleep(20); // for the thread that frees, on a machine that is busy
            }
        }
        System.gc();
        long grown = resident() - before;
        equal("freed", grown < 65536 ? "freed" : grown + " KiB more");
    }

    public static void main(String[] names) throws Exception {
        int count = 0;
        for (Method test : TestQuoth.class.getDeclaredMethods()) {
            boolean wanted = names.length == 0 || List.of(names).contains(test.getName());
            if (!wanted || test.isSynthetic() || test.getParameterCount() > 0 || test.getReturnType() != void.class) {
                continue;
            }
            try {
                test.invoke(new TestQuoth());
            } catch (InvocationTargetException e) {
                throw new AssertionError(test.getName(), e.getCause());
            }
            count++;
        }
        if (count < (names.length == 0 ? 12 : names.length)) {
            throw new AssertionError("only " + count + " tests");
        }
        System.out.println(count + " tests passed");
    }
}
