package quoth;

/** A call failed. The message says why. */
public final class QuothException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String PREFIX = "QUOTH_ERROR_";

    /** What kind of failure it is. */
    public enum Status {
        /** An argument breaks its documented rule. */
        ARGUMENT,
        /** There is not enough memory. */
        MEMORY,
        /** A limit of the engine was passed; the message names it. */
        LIMIT,
        /** The declared character encoding is unknown. */
        CHARSET,
        /** The bytes are no text in any encoding: an image, an archive, a program. */
        NOT_TEXT,
        /** There is no reader for the declared media type. */
        MEDIA_TYPE,
        /** A model or language pack is damaged or of another version. */
        MODEL,
        /** The parse was told to stop. */
        CANCELLED,
        /** Output could not be written. */
        WRITE,
        /** Input could not be read. */
        READ,
        /** A saved document is damaged. */
        DAMAGED,
        /** One that a newer library knows. */
        OTHER
    }

    private final Status status;
    private final long offset;

    private QuothException(Status status, String message, long offset) {
        super(message);
        this.status = status;
        this.offset = offset;
    }

    /** Called from C. */
    static QuothException of(byte[] status, byte[] message, long offset) {
        Status found = Status.OTHER;
        for (Status one : Status.values()) {
            if ((PREFIX + one.name()).equals(Texts.decode(status))) {
                found = one;
            }
        }
        return new QuothException(found, Texts.decode(message), offset);
    }

    /** What kind of failure it is. */
    public Status status() {
        return status;
    }

    /** Byte of the input that it is about, 0 where it is about none. */
    public long offset() {
        return offset;
    }
}
