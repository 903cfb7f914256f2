package quoth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Loads the native library: from java.library.path, or else from the jar. */
final class Loader {
    private static boolean loaded;

    private Loader() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            System.loadLibrary("quothjni");
        } catch (UnsatisfiedLinkError notOnPath) {
            loadFromJar(notOnPath);
        }
        loaded = true;
    }

    /** Where the jar has it: quoth/native/linux-amd64/libquothjni.so. */
    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).split(" ")[0];
        return "native/" + system + "-" + System.getProperty("os.arch") + "/" + System.mapLibraryName("quothjni");
    }

    private static void loadFromJar(UnsatisfiedLinkError notOnPath) {
        try (InputStream in = Loader.class.getResourceAsStream(resource())) {
            if (in == null) {
                throw notOnPath;
            }
            Path copy = Files.createTempFile("quothjni", ".so");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                System.load(copy.toString());
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
