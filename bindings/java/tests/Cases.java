import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import quoth.Document;
import quoth.Engine;
import quoth.Quote;
import quoth.Span;
import quoth.Stretch;

/** Prints each document, read by the records of the binding, as a line of JSON. */
final class Cases {
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            out.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.append('"').toString();
    }

    private static String write(Object value) {
        if (value instanceof Optional<?> optional) {
            return write(optional.orElse(null));
        }
        if (value instanceof OptionalInt index) {
            return index.isPresent() ? String.valueOf(index.getAsInt()) : "null";
        }
        if (value instanceof Span span) {
            return "[" + span.start() + "," + span.end() + "]";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(Cases::write).toList()) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            List<String> pairs = new ArrayList<>();
            map.forEach((key, item) -> pairs.add(quoted((String) key) + ":" + write(item)));
            return "{" + String.join(",", pairs) + "}";
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static Map<String, Object> fields(Object record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase();
                if (!name.equals("document") && !name.equals("index")) {
                    fields.put(name, component.getAccessor().invoke(record));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        if (record instanceof Stretch stretch) {
            fields.put("text", stretch.text());
        }
        if (record instanceof Quote quote) {
            fields.put("text", quote.text());
            fields.put("cue_text", quote.cueText());
            fields.put("speaker_text", quote.speakerText());
        }
        return fields;
    }

    public static void main(String[] paths) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (Engine engine = new Engine()) {
            for (String path : paths) {
                try (Document doc = engine.parse(Path.of(path))) {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("text", doc.text());
                    json.put("source", fields(doc.source()));
                    json.put("metadata", doc.metadata());
                    Map<String, List<?>> lists = Map.of("blocks", doc.blocks(), "scripts", doc.scripts(), "quotes", doc.quotes(),
                        "speakers", doc.speakers(), "mentions", doc.mentions(), "articles", doc.articles(), "glue", doc.glue(),
                        "mixed_tokens", doc.mixedTokens(), "marks", doc.marks());
                    lists.forEach((name, list) -> json.put(name, list.stream().map(Cases::fields).toList()));
                    out.println(write(json));
                }
            }
        }
        out.flush();
    }
}
