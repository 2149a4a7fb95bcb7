package io.vicinal.cli.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vicinal.cli.document.Document;
import io.vicinal.embedding.EmbeddingModel;
import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An object with id and vector a line. */
final class JsonVectors implements VectorOutput {
    private static final JsonFactory JSON = new JsonFactory();

    private final NewFile file;
    private long count;

    private JsonVectors(NewFile file) {
        this.file = file;
    }

    static JsonVectors create(Path file) throws IOException {
        return new JsonVectors(NewFile.create(file, 1 << 16));
    }

    @Override
    public void add(Document document, float[] vector) throws IOException {
        StringWriter line = new StringWriter(16 * vector.length);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("id", document.id());
            json.writeArrayFieldStart("vector");
            for (float component : vector) {
                json.writeNumber(component);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        line.append('\n');
        file.write(MemorySegment.ofArray(line.toString().getBytes(StandardCharsets.UTF_8)));
        count++;
    }

    @Override
    public boolean leavesOut() {
        return true;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void commit(EmbeddingModel model) throws IOException {
        file.publish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
