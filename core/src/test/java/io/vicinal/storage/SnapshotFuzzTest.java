package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that are not as they were written: each is refused, or reads as before. */
@Timeout(120)
class SnapshotFuzzTest {
    private static final int BLOCK = 16_384;

    @TempDir
    Path directory;

    private Path file;

    /** The sections that were written, by name. */
    private final Map<String, byte[]> written = new TreeMap<>();

    @BeforeEach
    void name() {
        file = directory.resolve("a.snapshot");
    }

    /** Sections in blocks and others, in turn; returns the file. */
    private byte[] write(int... lengths) throws IOException {
        try (SnapshotWriter writer = SnapshotWriter.create(file)) {
            for (int length : lengths) {
                byte[] bytes = new byte[length];
                new Random(length).nextBytes(bytes);
                String name = "s" + length;
                if (written.size() % 2 == 0) {
                    writer.beginBlocks(name);
                } else {
                    writer.begin(name);
                }
                writer.write(MemorySegment.ofArray(bytes));
                written.put(name, bytes);
            }
            writer.commit();
        }
        return Files.readAllBytes(file);
    }

    /** Reads all sections, verified; false if something was refused. */
    private boolean readsAsWritten() throws IOException {
        try (Snapshot snapshot = Snapshot.open(file)) {
            for (Map.Entry<String, byte[]> section : written.entrySet()) {
                snapshot.blocks(section.getKey()).verifyAll();
                assertThat(snapshot.section(section.getKey()).toArray(ValueLayout.JAVA_BYTE))
                        .isEqualTo(section.getValue());
            }
            return true;
        } catch (CorruptFileException e) {
            assertThat(e).hasMessageStartingWith(file + ", offset " + e.offset() + ": ");
            assertThat(e.offset()).isBetween(0L, Files.size(file));
            return false;
        }
    }

