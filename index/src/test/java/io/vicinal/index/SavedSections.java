package io.vicinal.index;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Where the sections of a saved index lie, read from its section table the way docs/FORMAT.md describes it. */
final class SavedSections {
    /** What the section table is called here. */
    static final String TABLE = "section table";

    /** What the bytes between sections are called. */
    static final String PADDING = "padding";

    private final Map<Integer, Place> places = new TreeMap<>();

    /** A section: its name, and its first byte and the one after its last. */
    private record Place(String name, int from, int to) {}

    SavedSections(byte[] saved) {
        places.put(0, new Place(TABLE, 0, 4096));
        ByteBuffer table = ByteBuffer.wrap(saved).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0, at = 16; i < table.getInt(12); i++, at += 40) {
            String name = new String(saved, at, 16, StandardCharsets.US_ASCII).replace("\0", "");
            int from = (int) table.getLong(at + 16);
            places.put(from, new Place(name, from, from + (int) table.getLong(at + 24)));
        }
    }

    /** The name of what a byte belongs to. */
    String owner(int at) {
        for (Place place : places.values()) {
            if (place.from() <= at && at < place.to()) {
                return place.name();
            }
        }
        return PADDING;
    }

    /** Changes a byte of a section, somewhere in it. */
    static byte[] damage(byte[] saved, String section, Random random) {
        SavedSections sections = new SavedSections(saved);
        int at = random.nextInt(saved.length);
        while (!sections.owner(at).equals(section)) {
            at = (at + 1) % saved.length;
        }
        byte[] damaged = saved.clone();
        damaged[at] ^= 16;
        return damaged;
    }
}
