package io.vicinal.embedding.cache;

/**
 * What {@link EmbeddingCache#verify} found.
 *
 * @param checked entries read
 * @param damaged of these, entries that were not what had been put, and have been removed
 * @param expired of these, entries past the age limit, which have been removed too
 */
public record CacheVerification(long checked, long damaged, long expired) {}
