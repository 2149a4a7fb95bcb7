package io.vicinal.embedding.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Bodies that are a little wrong: pieces of good ones cut, doubled, swapped, and mixed with what JSON is made of. */
final class Mutations {
    private static final int LONGEST = 4_096;

    private static final List<byte[]> WORDS = List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "null",
                    "true",
                    "NaN",
                    "-Infinity",
                    "1e39",
                    "1e-46",
                    "-0",
                    "0.1",
                    "16777217",
                    "1e999999999",
                    "\"data\":[",
                    "\"embedding\":[",
                    "\"embedding\":\"AACAPw==\"",
                    "\"index\":",
                    "\"index\":1e0",
                    "\"error\":",
                    "\"usage\":{",
                    "\"id\":",
                    "\"detail\":[",
                    "\\uD83D",
                    "\uFEFF",
                    "[".repeat(150),
                    "9".repeat(1_200),
                    "\u0000")
            .stream()
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final SplittableRandom random;
    private final List<byte[]> seeds;

    Mutations(long seed, List<byte[]> seeds) {
        this.random = new SplittableRandom(seed);
        this.seeds = seeds;
    }

    byte[] next() {
        byte[] body = any(seeds);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            body = changed(body);
        }
        return body.length <= LONGEST ? body : Arrays.copyOf(body, LONGEST);
    }

    private byte[] changed(byte[] body) {
        int from = random.nextInt(body.length + 1);
        int to = Math.min(body.length, from + random.nextInt(20));
        return switch (random.nextInt(6)) {
            case 0 -> joined(body, from, any(WORDS), from);
            case 1 -> joined(body, from, any(WORDS), to);
            case 2 -> joined(body, from, new byte[] {(byte) random.nextInt()}, Math.min(body.length, from + 1));
            case 3 -> joined(body, from, new byte[0], to);
            case 4 -> joined(body, to, Arrays.copyOfRange(body, from, to), to);
            default -> joined(body, from, tail(any(seeds)), body.length);
        };
    }

    private byte[] tail(byte[] body) {
        return Arrays.copyOfRange(body, random.nextInt(body.length), body.length);
    }

    private byte[] any(List<byte[]> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The body up to one place, something else, and the body from another place on. */
    private static byte[] joined(byte[] body, int upTo, byte[] middle, int onFrom) {
        byte[] joined = Arrays.copyOf(body, upTo + middle.length + body.length - onFrom);
        System.arraycopy(middle, 0, joined, upTo, middle.length);
        System.arraycopy(body, onFrom, joined, upTo + middle.length, body.length - onFrom);
        return joined;
    }
}
