package io.vicinal.embedding.fork;

import io.vicinal.embedding.cache.CacheInUseException;
import io.vicinal.embedding.cache.EmbeddingCache;
import io.vicinal.embedding.cache.MissingJvmFlagsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Opens a cache, and says what came of it: the length of a vector, or why there is none. */
public final class OpenCache {
    private OpenCache() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try (EmbeddingCache cache = CacheKind.valueOf(arguments[0]).open(folder, FillCache.options())) {
            cache.put(FillCache.key(0), FillCache.vector(0));
            System.out.println(Arrays.equals(cache.get(FillCache.key(0)), FillCache.vector(0)));
        } catch (CacheInUseException e) {
            System.out.println(e.getMessage());
        } catch (MissingJvmFlagsException e) {
            System.out.println(e.getMessage());
            e.flags().forEach(System.out::println);
            System.out.println(Files.exists(folder));
        }
    }
}
