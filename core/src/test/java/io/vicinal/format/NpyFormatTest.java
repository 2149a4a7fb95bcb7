package io.vicinal.format;

import static io.vicinal.format.HandBuilt.bytes;
import static io.vicinal.format.HandBuilt.dictionary;
import static io.vicinal.format.HandBuilt.floats;
import static io.vicinal.format.HandBuilt.npy;
import static io.vicinal.format.HandBuilt.random;
import static io.vicinal.format.HandBuilt.readAll;
import static io.vicinal.format.HandBuilt.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vicinal.storage.CorruptFileException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFormatTest {
    private static final float[][] ROWS = {{1, -2.5f, 3}, {4, 5, 65504}};
    private static final byte[] VALUES = floats(ByteOrder.LITTLE_ENDIAN, ROWS);

    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("a.npy");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersionAndTypeIsRead(int version) throws IOException {
        write(file, npy(version, dictionary("<f4", "(2, 3)"), VALUES));
        assertThat(readAll(file)).isDeepEqualTo(ROWS);
        write(file, npy(version, dictionary(">f4", "(2, 3)"), floats(ByteOrder.BIG_ENDIAN, ROWS)));
        assertThat(readAll(file)).isDeepEqualTo(ROWS);
        byte[] halves = bytes(ByteOrder.LITTLE_ENDIAN, 12, buffer -> {
            for (int bits : new int[] {0x3c00, 0xc100, 0x4200, 0x4400, 0x4500, 0x7bff}) {
                buffer.putShort((short) bits);
            }
        });
        write(file, npy(version, dictionary("<f2", "(2, 3)"), halves));
        assertThat(readAll(file)).isDeepEqualTo(ROWS);
    }

    /** NumPy before 1.14 padded the header to a multiple of 16 only. */
    @Test
    void bytesOfAnOldHeaderPaddedToSixteenAreRead() throws IOException {
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 70, 0};
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }          \n";
        assertThat(header).hasSize(70);
        byte[] values = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
        write(
                file,
                bytes(
                        ByteOrder.LITTLE_ENDIAN,
                        88,
                        buffer -> buffer.put(start)
                                .put(header.getBytes(StandardCharsets.US_ASCII))
                                .put(values)));
        assertThat(readAll(file)).isDeepEqualTo(new float[][] {{1, 2}});
    }

    @Test
    void manyRowsAreRead() throws IOException {
        float[][] rows = random(3, 2000, 100);
        assertThat(readAll(write(file, npy(rows)))).isDeepEqualTo(rows);
    }

    @Test
    void anArrayOfNoRowsKeepsItsDimension() throws IOException {
        write(file, npy(1, dictionary("<f4", "(0, 384)"), new byte[0]));
        try (VectorReader reader = VectorReader.open(file)) {
            assertThat(reader.count()).isZero();
            assertThat(reader.dimension()).isEqualTo(384);
            assertThat(reader.next(new float[384])).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'shape':(2,3),'fortran_order':False,'descr':'<f4'}",
                "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (2, 3,)}",
                " {  'descr' :\t'<f4' ,\r\n 'fortran_order' : False , 'shape' : ( 2 , 3 ) , } ",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 3L), }"
            })
    void anyPythonSpellingOfTheHeaderIsRead(String header) throws IOException {
        assertThat(readAll(write(file, npy(1, header, VALUES)))).isDeepEqualTo(ROWS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "<f8 # (2, 3) # element type is <f8 but only <f4, >f4 and <f2 are supported; convert with astype('<f4')",
                ">f2 # (2, 3) # element type is >f2 but only <f4, >f4 and <f2",
                "<i4 # (2, 3) # element type is <i4 but",
                "|u1 # (2, 3) # element type is |u1 but",
                "<f4 # () # shape is () but only two axes, (rows, dimension), are supported",
                "<f4 # (6,) # shape is (6,) but only two axes",
                "<f4 # (1, 2, 3) # shape is (1, 2, 3) but only two axes",
                "<f4 # (2, 0) # shape is (2, 0) but the dimension must be from 1 to 65536",
                "<f4 # (2, 65537) # shape is (2, 65537) but the dimension must be from 1 to 65536"
            })
    void healthyButUnsupportedArraysAreRefused(String descr, String shape, String reason) throws IOException {
        write(file, npy(1, dictionary(descr, shape), VALUES));
        assertThatThrownBy(() -> VectorReader.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": " + reason);
    }

    @Test
    void columnOrderIsRefused() throws IOException {
        write(file, npy(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", VALUES));
        assertThatThrownBy(() -> VectorReader.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": fortran_order is True but only rows that lie together are supported;"
                        + " convert with numpy.ascontiguousarray");
    }

    @Test
    void recordsAreRefusedByTheirType() throws IOException {
        write(
                file,
                npy(
                        3,
                        "{'descr': [('x', '<f4'), ('a)]\\'', '<f4', (2,))], 'fortran_order': False, 'shape': (2,), }",
                        VALUES));
        assertThatThrownBy(() -> VectorReader.open(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        file + ": element type is [('x', '<f4'), ('a)]\\'', '<f4', (2,))] but only <f4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "10 | 'descr': '<f4' | expected '{' but found '''",
                "27 | {'descr': '<f4'  'shape': (2, 3)} | expected ',' or '}' but found '''",
                "19 | {'descr' '<f4'} | expected ':' but found '''",
                "20 | {'descr': f4} | expected an element type but found 'f'",
                "20 | {'descr': '<f4} | the string that begins here has no end",
                "28 | {'fortran_order': false} | expected True or False but found 'f'",
                "20 | {'shape': [2, 3]} | expected '(' but found '['",
                "21 | {'shape': (-2, 3)} | expected a number but found '-'",
                "23 | {'shape': (2 3)} | expected ',' or ')' but found '3'",
                "22 | {'shape': (6)} | expected ',' since one number in brackets is no tuple in Python",
                "21 | {'shape': (9999999999999999999, 3)} | expected a number of at most 18 digits",
                "28 | {'shape': (2, 3), 'shape': (2, 3)} | the key 'shape' stands twice in the header",
                "11 | {'order': 1} | the header has an unknown key: 'order'",
                "11 | {shape: (2, 3)} | expected a string but found 's'",
                "64 | {'descr': [((( | expected a closing bracket but found the end of the header",
                "10 | {'shape': (2, 3)} | expected the keys 'descr', 'fortran_order' and 'shape' but found ['shape']",
                "68 | {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} x | expected nothing but blanks after"
            })
    void damagedHeadersAreRefusedWithThePlace(long offset, String header, String problem) throws IOException {
        write(file, npy(1, header, VALUES));
        CorruptFileException damage = catchThrowableOfType(
                CorruptFileException.class, () -> VectorReader.open(file).close());
        assertThat(damage).hasMessageContaining(problem);
        assertThat(damage.file()).isEqualTo(file);
        assertThat(damage.offset()).isEqualTo(offset);
    }

    @Test
    void damagedPreamblesAreRefused() throws IOException {
        byte[] good = npy(ROWS);
        refused(patched(good, 0, 'P'), 0, "expected the magic number \\x93NUMPY of .npy but found 50 4e 55 4d 50 59");
        refused(new byte[0], 0, "expected the magic number \\x93NUMPY of .npy but found an empty file");
        refused(patched(good, 6, 4), 6, "expected format version 1.0, 2.0 or 3.0 but found 4.0");
        refused(patched(good, 7, 1), 6, "expected format version 1.0, 2.0 or 3.0 but found 1.1");
        refused(patched(good, 9, 1), 8, "expected a header of at most 142 bytes but its length is given as 374");
        byte[] newer = npy(2, dictionary("<f4", "(2, 3)"), VALUES);
        refused(
                patched(newer, 11, 255),
                8,
                "expected a header of at most 140 bytes but its length is given as 4278190196");
        refused(patched(good, 20, 0), 20, "expected an element type but found byte 0x00");
        refused(patched(good, 127, 0), 127, "expected nothing but blanks after the dictionary but found byte 0x00");
    }

    @Test
    void aFileMustHoldWhatItsShapeSays() throws IOException {
        String problem = "expected 2 rows of 12 bytes, as shape (2, 3) of <f4 asks for, but found ";
        refused(npy(1, dictionary("<f4", "(2, 3)"), new byte[23]), 128, problem + "23 bytes");
        refused(npy(1, dictionary("<f4", "(2, 3)"), new byte[36]), 128, problem + "36 bytes");
        refused(
                npy(1, dictionary("<f4", "(768614336404564650, 6)"), VALUES),
                128,
                "expected 768614336404564650 rows of 24 bytes");
    }

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        for (int version = 1; version <= 3; version++) {
            byte[] whole = npy(version, dictionary("<f4", "(2, 3)"), VALUES);
            for (int length = 0; length < whole.length; length++) {
                write(file, Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> VectorReader.open(file)).isInstanceOf(CorruptFileException.class);
            }
        }
    }

    @Test
    void deepNestingOverflowsNothing() throws IOException {
        write(file, npy(2, "{'descr': " + "[(".repeat(300_000), VALUES));
        assertThatThrownBy(() -> VectorReader.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("expected a closing bracket");
    }

    @Test
    void randomDamageIsRefusedOrHarmless() throws IOException {
        Random random = new Random(17);
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++) {
            byte[] bytes = npy(1 + trial % 3, dictionary("<f4", "(2, 3)"), VALUES);
            write(file, mutated(bytes, random));
            try {
                for (float[] row : readAll(file)) {
                    assertThat(row).hasSizeBetween(1, Dimension.MAX);
                }
            } catch (IllegalArgumentException | CorruptFileException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 2999);
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        String alphabet = "\0{}()[]'\",:\\ \n0123456789LTFue-<>f\u00ff\u0093";
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int place = random.nextInt(72);
            char drawn = random.nextBoolean()
                    ? alphabet.charAt(random.nextInt(alphabet.length()))
                    : (char) random.nextInt(256);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(place, drawn);
                case 1 -> text.deleteCharAt(place);
                case 2 -> text.insert(place, text.substring(place, place + random.nextInt(20)));
                default -> text.setCharAt(place, drawn);
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] patched(byte[] bytes, int offset, int value) {
        byte[] patched = bytes.clone();
        patched[offset] = (byte) value;
        return patched;
    }

    private void refused(byte[] bytes, long offset, String problem) throws IOException {
        write(file, bytes);
        assertThatThrownBy(() -> VectorReader.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(file + ", offset " + offset + ": " + problem);
    }
}
