package io.vicinal.collection.filter.bitmap;

import io.vicinal.storage.CorruptFileException;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Bytes of sections, without a file around them. */
final class Sections {
    private static final Path NOWHERE = Path.of("nowhere");

    private Sections() {}

    /** Returns what is written. */
    static byte[] bytes(Consumer<SectionOutput> written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SectionOutput section = new SectionOutput()) {
            written.accept(section);
            section.parts().forEach(part -> bytes.writeBytes(part.toArray(ValueLayout.JAVA_BYTE)));
        }
        return bytes.toByteArray();
    }

    /** Reads bytes; offsets of what is refused are those of the bytes. */
    static SectionInput input(byte[] bytes) {
        return new SectionInput(
                MemorySegment.ofArray(bytes), (offset, problem) -> new CorruptFileException(NOWHERE, offset, problem));
    }
}
