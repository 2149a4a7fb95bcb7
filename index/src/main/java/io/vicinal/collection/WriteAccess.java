package io.vicinal.collection;

import io.vicinal.collection.filter.Filter;
import io.vicinal.collection.store.Compaction;
import io.vicinal.collection.store.Generation;
import io.vicinal.collection.store.GenerationFiles;
import io.vicinal.collection.store.GenerationSpec;
import io.vicinal.collection.store.GenerationWriter;
import io.vicinal.collection.store.Moment;
import io.vicinal.collection.store.NewDocument;
import io.vicinal.index.BuildProgress;
import io.vicinal.storage.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.roaringbitmap.RoaringBitmap;

/** Reads and writes a collection, alone among all processes. */
final class WriteAccess implements Access {
    /** Changes whose replay on opening is not worth a checkpoint on closing. */
    private static final long FEW_CHANGES = 1_000;

    private final Path directory;
    private final FolderLock lock;
    private final CollectionSpec spec;
    private final CollectionOptions options;

    /** Held shared by those who write, and alone while another generation takes over. */
    private final ReentrantReadWriteLock switching = new ReentrantReadWriteLock(true);

    private final ReentrantLock compacting = new ReentrantLock();
    private final ProgressRelay relay = new ProgressRelay();
    private volatile Current current;
    private volatile GenerationWriter writer;
    private volatile Maintenance maintenance;
    private volatile boolean closed;

