package io.vicinal.cli.map;

import io.vicinal.analysis.KnnGraph;
import io.vicinal.analysis.MapLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Data as a page holds it: letters and digits, whatever it is. */
final class Packed {
    private static final int STEPS = 65_535;
    private static final int NONE = -1;

    private Packed() {}

    /**
     * Packs x and y of each point as 16-bit numbers, both on the scale on which the picture is as wide as it can be, y growing downwards; then the
     * nearest points of each as 32-bit numbers; then its group, a byte, for each colouring.
     */
    static String places(MapLayout map, KnnGraph nearest, int near, List<Colouring> colourings) {
        int size = map.size();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(size, 4 + 4 * near + colourings.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float left = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float bottom = Float.POSITIVE_INFINITY;
        float top = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            left = Math.min(left, map.x(i));
            right = Math.max(right, map.x(i));
            bottom = Math.min(bottom, map.y(i));
            top = Math.max(top, map.y(i));
        }
        float span = Math.max(Float.MIN_NORMAL, Math.max(right - left, top - bottom));
        for (int i = 0; i < size; i++) {
            bytes.putShort((short) Math.round((map.x(i) - left) / span * STEPS));
            bytes.putShort((short) Math.round((top - map.y(i)) / span * STEPS));
        }
        for (int i = 0; i < size; i++) {
            for (int rank = 0; rank < near; rank++) {
                bytes.putInt(rank < nearest.k() ? nearest.neighbour(i, rank) : NONE);
            }
        }
        for (Colouring colouring : colourings) {
            for (int i = 0; i < size; i++) {
                bytes.put((byte) colouring.groupOf(i));
            }
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Packs a text. */
    static String compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
