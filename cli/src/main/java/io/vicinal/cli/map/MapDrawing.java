package io.vicinal.cli.map;

import io.vicinal.analysis.Clusters;
import io.vicinal.analysis.KnnGraph;
import io.vicinal.analysis.MapLayout;
import io.vicinal.analysis.MapSettings;
import io.vicinal.analysis.Vectors;
import io.vicinal.cli.terminal.Json;
import io.vicinal.cli.terminal.Progress;
import io.vicinal.collection.Collection;
import io.vicinal.storage.NewFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the picture of a collection, from reading its documents to writing the page. */
public final class MapDrawing {
    /** Up to here, comparing all vectors with all takes no longer than everything else. */
    private static final int EXACT_UP_TO = 25_000;

    private static final int EFFORT = 64;
    private static final int MEASURED = 1000;

    /** How many of its nearest a document that is open shows. */
    private static final int SHOWN_NEAR = 5;

    private static final int MOST_FIELDS = 6;

    /** More clusters have no colours and no room for their names; smaller ones are no groups. */
    private static final int MOST_CLUSTERS = 24;

    private static final int SMALLEST_CLUSTER = 30;

    private final Collection collection;
    private final MapRequest request;

    private MapDrawing(Collection collection, MapRequest request) {
        this.collection = collection;
        this.request = request;
    }

    /**
     * Makes a picture.
     *
     * @param collection what is drawn
     * @param request how
     * @return what came of it; the page is there, whole
     * @throws IOException if the collection can't be read or the page can't be written
     * @throws IllegalArgumentException if there are no documents, or none has the field to colour by
     * @throws java.util.concurrent.CancellationException if this thread is interrupted
     */
    public static MapResult run(Collection collection, MapRequest request) throws IOException {
        MapDrawing drawing = new MapDrawing(collection, request);
        try (MapDocuments documents = drawing.read()) {
            List<Colouring> fields = drawing.fields(documents);
            KnnGraph nearest = drawing.nearest(documents.vectors());
            MapLayout map = drawing.layout(documents.vectors(), nearest);
            double preserved = map.preserved(nearest, MEASURED);
            List<Colouring> colourings = drawing.colourings(documents, fields);
            long bytes = drawing.write(documents, nearest, map, preserved, colourings);
            return new MapResult(
                    documents.size(),
                    documents.all() - documents.size(),
                    nearest.recall(),
                    preserved,
                    colourings.stream().map(Colouring::name).toList(),
                    bytes);
        }
    }

    private MapDocuments read() throws IOException {
        long total = request.filter() == null ? collection.size() : Progress.UNKNOWN;
        try (Progress progress = Progress.start("reading", "documents", total)) {
            return MapDocuments.read(collection, request.filter(), request.limit(), progress::reach);
        }
    }

    private List<Colouring> fields(MapDocuments documents) {
        List<Colouring> fields = new ArrayList<>();
        String first = request.colourBy();
        if (first != null) {
            fields.add(FieldColouring.by(first, documents.documents())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no document has the field '%s' to colour by".formatted(first))));
        }
        for (Colouring colouring : FieldColouring.worthwhile(documents.documents(), MOST_FIELDS)) {
            if (!colouring.name().equals(first)) {
                fields.add(colouring);
            }
        }
        return fields;
    }

    /** Clusters come first, unless a field was asked for. */
    private List<Colouring> colourings(MapDocuments documents, List<Colouring> fields) throws IOException {
        Integer asked = request.clusters();
        int wanted = asked == null ? Math.min(MOST_CLUSTERS, documents.size() / SMALLEST_CLUSTER) : asked;
        try (Progress progress = Progress.start("clusters", "rounds", Progress.UNKNOWN)) {
            Clusters clusters = Clusters.kMeans(
                    documents.vectors(),
                    settings -> settings.clusters(Math.clamp(wanted, 1, documents.size()))
                            .seed(request.seed()),
                    progress::reach);
            List<Colouring> colourings = new ArrayList<>(fields);
            colourings.add(
                    request.colourBy() == null ? 0 : 1,
                    ClusterColouring.of(documents.documents(), clusters::of, clusters.count()));
            return colourings;
        }
    }

    private KnnGraph nearest(Vectors vectors) throws IOException {
        try (Progress progress = Progress.start("neighbours", "documents", vectors.size())) {
            return vectors.size() <= EXACT_UP_TO
                    ? KnnGraph.exact(vectors, request.neighbours(), progress::reach)
                    : KnnGraph.approximate(vectors, request.neighbours(), EFFORT, progress::reach);
        }
    }

    private MapLayout layout(Vectors vectors, KnnGraph nearest) throws IOException {
        MapSettings settings = MapSettings.DEFAULT.seed(request.seed());
        try (Progress progress = Progress.start("drawing", "rounds", settings.epochs())) {
            return MapLayout.of(vectors, nearest, settings, progress::reach);
        }
    }

    private long write(
            MapDocuments documents, KnnGraph nearest, MapLayout map, double preserved, List<Colouring> colourings)
            throws IOException {
        int near = Math.min(SHOWN_NEAR, nearest.k());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("documents", documents.size());
        facts.put("near", near);
        facts.put("summary", summary(documents));
        facts.put("kept", kept(nearest, preserved));
        facts.put("colourings", colourings.stream().map(Colouring::json).toList());
        String places = Packed.places(map, nearest, near, colourings);
        String texts = Packed.compressed(MapTexts.json(documents.documents(), request.textLength(), request.fields()));
        long[] bytes = {0};
        try (NewFile file = NewFile.create(request.out(), 1 << 16)) {
            MapPage.write(request.title(), Json.line(facts), places, texts, part -> {
                byte[] encoded = part.getBytes(StandardCharsets.UTF_8);
                file.write(MemorySegment.ofArray(encoded));
                bytes[0] += encoded.length;
            });
            file.publish();
        }
        return bytes[0];
    }

    private String summary(MapDocuments documents) {
        String count = String.format(Locale.ROOT, "%,d", documents.size());
        if (documents.all() > documents.size()) {
            count += String.format(Locale.ROOT, " of %,d", documents.all());
        }
        String model = collection.spec().model();
        return count + (documents.size() == 1 ? " document" : " documents") + (model.isEmpty() ? "" : " · " + model);
    }

    private static String kept(KnnGraph nearest, double preserved) {
        return String.format(
                Locale.ROOT,
                "Of the %d documents nearest to one, %.0f %% are among the %d nearest to it here.",
                nearest.k(),
                100 * preserved,
                nearest.k());
    }
}
