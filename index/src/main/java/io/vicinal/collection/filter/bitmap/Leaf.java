package io.vicinal.collection.filter.bitmap;

/** Some of the numbers of a field that follow each other, and the documents that have them. */
interface Leaf {
    /** About how many bytes it takes. */
    long heapBytes();

    /** Returns the least number, of which there must be one. */
    long least();

    /** Returns the greatest number, of which there must be one. */
    long greatest();

    /** How many documents there are. */
    int count();

    /** How many documents there are with numbers of a range. */
    int count(NumberRange range);

    /** Gives the documents with numbers of a range. */
    void gather(NumberRange range, Gathering gathering);
}
