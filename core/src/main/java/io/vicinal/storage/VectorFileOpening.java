package io.vicinal.storage;

import io.vicinal.kernel.Metric;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a vector file is made from: its channel, and what is known of its rows. Whatever goes wrong, the channel is closed.
 *
 * @param file its path, which may lead nowhere any more
 * @param access its channel
 * @param header how its rows lie
 * @param count how many there are
 * @param kind who keeps the count
 */
record VectorFileOpening(Path file, VectorChannel access, VectorFileHeader header, int count, Kind kind) {
    /** Who knows how many rows there are. */
    enum Kind {
        /** The header. */
        OWN_COUNT,
        /** Somebody else; the header is never written again. */
        COUNTED,
        /** Nobody after this process. */
        TEMPORARY
    }

    /** Makes the file object from what was opened. */
    interface Maker {
        VectorFile make(VectorFileOpening opening) throws IOException;
    }

    static VectorFile create(Path file, int dimension, Metric metric, Kind kind, Maker maker) throws IOException {
        int count = kind == Kind.COUNTED ? VectorFileHeader.COUNTED_ELSEWHERE : 0;
        VectorFileHeader header = new VectorFileHeader(dimension, metric, count);
        header.layout();
        VectorChannel access = VectorChannel.create(file);
        try {
            header.write(Objects.requireNonNull(access.writer()));
            VectorFile created = maker.make(new VectorFileOpening(file, access, header, 0, kind));
            if (kind == Kind.TEMPORARY) {
                deleteWhileOpen(file);
            }
            return created;
        } catch (Throwable e) {
            access.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    static VectorFile temporary(Path directory, int dimension, Metric metric, Maker maker) throws IOException {
        new VectorFileHeader(dimension, metric, 0).layout();
        Path file = Files.createTempFile(directory, "vicinal-", ".vectors");
        Files.delete(file);
        return create(file, dimension, metric, Kind.TEMPORARY, maker);
    }

    /** On POSIX systems an open file can lose its name, and then not even a crash leaves it behind. */
    private static void deleteWhileOpen(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    /** Opens a file that knows the number of its rows. */
    static VectorFile open(Path file, VectorChannel access, Maker maker) throws IOException {
        return guarded(access, () -> {
            VectorFileHeader header = VectorFileHeader.read(access.channel(), file);
            if (header.count() == VectorFileHeader.COUNTED_ELSEWHERE) {
                throw new CorruptFileException(
                        file, VectorFileHeader.COUNT, "the number of its rows is kept elsewhere, not in the file");
            }
            return verified(new VectorFileOpening(file, access, header, header.count(), Kind.OWN_COUNT).make(maker));
        });
    }

    private static VectorFile verified(VectorFile opened) {
        try {
            opened.verify();
            return opened;
        } catch (Throwable e) {
            opened.unmap();
            throw e;
        }
    }

    /** Opens a file whose number of rows is known from elsewhere. */
    static VectorFile openCounted(Path file, VectorChannel access, int count, Maker maker) throws IOException {
        return guarded(access, () -> {
            if (count < 0) {
                throw new IllegalArgumentException("a file can't have %d rows".formatted(count));
            }
            VectorFileHeader header = VectorFileHeader.read(access.channel(), file);
            return new VectorFileOpening(file, access, header, count, Kind.COUNTED).make(maker);
        });
    }

    private VectorFile make(Maker maker) throws IOException {
        RowMapping.requireLength(file, header.layout(), access.channel().size(), count);
        RandomAccessFile out = access.writer();
        if (out != null) {
            out.setLength(header.layout().fileBytes(count));
        }
        return maker.make(this);
    }

    private interface Step {
        VectorFile run() throws IOException;
    }

    private static VectorFile guarded(VectorChannel access, Step step) throws IOException {
        try {
            return step.run();
        } catch (Throwable e) {
            access.close();
            throw e;
        }
    }
}
