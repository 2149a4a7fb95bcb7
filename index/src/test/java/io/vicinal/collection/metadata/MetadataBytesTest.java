package io.vicinal.collection.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetadataBytesTest {
    private static byte[] bytes(Metadata metadata) {
        ByteBuffer buffer = ByteBuffer.allocate(metadata.byteSize());
        metadata.writeTo(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        return buffer.array();
    }

    private static Metadata read(byte[] bytes) {
        return Metadata.readFrom(ByteBuffer.wrap(bytes));
    }

    /** What the documentation of the format says, byte by byte. */
    @Test
    void keepsItsForm() {
        Metadata metadata = Metadata.builder()
                .put("s", "ü")
                .put("l", -65)
                .put("d", 1.0)
                .put("b", true)
                .put("t", List.of("", "x"))
                .build();
        String expected = "05" + "017301" + "02c3bc" + "016c02" + "8101" + "016403" + "000000000000f03f" + "01620401"
                + "017405" + "02" + "00" + "0178";
        assertThat(HexFormat.of().formatHex(bytes(metadata))).isEqualTo(expected);
        assertThat(bytes(Metadata.empty())).containsExactly(0);
    }

    @Test
    void comesBack() {
        RandomMetadata random = new RandomMetadata(new Random(1));
        for (int i = 0; i < 2_000; i++) {
            Metadata metadata = random.next();
            Metadata again = read(bytes(metadata));
            assertThat(again).isEqualTo(metadata);
            assertThat(again.asMap().keySet())
                    .containsExactlyElementsOf(metadata.asMap().keySet());
        }
    }

    @Test
    void comesBackWithNumbersOfAllSizes() {
        for (int shift = 0; shift < 64; shift++) {
            for (long value : new long[] {1L << shift, -(1L << shift), (1L << shift) - 1}) {
                Metadata metadata = Metadata.builder()
                        .put("n", value)
                        .put("t", "x".repeat(shift * 5))
                        .build();
                assertThat(read(bytes(metadata))).isEqualTo(metadata);
            }
        }
    }

    @Test
    void standsAmongOtherBytesOfAnyOrder() {
        Metadata metadata = Metadata.builder().put("d", 0.1).put("n", 7).build();
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(100).order(order).position(13);
            metadata.writeTo(buffer);
            assertThat(buffer.position()).isEqualTo(13 + metadata.byteSize());
            buffer.position(13);
            assertThat(Metadata.readFrom(buffer)).isEqualTo(metadata);
            assertThat(buffer.position()).isEqualTo(13 + metadata.byteSize());
            assertThat(buffer.order()).isEqualTo(order);
        }
    }

    @Test
    void refusesABufferThatIsTooSmall() {
        Metadata metadata = Metadata.builder().put("n", 7).build();
        ByteBuffer buffer = ByteBuffer.allocate(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metadata.writeTo(buffer))
                .withMessage("metadata takes 5 bytes but the buffer has room for 4");
        assertThat(buffer.position()).isZero();
    }

    @Test
    void refusesBytesThatItDoesNotWrite() {
        refuses("", 0, "a byte is expected but there is none left");
        refuses("02016e0202", 0, "2 fields are announced but 4 bytes are left");
        refuses("01016e0602", 3, "type must be 1 to 5 but is 6");
        refuses("01016e0002", 3, "type must be 1 to 5 but is 0");
        refuses("010120020202", 1, "a field's name is blank");
        refuses("02016e0202016e0202", 5, "field \"n\" comes twice");
        refuses("01016e0402", 4, "a boolean must be 0 or 1 but is 2");
        refuses("01016e028000", 4, "a number must take no more bytes than it needs but does");
        refuses("01016e02ffffffffffffffffff02", 4, "a number must fit into 64 bits but does not");
        refuses("01016e02ff", 5, "a byte is expected but there is none left");
        refuses("01016e0102c3", 4, "2 bytes of text are announced but 1 bytes are left");
        refuses("01016e0102c341", 5, "text must be UTF-8 but is not");
        refuses("01016e010441edb080", 6, "text must be UTF-8 but is not");
        refuses("01016e05ffffffffffffffffff01", 4, "18446744073709551615 strings are announced but 0 bytes are left");
        refuses("01016e03000000000000f87f", 4, "a double must be a number and not negative zero but is NaN");
        refuses("01016e030000000000000080", 4, "a double must be a number and not negative zero but is -0.0");
    }

    private static void refuses(String hex, int offset, String problem) {
        assertThatExceptionOfType(MetadataFormatException.class)
                .isThrownBy(() -> read(HexFormat.of().parseHex(hex)))
                .withMessage("metadata, offset %d: %s", offset, problem)
                .satisfies(refusal -> {
                    assertThat(refusal.offset()).isEqualTo(offset);
                    assertThat(refusal.problem()).isEqualTo(problem);
                });
    }

    @Test
    void refusesWhatWasCutShort() {
        RandomMetadata random = new RandomMetadata(new Random(2));
        for (int i = 0; i < 200; i++) {
            byte[] bytes = bytes(random.next());
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatExceptionOfType(MetadataFormatException.class).isThrownBy(() -> read(cut));
            }
        }
    }

    /** Damaged bytes are refused, or they are other metadata, which has these very bytes. */
    @Test
    void readsNothingFromDamageThatItWouldNotWrite() {
        Random random = new Random(3);
        RandomMetadata documents = new RandomMetadata(random);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = bytes(documents.next());
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(8) : random.nextInt());
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            try {
                Metadata metadata = Metadata.readFrom(buffer);
                assertThat(bytes(metadata)).isEqualTo(Arrays.copyOf(bytes, buffer.position()));
            } catch (MetadataFormatException e) {
                refused++;
                assertThat(e.offset()).isBetween(0, bytes.length);
            }
        }
        assertThat(refused).isBetween(5_000, 19_500);
    }
}
