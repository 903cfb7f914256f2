package quoth;

import java.lang.ref.Cleaner;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** An object of the library: freed when it is closed, or else when nothing refers to it any more; never while it is in use. */
final class Handle implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private static final class Release implements Runnable {
        private final LongConsumer release;
        private long address;

        Release(long address, LongConsumer release) {
            this.address = address;
            this.release = release;
        }

        @Override
        public void run() {
            release.accept(address);
            address = 0;
        }
    }

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Release state;
    private final Cleaner.Cleanable cleanable;

    Handle(long address, LongConsumer release) {
        state = new Release(address, release);
        cleanable = CLEANER.register(this, state);
    }

    /** Any number of threads may use it at once. */
    <T> T with(LongFunction<T> use) {
        lock.readLock().lock();
        try {
            if (state.address == 0) {
                throw new IllegalStateException("it is closed");
            }
            return use.apply(state.address);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            cleanable.clean();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
