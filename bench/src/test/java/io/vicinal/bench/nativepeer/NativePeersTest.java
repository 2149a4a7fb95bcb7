package io.vicinal.bench.nativepeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NativePeersTest {
    @Test
    void knowsThemByName() {
        assertThat(NativePeers.names()).containsExactly("hnswlib-cpp", "faiss", "faiss-native", "usearch");
        assertThatThrownBy(() -> NativePeers.prepare("annoy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("annoy");
    }
}
