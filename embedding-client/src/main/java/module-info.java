import org.jspecify.annotations.NullMarked;

/** From texts to vectors. */
@NullMarked
module io.vicinal.embedding {
    requires static org.jspecify;

    exports io.vicinal.embedding;
}
