package io.vicinal.collection.filter.bitmap;

/** Some of the numbers of a field that follow each other, and the documents that have them. */
interface Leaf {
    /** Removes a document and tells whether it was there with that number. */
    boolean remove(long key, int ordinal);

    /** Tells whether a document is there with that number. */
    boolean contains(long key, int ordinal);

    /** How many documents there are. */
    int count();

    /** How many documents there are with numbers of a range. */
    int count(NumberRange range);

    /** Gives the documents with numbers of a range. */
    void gather(NumberRange range, Gathering gathering);
}
