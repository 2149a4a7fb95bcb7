package io.vicinal.cli.knn;

import io.vicinal.encoding.EncodingKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which index is searched. One that is there already must be what is asked for; what is null may be anything.
 *
 * @param base the file of rows to search; null if {@code file} is there
 * @param file where the index is kept; null if it isn't
 * @param engine what searches
 * @param connections neighbours of a node, of engines that have a graph
 * @param buildEffort how hard these look for them
 * @param encoding the form in which rows are compared first
 * @param threads how many cores build
 */
public record IndexRequest(
        @Nullable Path base,
        @Nullable Path file,
        @Nullable String engine,
        @Nullable Integer connections,
        @Nullable Integer buildEffort,
        @Nullable EncodingKind encoding,
        @Nullable Integer threads) {}
