package io.vicinal.cli.command;

import io.vicinal.embedding.chunk.Chunker;
import io.vicinal.embedding.text.TokenCounter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that tell how texts are cut. */
final class ChunkOptions {
    @Option(
            names = "--chunk",
            paramLabel = "TOKENS",
            description =
                    "Cut texts into chunks of at most so many tokens, between paragraphs and sentences where it can be; each is"
                            + " found by itself (default: a text has one vector; what is too long for the model is embedded in"
                            + " parts, and their mean is its vector).")
    private @Nullable Integer size;

    @Option(
            names = "--overlap",
            paramLabel = "TOKENS",
            description = "How much of the end of a chunk the next one begins with (default: 0).")
    private int overlap;

    Chunker chunker(TokenCounter counter, CommandLine commandLine) {
        if (size == null && overlap != 0) {
            throw new ParameterException(commandLine, "--overlap needs --chunk");
        }
        try {
            return size == null
                    ? Chunker.whole()
                    : Chunker.tokens(size, counter).overlap(overlap);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "--chunk and --overlap: " + e.getMessage(), e);
        }
    }
}
