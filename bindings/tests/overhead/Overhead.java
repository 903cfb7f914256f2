import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import quoth.Document;
import quoth.Engine;
import quoth.Quote;

class Overhead {
    static volatile double sum;

    static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static long least(int rounds, int calls, Runnable run) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            long begun = now();
            for (int k = 0; k < calls; k++) {
                run.run();
            }
            best = Math.min(best, (now() - begun) / calls);
        }
        return best;
    }

    public static void main(String[] args) throws Exception {
        byte[] page = Files.readAllBytes(Path.of(args[0]));
        try (Engine engine = new Engine()) {
            long none = least(20, 500, () -> engine.parse("").close());
            long parse = least(60, 1, () -> engine.parse(page).close());
            long all = least(60, 1, () -> {
                try (Document doc = engine.parse(page)) {
                    doc.quotes().stream().mapToInt(quote -> quote.text().length()).sum();
                }
            });
            List<Quote> quotes = engine.parse(page).quotes();
            long fields = least(20, 2000, () -> sum = quotes.stream().mapToDouble(Quote::confidence).sum());
            System.out.println(none + "\t" + parse + "\t" + all + "\t" + fields / quotes.size());
        }
    }
}
