package quoth;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text as the library reads it: UTF-8. */
final class Texts {
    private Texts() {}

    static byte[] encode(String text) {
        if (text == null) {
            return null;
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("embedded NUL");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String decode(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Strings, each ended by NUL. */
    static byte[] pack(List<String> strings) {
        StringBuilder packed = new StringBuilder();
        for (String string : strings) {
            encode(string);
            packed.append(string).append('\0');
        }
        return packed.toString().getBytes(StandardCharsets.UTF_8);
    }
}
