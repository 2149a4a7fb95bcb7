package io.vicinal.bench.contender;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Versions of the libraries on the class path. */
final class Versions {
    private Versions() {}

    /** Returns what the manifest of a library says, or {@code unknown}. */
    static String ofJar(Class<?> inLibrary) {
        String version = inLibrary.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** Returns what Maven noted in a library when it was packed, or {@code unknown}. */
    static String ofArtifact(String group, String artifact) throws IOException {
        String path = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        try (InputStream in = Versions.class.getResourceAsStream(path)) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        }
    }
}