    /** The section that each byte belongs to; the section table's are called "", and those of no section are null. */
    private static String[] owners(byte[] whole) {
        String[] owners = new String[whole.length];
        Arrays.fill(owners, 0, 4096, "");
        ByteBuffer table = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0, at = 16; i < table.getInt(12); i++, at += 40) {
            String name = new String(whole, at, 16, StandardCharsets.US_ASCII).replace("\0", "");
            int start = (int) table.getLong(at + 16);
            int length = (int) table.getLong(at + 24);
            Arrays.fill(owners, start, start + length, name);
        }
        return owners;
    }

    @Test
    void aFlipOfAnyByteIsRefusedOrLiesBetweenSections() throws IOException {
        byte[] whole = write(300, 41, 0);
        String[] owners = owners(whole);
        assertThat(owners).contains("", "s300", "s300.crc", "s41", null);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int at = 0; at < whole.length; at++) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (whole[at] ^ (1 << (at % 8)))}), at);
                if (owners[at] == null) {
                    assertThat(readsAsWritten()).as("byte %d", at).isTrue();
                } else {
                    refused(at, owners[at]);
                }
                channel.write(ByteBuffer.wrap(whole, at, 1), at);
            }
        }
        assertThat(readsAsWritten()).isTrue();
    }

    /** On opening, or by the only block of its section. */
    private void refused(int at, String owner) {
        assertThatThrownBy(() -> {
                    try (Snapshot snapshot = Snapshot.open(file)) {
                        assertThat(owner).as("not verified on opening").isEqualTo("s300");
                        snapshot.blocks(owner).verifyAll();
                    }
                })
                .as("byte %d", at)
                .isInstanceOfSatisfying(
                        CorruptFileException.class, e -> assertThat(e.offset()).isBetween(at & -4096L, at | 4095L))
                .hasMessageStartingWith(file + ", offset ")
                .hasMessageContaining(owner.isEmpty() ? "" : "section " + owner + ": ");
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws IOException {
        for (int length : new int[] {300, 0}) {
            written.clear();
            byte[] whole = write(length);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (int cut = whole.length - 1; cut >= 0; cut--) {
                    channel.truncate(cut);
                    assertThatThrownBy(() -> Snapshot.open(file))
                            .as("cut to %d bytes", cut)
                            .isInstanceOf(CorruptFileException.class)
                            .hasMessageStartingWith(file + ", offset ");
                }
            }
        }
    }

    @Test
    void severalDamagedBytesAreRefusedOrLieBetweenSections() throws IOException {
        byte[] whole = write(BLOCK + 77, 5000, 2 * BLOCK, 0, 9);
        String[] owners = owners(whole);
        Random random = new Random(2);
        int refused = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int run = 0; run < 3000; run++) {
                byte[] damaged = whole.clone();
                for (int span = random.nextInt(4); span >= 0; span--) {
                    // The table is small, and so gets its share.
                    int at = random.nextInt(run % 3 == 0 ? 4096 : whole.length);
                    for (int i = random.nextInt(8); i >= 0 && at + i < whole.length; i--) {
                        damaged[at + i] = (byte) random.nextInt();
                    }
                }
                boolean matters = false;
                for (int at = next(whole, damaged, 0); at >= 0; at = next(whole, damaged, at + 1)) {
                    channel.write(ByteBuffer.wrap(damaged, at, 1), at);
                    matters |= owners[at] != null;
                }
                assertThat(readsAsWritten()).as("run %d", run).isEqualTo(!matters);
                refused += matters ? 1 : 0;
                for (int at = next(whole, damaged, 0); at >= 0; at = next(whole, damaged, at + 1)) {
                    channel.write(ByteBuffer.wrap(whole, at, 1), at);
                }
            }
        }
        assertThat(refused).isBetween(2500, 2999);
        assertThat(readsAsWritten()).isTrue();
    }

    /** Where two arrays differ next, or -1. */
    private static int next(byte[] a, byte[] b, int from) {
        int difference = Arrays.mismatch(a, from, a.length, b, from, b.length);
        return difference < 0 ? -1 : from + difference;
    }

    /** Noise, as it is or after the beginning of a snapshot. */
    @Test
    void randomFilesAreRefused() throws IOException {
        byte[] whole = write(300, 41);
        Random random = new Random(3);
        for (int run = 0; run < 2000; run++) {
            byte[] noise = new byte[random.nextInt(run % 4 == 0 ? 100_000 : 6_000)];
            random.nextBytes(noise);
            System.arraycopy(whole, 0, noise, 0, Math.min(noise.length, random.nextInt(4096) & -(run & 1)));
            Files.write(file, noise);
            assertThat(readsAsWritten()).as("run %d", run).isFalse();
        }
    }

    /** What only an ill will or a wrong program writes: any sections, with checksums that are right. */
    @Test
    void aWrongTableIsRefusedOrItsSectionsLieInTheFile() throws IOException {
        Random random = new Random(4);
        int opened = 0;
        for (int run = 0; run < 3000; run++) {
            byte[] bytes = new byte[4096 + random.nextInt(30_000)];
            random.nextBytes(bytes);
            List<SnapshotHeader.Section> sections = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                sections.add(randomSection(bytes, random));
            }
            System.arraycopy(SnapshotHeader.encode(sections), 0, bytes, 0, SnapshotHeader.BYTES);
            Files.write(file, bytes);
            try (Snapshot snapshot = Snapshot.open(file)) {
                opened++;
                for (SnapshotHeader.Section section : sections) {
                    assertThat(snapshot.section(section.name()).byteSize()).isLessThan(bytes.length);
                    snapshot.blocks(section.name()).verifyAll();
                }
            } catch (CorruptFileException e) {
                assertThat(e).hasMessageStartingWith(file + ", offset " + e.offset() + ": ");
            }
        }
        assertThat(opened).isBetween(100, 2900);
    }

    private static SnapshotHeader.Section randomSection(byte[] bytes, Random random) {
        List<String> names = List.of("a", "a.crc", "a.crc.crc", "b", "b.crc", ".crc", "c");
        String name = names.get(random.nextInt(names.size()));
        long[] strange = {-1, 0, 4095, bytes.length, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE};
        if (random.nextInt(8) == 0) {
            return new SnapshotHeader.Section(
                    name, strange[random.nextInt(7)], strange[random.nextInt(7)], random.nextInt(2));
        }
        int start = random.nextInt(4096, bytes.length + 1);
        int length = name.endsWith(".crc")
                ? Math.min(4 * random.nextInt(2), bytes.length - start)
                : random.nextInt(bytes.length - start + 1);
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, length);
        return new SnapshotHeader.Section(name, start, length, (int) crc.getValue());
    }
}
