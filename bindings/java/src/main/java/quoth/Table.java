package quoth;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** A packed table, read row by row: see quoth_document_pack() in quoth/table.h. */
final class Table {
    private static final int WORD = 8;

    /** Where in a row each field stands, and its number. */
    private record Place(int field, int offset) {}

    private static final Map<Integer, Map<String, Place>> LAYOUTS = new HashMap<>();

    private static final Map<String, Integer> WORDS = Map.of("span", 2, "bytes", 2, "text", 2, "codes", 2, "spans", 2, "texts", 2, "shares", 2);

    private final int table;
    private final ByteBuffer data;
    private final Map<String, Place> layout;

    private Table(int table, byte[] packed) {
        this.table = table;
        data = ByteBuffer.wrap(packed).order(ByteOrder.nativeOrder());
        layout = layout(table);
    }

    private static synchronized Map<String, Place> layout(int table) {
        return LAYOUTS.computeIfAbsent(table, number -> {
            Map<String, Place> places = new HashMap<>();
            String name;
            for (int field = 0, offset = 0; (name = Raw.field_name(number, field)) != null; field++) {
                places.put(name, new Place(field, offset));
                offset += WORD * WORDS.getOrDefault(Raw.field_kind(number, field), 1);
            }
            return places;
        });
    }

    /** Records made of all rows, by their number. */
    static <T> List<T> read(int table, byte[] packed, BiFunction<Integer, Row, T> make) {
        Table t = new Table(table, packed);
        int count = (int) t.data.getLong(WORD);
        int stride = (int) t.data.getLong(2 * WORD) * WORD;
        int first = (int) t.data.getLong(3 * WORD);
        List<T> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(make.apply(i, t.new Row(first + i * stride)));
        }
        return List.copyOf(records);
    }

    /** One row; fields by their names. */
    final class Row {
        private final int start;

        private Row(int start) {
            this.start = start;
        }

        private int at(String name) {
            return start + layout.get(name).offset();
        }

        int integer(String name) {
            return (int) data.getLong(at(name));
        }

        boolean flag(String name) {
            return integer(name) != 0;
        }

        double number(String name) {
            return data.getDouble(at(name));
        }

        OptionalInt index(String name) {
            int value = integer(name);
            return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
        }

        /** Null for none. */
        String enumerator(String name) {
            return Raw.field_value_name(table, layout.get(name).field(), integer(name));
        }

        String code(String name) {
            return codeAt(at(name));
        }

        Optional<String> text(String name) {
            return textAt(at(name));
        }

        Optional<Span> span(String name) {
            return integer(name) < 0 ? Optional.empty() : Optional.of(spanAt(at(name)));
        }

        Span bytes(String name) {
            return spanAt(at(name));
        }

        List<Span> spans(String name) {
            return items(name, 2, Table.this::spanAt);
        }

        List<String> texts(String name) {
            return items(name, 2, at -> textAt(at).orElse(""));
        }

        List<String> codes(String name) {
            return items(name, 1, Table.this::codeAt);
        }

        Map<String, Double> shares(String name) {
            Map<String, Double> shares = new LinkedHashMap<>();
            for (int at : items(name, 3, at -> at)) {
                shares.put(codeAt(at), data.getDouble(at + 2 * WORD));
            }
            return shares;
        }

        private <T> List<T> items(String name, int words, java.util.function.IntFunction<T> read) {
            int at = (int) data.getLong(at(name));
            int count = (int) data.getLong(at(name) + WORD);
            List<T> items = new ArrayList<>(count);
            for (int i = 0; i < count; i++, at += words * WORD) {
                items.add(read.apply(at));
            }
            return List.copyOf(items);
        }
    }

    private Span spanAt(int at) {
        return new Span((int) data.getLong(at), (int) data.getLong(at + WORD));
    }

    private String codeAt(int at) {
        int size = 0;
        while (size < WORD && data.get(at + size) != 0) {
            size++;
        }
        return new String(data.array(), at, size, StandardCharsets.US_ASCII);
    }

    private Optional<String> textAt(int at) {
        long place = data.getLong(at);
        return place < 0 ? Optional.empty()
            : Optional.of(new String(data.array(), (int) place, (int) data.getLong(at + WORD), StandardCharsets.UTF_8));
    }
}
