package io.vicinal.bench.dataset;

import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What is kept beside the files of a dataset.
 *
 * @param neighbours of how many of each query's nearest rows it is known that they are right
 */
record DatasetFacts(String description, int dimension, int rows, int queries, int neighbours, Hardness hardness) {
    static void write(Path file, DatasetFacts facts) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("description", facts.description);
        properties.setProperty("dimension", Integer.toString(facts.dimension));
        properties.setProperty("rows", Integer.toString(facts.rows));
        properties.setProperty("queries", Integer.toString(facts.queries));
        properties.setProperty("neighbours", Integer.toString(facts.neighbours));
        properties.setProperty("medianLid", Double.toString(facts.hardness.medianLid()));
        properties.setProperty("distanceRatio", Double.toString(facts.hardness.distanceRatio()));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try (NewFile created = NewFile.create(file, bytes.length)) {
            created.write(MemorySegment.ofArray(bytes));
            created.publish();
        }
    }

    static DatasetFacts read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        try {
            return new DatasetFacts(
                    properties.getProperty("description", ""),
                    Integer.parseInt(properties.getProperty("dimension", "")),
                    Integer.parseInt(properties.getProperty("rows", "")),
                    Integer.parseInt(properties.getProperty("queries", "")),
                    Integer.parseInt(properties.getProperty("neighbours", "")),
                    new Hardness(
                            Double.parseDouble(properties.getProperty("medianLid", "")),
                            Double.parseDouble(properties.getProperty("distanceRatio", ""))));
        } catch (NumberFormatException e) {
            throw new IOException(file + " is damaged: remove its folder, and it is made again", e);
        }
    }
}
