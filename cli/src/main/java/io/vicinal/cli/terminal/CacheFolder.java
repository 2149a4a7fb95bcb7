package io.vicinal.cli.terminal;

import java.nio.file.Path;

/** The user's folder for what can be made again. */
public final class CacheFolder {
    private CacheFolder() {}

    /**
     * Returns a place in the cache folder; nothing is created.
     *
     * @param name what to keep there
     * @return a path below {@code XDG_CACHE_HOME}, or else below {@code .cache} in the home folder
     */
    public static Path resolve(String name) {
        String configured = System.getenv("XDG_CACHE_HOME");
        if (configured != null && Path.of(configured).isAbsolute()) {
            return Path.of(configured, "vicinal", name);
        }
        String home = System.getenv("HOME");
        return Path.of(
                home == null || home.isBlank() ? System.getProperty("user.home") : home, ".cache", "vicinal", name);
    }
}
