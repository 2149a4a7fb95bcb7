package io.vicinal.embedding.cache;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Chronicle Map takes from inside the JDK, which has to be allowed when the JVM is started. */
final class ChronicleFlags {
    private static final List<Need> NEEDS = List.of(
            new Need("--add-opens", "java.base", "java.lang"),
            new Need("--add-opens", "java.base", "java.lang.reflect"),
            new Need("--add-exports", "java.base", "sun.nio.ch"),
            new Need("--add-exports", "jdk.compiler", "com.sun.tools.javac.file"));

    private ChronicleFlags() {}

    /** A package of the JDK, to be opened or exported. */
    private record Need(String option, String module, String packageName) {
        String flag() {
            return "%s=%s/%s=ALL-UNNAMED".formatted(option, module, packageName);
        }

        /** Returns what is missing for this library to get the package. */
        Stream<String> missingFor(Module library) {
            Optional<Module> found = ModuleLayer.boot().findModule(module);
            if (found.isEmpty()) {
                return Stream.of("--add-modules=" + module, flag());
            }
            boolean given = option.equals("--add-opens")
                    ? found.get().isOpen(packageName, library)
                    : found.get().isExported(packageName, library);
            return given ? Stream.empty() : Stream.of(flag());
        }
    }

    static List<String> all() {
        return NEEDS.stream().map(Need::flag).toList();
    }

    /** Makes sure that Chronicle Map can be used, without using it. */
    static void require() {
        Module library = OptionalLibrary.require("net.openhft.chronicle.map.ChronicleMap", "net.openhft:chronicle-map");
        if (library.isNamed()) {
            throw new IllegalStateException(
                    "Chronicle Map must be on the class path, but is on the module path as " + library.getName());
        }
        List<String> missing = missingFor(library);
        if (!missing.isEmpty()) {
            throw new MissingJvmFlagsException(missing);
        }
    }

    private static List<String> missingFor(Module library) {
        return NEEDS.stream()
                .flatMap(need -> need.missingFor(library))
                .distinct()
                .toList();
    }
}
