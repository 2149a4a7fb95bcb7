package io.vicinal.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vicinal.kernel.Kernels;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void isFoundOnTheModulePath() {
        assertThat(Engine.class.getModule().isNamed()).isTrue();
        assertThat(Engine.named("flat").name()).isEqualTo("flat");
    }

    @Test
    void isFoundOnTheClassPath() throws Exception {
        // Without a parent, since the platform's class loader would hand over the classes of the module.
        URL[] classPath = {where(Engine.class), where(Kernels.class)};
        try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
            Class<?> type = loader.loadClass(Engine.class.getName());
            assertThat(type.getModule().isNamed()).isFalse();
            Object engine = type.getMethod("named", String.class).invoke(null, "flat");
            assertThat(type.getMethod("name").invoke(engine)).isEqualTo("flat");
        }
    }

    private static URL where(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