    WriteAccess(Path directory, FolderLock lock, CollectionSpec spec, CollectionOptions options, Opening opening)
            throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.spec = spec;
        this.options = options;
        GenerationSpec generationSpec = Opener.generationSpec(directory, spec, options.threads(), relay);
        Generation generation = opening.open(generationSpec);
        this.current = new Current(generation);
        this.writer = new GenerationWriter(generation);
        this.maintenance = maintain();
    }

    /** Makes or opens a generation. */
    interface Opening {
        Generation open(GenerationSpec spec) throws IOException;
    }

    private Maintenance maintain() {
        return Maintenance.start(
                writer,
                current.generation().index(),
                options.durability(),
                "vicinal-collection-" + directory.getFileName());
    }

    @Override
    public CollectionSpec spec() {
        return spec;
    }

    @Override
    public <T> T read(Current.Reading<T> reading) {
        while (true) {
            Current now = current;
            if (now.enter()) {
                try {
                    return reading.read(now.generation());
                } catch (UncheckedIOException e) {
                    throw e;
                } catch (IOException e) {
                    throw new UncheckedIOException(e.getMessage(), e);
                } finally {
                    now.exit();
                }
            }
            requireOpen();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the collection is closed");
        }
    }

    @Override
    public WriteAccess writer() {
        return this;
    }

    /** Uses the writer of the current generation. */
    private interface Use {
        int run(GenerationWriter writer) throws IOException;
    }

    private int use(Use action) throws IOException {
        switching.readLock().lock();
        try {
            requireOpen();
            return action.run(writer);
        } finally {
            switching.readLock().unlock();
        }
    }

    private int change(Use action) throws IOException {
        return use(generationWriter -> {
            int result = action.run(generationWriter);
            if (options.durability().kind() == Durability.Kind.EACH_WRITE) {
                generationWriter.flush();
            }
            maintenance.wake();
            return result;
        });
    }

    void put(List<NewDocument> documents) throws IOException {
        change(generationWriter -> {
            generationWriter.put(documents);
            return documents.size();
        });
    }

    int delete(List<String> ids) throws IOException {
        return change(generationWriter -> generationWriter.delete(ids));
    }

    int deleteWhere(Filter filter) throws IOException {
        return change(
                generationWriter -> generationWriter.deleteFound(now -> matching(current.generation(), filter, now)));
    }

    private static List<Integer> matching(Generation generation, Filter filter, Moment moment) {
        RoaringBitmap candidates = generation.candidates(filter, moment);
        List<Integer> rows = new ArrayList<>();
        candidates.forEach((int row) -> {
            if (generation.visible(row, moment)) {
                rows.add(row);
            }
        });
        return rows;
    }

    void flush() throws IOException {
        use(generationWriter -> {
            generationWriter.flush();
            return 0;
        });
    }

    void checkpoint() throws IOException {
        use(generationWriter -> {
            generationWriter.checkpoint();
            return 0;
        });
    }

    void connectAll(BuildProgress listener) {
        try {
            Connecting connecting = new Connecting(listener, relay);
            // Batch by batch: another generation that is to take over must not wait for all, and others for that.
            while (use(generationWriter -> connecting.batch(generationWriter, current.generation()) ? 1 : 0) == 1) {
                requireOpen();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    void compact() throws IOException {
        compacting.lock();
        try {
            requireOpen();
            GenerationFiles files =
                    GenerationFiles.of(directory, current.generation().files().number() + 1);
            files.delete();
            Generation next = Generation.create(
                    files, Opener.generationSpec(directory, spec, options.threads(), BuildProgress.NONE));
            Current old = current;
            try {
                GenerationWriter nextWriter = new GenerationWriter(next);
                Compaction compaction = new Compaction(writer, nextWriter);
                compaction.copy();
                if (current.generation().index().connected() > 0) {
                    nextWriter.connect(next.now().count());
                }
                nextWriter.checkpoint();
                takeOver(compaction, next, nextWriter);
            } finally {
                if (current == old) {
                    next.close();
                    files.delete();
                }
            }
            old.close();
            if (!writer.failed()) {
                delete(old.generation().files());
            }
        } finally {
            compacting.unlock();
        }
    }

    private void takeOver(Compaction compaction, Generation next, GenerationWriter nextWriter) throws IOException {
        maintenance.stop();
        switching.writeLock().lock();
        try {
            compaction.finish(() -> publish(next.files(), nextWriter));
            current = new Current(next);
            writer = nextWriter;
        } finally {
            maintenance = maintain();
            switching.writeLock().unlock();
        }
    }

    /** Writes which generation is the current one. */
    private void publish(GenerationFiles next, GenerationWriter nextWriter) throws IOException {
        CollectionFile file = new CollectionFile(next.number(), spec);
        try {
            file.write(directory);
        } catch (IOException e) {
            if (CollectionFile.read(directory).generation() != next.number()) {
                throw e;
            }
            publishAgain(file, nextWriter);
        }
    }

    /** It stands there, but not safely: a power failure could bring back the older one, which lacks what would be written from now on. */
    private void publishAgain(CollectionFile file, GenerationWriter nextWriter) {
        // An interrupt may have been the reason, and would be again.
        boolean interrupted = Thread.interrupted();
        try {
            file.write(directory);
        } catch (IOException e) {
            nextWriter.fail(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What can't be deleted now is deleted when the collection is opened again. */
    void delete(GenerationFiles superseded) {
        try {
            superseded.remove();
        } catch (IOException e) {
            maintenance.note(e);
        }
    }

    @Override
    public CollectionStats stats() {
        return read(generation -> stats(directory, generation, maintenance.failures()));
    }

    static CollectionStats stats(Path directory, Generation generation, List<String> failures) throws IOException {
        Moment now = generation.now();
        List<String> notes = new ArrayList<>(generation.notes());
        notes.addAll(failures);
        return new CollectionStats(
                now.live(),
                now.count(),
                Math.min(now.count(), generation.index().connected()),
                generation.files().number(),
                topBytes(directory) + generation.fileBytes(),
                generation.mappedBytes(),
                generation.heapBytes(),
                generation.index().offHeapBytes(),
                notes);
    }

    private static long topBytes(Path directory) throws IOException {
        return GenerationFiles.size(directory.resolve(CollectionFile.NAME))
                + GenerationFiles.size(directory.resolve(FolderLock.FILE));
    }

    @Override
    public void close() throws IOException {
        compacting.lock();
        switching.writeLock().lock();
        try (lock) {
            if (!closed) {
                closed = true;
                maintenance.stop();
                try {
                    writer.flush();
                    if (writer.changesSinceCheckpoint() >= FEW_CHANGES
                            || current.generation().index().connected() > writer.connectedAtCheckpoint()) {
                        writer.checkpoint();
                    }
                } finally {
                    current.close();
                }
            }
        } finally {
            switching.writeLock().unlock();
            compacting.unlock();
        }
    }
}
