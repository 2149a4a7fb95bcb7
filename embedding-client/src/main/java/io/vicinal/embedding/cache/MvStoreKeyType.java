package io.vicinal.embedding.cache;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Keys in an MVStore: their 32 bytes. */
final class MvStoreKeyType extends BasicDataType<CacheKey> {
    private static final int HEAP_BYTES = 48;

    @Override
    public int compare(CacheKey one, CacheKey two) {
        return one.compareTo(two);
    }

    @Override
    public int getMemory(CacheKey key) {
        return HEAP_BYTES;
    }

    @Override
    public void write(WriteBuffer buffer, CacheKey key) {
        buffer.put(key.toBytes());
    }

    @Override
    public CacheKey read(ByteBuffer buffer) {
        return CacheKey.read(buffer);
    }

    @Override
    public CacheKey[] createStorage(int size) {
        return new CacheKey[size];
    }
}
