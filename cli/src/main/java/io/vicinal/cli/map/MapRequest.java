package io.vicinal.cli.map;

import io.vicinal.collection.filter.Filter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What picture is wanted.
 *
 * @param out the page to write
 * @param title its title
 * @param filter which documents; null for all
 * @param limit how many documents at most, at least 1
 * @param neighbours how many neighbours of each document shape the picture, at least 2
 * @param colourBy the field to colour by at first; null for clusters
 * @param clusters how many clusters to make; null for as many as suit the number of documents
 * @param fields the metadata to show; null for all
 * @param textLength where texts are cut, in characters
 * @param seed decides what is drawn at random
 */
public record MapRequest(
        Path out,
        String title,
        @Nullable Filter filter,
        int limit,
        int neighbours,
        @Nullable String colourBy,
        @Nullable Integer clusters,
        @Nullable List<String> fields,
        int textLength,
        long seed) {}
