package io.vicinal.cli;

import io.vicinal.cli.terminal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sentences that have nothing to do with programs. */
final class Foreign {
    private Foreign() {}

    static List<String> texts() throws IOException {
        try (InputStream stream = Foreign.class.getResourceAsStream("foreign.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** Writes them as documents whose ids begin with {@code foreign}. */
    static Path write(List<String> texts, Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String text : texts) {
            lines.append(Json.line(Map.of("id", "foreign " + texts.indexOf(text), "text", text)))
                    .append('\n');
        }
        return Files.writeString(file, lines);
    }
}
