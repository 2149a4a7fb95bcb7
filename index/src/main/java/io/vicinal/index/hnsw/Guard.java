package io.vicinal.index.hnsw;

import io.vicinal.index.Hits;
import java.util.Arrays;

/**
 * Watches whether comparing codes finds what comparing floats would: of some searches, both ways are gone and the answers compared. Where codes find
 * less, and not by chance, searches by codes are made wider; where that is not enough, they end and floats are compared.
 *
 * <p>So it does not matter why codes fail, whether rows lie closer to each other than codes can tell or queries lie far from all rows: what counts
 * is what is found, with the queries that are asked. Safe for use by several threads.
 */
final class Guard {
    /** How much wider searches by codes are, in turn. What comes after the last is floats. */
    private static final float[] WIDTHS = {1, 1.5f, 2.5f};

    private static final int FEW_THOUSAND = 4096;

    /** Comparisons from which something follows. */
    private static final int ENOUGH = 16;

    /** The part of the hits that may be missed. */
    private static final double TOLERANCE = 0.005;

    /** Standard errors by which more must be missed, so that it is hardly by chance. */
    private static final double CERTAIN = 2.5;

    /** So many bits tell apart the places for queries that are remembered. */
    private static final int KNOWN_BITS = 10;

    private final int spared;
    private final int first;
    private final int sooner;
    private final int later;
    private final int remembered;

    /** Hashes of queries that were compared. Threads may lose what others write, so that a query is compared twice. */
    private final int[] known = new int[1 << KNOWN_BITS];

    private volatile int level;
    private volatile boolean young = true;
    private double count;
    private double sum;
    private double squares;

    /**
     * Starts without knowing anything.
     *
     * @param spared so many searches of each thread are not compared, since they take long enough where nothing has been compiled yet
     * @param first so many searches are all compared, after those and when they have been made wider
     * @param sooner one of so many of the first few thousand of each thread is
     * @param later one of so many is from then on
     * @param remembered comparisons after which older ones count half
     */
    private Guard(int spared, int first, int sooner, int later, int remembered) {
        this.spared = spared;
        this.first = first;
        this.sooner = sooner;
        this.later = later;
        this.remembered = remembered;
    }

    /** For searches: the comparisons take the time of about one search in four hundred. */
    static Guard ofSearches() {
        return new Guard(16, 128, 512, 2048, 512);
    }

    /** For building: a graph changes as it grows, so that what was seen at first soon means nothing. */
    static Guard ofBuilding() {
        return new Guard(0, 0, 16, 256, 48);
    }

    /** Tells whether codes are to be compared. */
    boolean trusts() {
        return level < WIDTHS.length;
    }

    /** How much wider searches by codes have to be than they would be if codes could be relied on. */
    float width() {
        return WIDTHS[Math.min(level, WIDTHS.length - 1)];
    }

    /**
     * Tells whether a search is to be compared, by its number in its thread. A query that was compared lately is not: asked over and over it would
     * be taken for many that codes answer as badly.
     */
    boolean due(long number, float[] vector) {
        return number > spared && (young || number % (number < FEW_THOUSAND ? sooner : later) == 0) && isNew(vector);
    }

    private boolean isNew(float[] vector) {
        int hash = Arrays.hashCode(vector);
        int at = (hash * 0x9E3779B9) >>> (Integer.SIZE - KNOWN_BITS);
        boolean isNew = known[at] != hash;
        known[at] = hash;
        return isNew;
    }

    /** Compares the answers by codes and by floats, and returns how many more hits floats found; below 0 if fewer. */
    int missed(Hits coded, Hits exact) {
        int size = Math.min(coded.size(), exact.size());
        if (size == 0) {
            return exact.size() - coded.size();
        }
        int missed = reaching(exact, coded.score(size - 1)) - reaching(coded, exact.score(size - 1));
        record((double) missed / size);
        return missed;
    }

    /** How many hits are at least as good as a score: more of them than of the other answer's is having found more. */
    private static int reaching(Hits hits, float score) {
        int count = 0;
        while (count < hits.size() && hits.score(count) >= score) {
            count++;
        }
        return count;
    }

    /** Notes which part of what floats found codes did not find; below 0 if they found more. */
    synchronized void record(double missed) {
        count++;
        sum += missed;
        squares += missed * missed;
        if (count >= remembered) {
            count /= 2;
            sum /= 2;
            squares /= 2;
        }
        young = count < first;
        double mean = sum / count;
        double error = Math.sqrt(Math.max(0, squares / count - mean * mean) / count);
        if (count >= ENOUGH && mean > TOLERANCE + CERTAIN * error && trusts()) {
            level++;
            young = true;
            Arrays.fill(known, 0);
            count = 0;
            sum = 0;
            squares = 0;
        }
    }
}
