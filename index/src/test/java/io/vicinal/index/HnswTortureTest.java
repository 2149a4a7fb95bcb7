package io.vicinal.index;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine hnsw under everything at once. */
@Timeout(300)
class HnswTortureTest {
    @TempDir
    private Path folder;

    @Test
    void endsAsInAModel() throws Exception {
        Torture.run(1, 5, folder);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    @Tag("stress")
    void endsAsInAModelAfterLong(long seed) throws Exception {
        Torture.run(seed, 30, folder);
    }
}
