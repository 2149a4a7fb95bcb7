package io.vicinal.cli.directory;

import io.vicinal.storage.CorruptFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which engine an index gets, and why: one that was asked for, or one that suits the number of documents. Exact search needs no building
 * and is quick where documents are few.
 *
 * @param asked the engine asked for; null if the number of documents decides, or if a directory doesn't tell which
 * @param hnswFrom the number of documents from which on the engine is {@code hnsw} if none was asked for; 0 if nobody knows
 */
public record EngineChoice(@Nullable String asked, int hnswFrom) {
    /** The engine of few documents. */
    static final String EXACT = "flat";

    private static final int HNSW_FROM = 10_000;
    private static final String ENGINE = "engine";
    private static final String CHOSEN_BY = "engineChosenBy";
    private static final String BY_DOCUMENTS = "documents";
    private static final String BY_OPTION = "option";
    private static final String FROM = "hnswFrom";

    /**
     * Chooses an engine.
     *
     * @param asked its name; null to let the number of documents decide
     * @return the choice
     */
    public static EngineChoice of(@Nullable String asked) {
        return new EngineChoice(asked, HNSW_FROM);
    }

    String engine(long documents) {
        if (asked != null) {
            return asked;
        }
        return documents >= hnswFrom ? "hnsw" : EXACT;
    }

    /**
     * Tells why an index has its engine.
     *
     * @param documents how many are in it
     * @return some words to put behind the engine's name; empty if nobody knows
     */
    public String reason(long documents) {
        if (asked != null) {
            return "chosen with --engine";
        }
        if (hnswFrom == 0) {
            return "";
        }
        return documents < hnswFrom
                ? String.format(Locale.ROOT, "fewer than %,d documents", hnswFrom)
                : String.format(Locale.ROOT, "%,d documents, %,d or more", documents, hnswFrom);
    }

    /** Tells whether an index of so many documents would have another engine. */
    boolean contradicts(String engine, long documents) {
        return (asked != null || hnswFrom > 0) && !engine.equals(engine(documents));
    }

    void write(Map<String, Object> description, long documents) {
        description.put(ENGINE, engine(documents));
        description.put(CHOSEN_BY, asked == null ? BY_DOCUMENTS : BY_OPTION);
        if (asked == null) {
            description.put(FROM, hnswFrom);
        }
    }

    /** Directories of before there was a choice say nothing of it. */
    static EngineChoice read(Path file, Map<String, String> description) {
        String by = description.get(CHOSEN_BY);
        if (by == null) {
            return new EngineChoice(null, 0);
        }
        String engine = description.get(ENGINE);
        if (by.equals(BY_OPTION) && engine != null) {
            return new EngineChoice(engine, HNSW_FROM);
        }
        int from = number(description.get(FROM));
        if (by.equals(BY_DOCUMENTS) && from > 0) {
            return new EngineChoice(null, from);
        }
        throw new CorruptFileException(
                file, 0, "%s is '%s', but what it was chosen for is missing".formatted(CHOSEN_BY, by));
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
