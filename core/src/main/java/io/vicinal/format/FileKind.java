package io.vicinal.format;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of file this package knows, told apart by the ending of the name: three of the four have no magic number. */
enum FileKind {
    FVECS(".fvecs"),
    BVECS(".bvecs"),
    IVECS(".ivecs"),
    NPY(".npy");

    private final String extension;

    FileKind(String extension) {
        this.extension = extension;
    }

    static Optional<FileKind> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> name.endsWith(kind.extension))
                .findFirst();
    }

    static FileKind require(Path file, String purpose, FileKind... supported) {
        return of(file).filter(List.of(supported)::contains).orElseThrow(() -> {
            String endings =
                    Arrays.stream(supported).map(kind -> kind.extension).collect(Collectors.joining(" or "));
            return new IllegalArgumentException(
                    "%s can't be %s: its name must end in %s".formatted(file, purpose, endings));
        });
    }
}
