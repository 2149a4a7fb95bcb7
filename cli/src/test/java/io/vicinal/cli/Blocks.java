package io.vicinal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The blocks of code in a document. */
final class Blocks {
    private static final String FENCE = "```";

    private Blocks() {}

    static List<String> of(Path document, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        String open = "";
        for (String line : Files.readAllLines(document)) {
            if (!line.startsWith(FENCE)) {
                block.append(line).append('\n');
            } else if (open.isEmpty()) {
                open = line;
                block.setLength(0);
            } else {
                if (open.equals(FENCE + language)) {
                    blocks.add(block.toString());
                }
                open = "";
            }
        }
        if (!open.isEmpty()) {
            throw new AssertionError(document + ": a block is not closed");
        }
        return blocks;
    }

    /** Puts lines of a program, imports first, into a class; they may use an open collection and a model. */
    static String program(String name, String block) {
        String imports =
                block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        return """
                %s

                final class %s {
                    static void run(io.vicinal.collection.Collection collection, io.vicinal.embedding.EmbeddingModel model) throws Exception {
                %s
                    }
                }
                """.formatted(imports, name, body);
    }
}
