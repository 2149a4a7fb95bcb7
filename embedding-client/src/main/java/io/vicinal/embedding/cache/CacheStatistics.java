package io.vicinal.embedding.cache;

/**
 * What a cache holds, and what has happened since it was opened.
 *
 * @param entries vectors it holds, those past the age limit included
 * @param bytes what they take, which the cap is compared with
 * @param hits look-ups that found a vector
 * @param misses all other look-ups
 * @param stored vectors put and kept
 * @param evicted vectors removed to make room
 * @param expired vectors removed because of their age
 * @param damaged vectors removed because they were no longer what had been put
 * @param refused vectors put and not kept
 */
public record CacheStatistics(
        long entries,
        long bytes,
        long hits,
        long misses,
        long stored,
        long evicted,
        long expired,
        long damaged,
        long refused) {}
