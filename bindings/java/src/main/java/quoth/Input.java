package quoth;

import java.util.ArrayList;
import java.util.List;

/** What is known of one input; all of it is optional. */
public final class Input {
    String name;
    String url;
    String mediaType;
    String charset;
    String language;
    byte[] speakers;

    /** Nothing is known. */
    public Input() {}

    /** What to call it, a path. */
    public Input name(String name) {
        this.name = name;
        return this;
    }

    /** Where it came from. */
    public Input url(String url) {
        this.url = url;
        return this;
    }

    /** "text/html" or "text/plain"; guessed otherwise. */
    public Input mediaType(String mediaType) {
        this.mediaType = mediaType;
        return this;
    }

    /** Encoding that the bytes came with; guessed otherwise. */
    public Input charset(String charset) {
        this.charset = charset;
        return this;
    }

    /** BCP 47 hint for text that does not tell. */
    public Input language(String language) {
        this.language = language;
        return this;
    }

    /** A cast, of each its names: no quotation gets another speaker. */
    public Input speakers(List<List<String>> cast) {
        List<String> strings = new ArrayList<>();
        for (List<String> names : cast) {
            if (names.isEmpty() || names.contains("")) {
                throw new IllegalArgumentException("a speaker without name");
            }
            strings.add("");
            strings.addAll(names);
            strings.add("");
        }
        speakers = Texts.pack(strings);
        return this;
    }
}
