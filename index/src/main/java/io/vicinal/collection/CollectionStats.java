package io.vicinal.collection;

import java.util.List;

/**
 * A collection in numbers.
 *
 * @param documents how many there are
 * @param rows rows in the file of vectors, those of documents replaced or deleted included
 * @param connected rows in the engine's index; the others are compared one and all
 * @param generation how often it has been compacted, plus one
 * @param fileBytes space on disk
 * @param mappedBytes memory that is mapped, whether or not it is in memory
 * @param heapBytes memory on the heap, about
 * @param offHeapBytes memory outside the heap and outside of files
 * @param notes what was noticed on opening, and what went wrong in the background, in sentences for people
 */
public record CollectionStats(
        int documents,
        int rows,
        int connected,
        long generation,
        long fileBytes,
        long mappedBytes,
        long heapBytes,
        long offHeapBytes,
        List<String> notes) {}
