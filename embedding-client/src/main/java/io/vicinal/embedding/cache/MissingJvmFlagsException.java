package io.vicinal.embedding.cache;

import java.util.List;

/**
 * The JVM was started without flags that Chronicle Map can't do without. Nothing has been touched. The message ends with the line to
 * add to the command.
 */
public final class MissingJvmFlagsException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final transient List<String> flags;

    MissingJvmFlagsException(List<String> flags) {
        super(
                "Chronicle Map needs the JVM to be started with these flags too (or use MvStoreEmbeddingCache, which needs none): "
                        + String.join(" ", flags));
        this.flags = List.copyOf(flags);
    }

    /**
     * Returns the missing flags alone.
     *
     * @return each as one argument of the command {@code java}
     */
    public List<String> flags() {
        return flags;
    }
}
