package io.vicinal.bench.nativepeer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A source file that travels in this jar. */
@SuppressWarnings("ArrayRecordComponent") // read once and never compared
record Source(String name, byte[] text) {
    static List<Source> read(List<String> names) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String name : names) {
            sources.add(read(name));
        }
        return sources;
    }

    static Source read(String name) throws IOException {
        try (InputStream input = Source.class.getResourceAsStream("/native/" + name)) {
            if (input == null) {
                throw new FileNotFoundException("this build holds no native/" + name);
            }
            return new Source(name, input.readAllBytes());
        }
    }

    void writeTo(Path folder) throws IOException {
        Files.write(folder.resolve(name), text);
    }
}
