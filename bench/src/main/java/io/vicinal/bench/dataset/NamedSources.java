package io.vicinal.bench.dataset;

import io.vicinal.cli.document.Document;
import io.vicinal.cli.javadoc.JavadocReader;
import io.vicinal.cli.model.LocalModel;
import io.vicinal.kernel.Metric;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The recipes of the datasets that have names. Whoever changes one counts its version up. */
final class NamedSources {
    private static final Pattern GENERATED = Pattern.compile("(clustered|ood)-(\\d{1,5})-(\\d{1,9})");
    private static final int JDK_VERSION = 1;
    private static final int GENERATED_VERSION = 1;
    private static final long ROWS = 0x636C757374657265L;
    private static final long QUERIES_APART = 0x6F6F64L;
    private static final float APART = 0.5f;

    private NamedSources() {}

    static Source of(String name, Metric metric) {
        if (name.equals("jdk")) {
            return jdk(metric);
        }
        Matcher matcher = GENERATED.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "there is no dataset '%s'; there are jdk, clustered-D-N and ood-D-N of N rows with D dimensions, for instance clustered-128-100000"
                            .formatted(name));
        }
        int dimension = Integer.parseInt(matcher.group(2));
        int count = Integer.parseInt(matcher.group(3));
        if (dimension < 1 || dimension > 65_536 || count < 1) {
            throw new IllegalArgumentException(
                    "dataset '%s' must have from 1 to 65536 dimensions and at least 1 row".formatted(name));
        }
        return generated(name, matcher.group(1).equals("ood"), metric, dimension, count);
    }

    private static Source jdk(Metric metric) {
        String version = Runtime.version().toString();
        return new TextSource(
                "jdk",
                "jdk-%s-v%d-%s".formatted(version.replaceAll("[^A-Za-z0-9.+-]", "_"), JDK_VERSION, metric.label()),
                "javadoc of JDK " + version,
                metric,
                () -> JavadocReader.ofRunningJdk().read(JavadocReader.Scope.ALL).stream()
                        .map(Document::text)
                        .toList(),
                LocalModel::load,
                HeldOut.USUAL);
    }

    private static Source generated(String name, boolean apart, Metric metric, int dimension, int count) {
        NoisyManifold rows = NoisyManifold.of(ROWS, dimension);
        return new GeneratedSource(
                name,
                GENERATED_VERSION,
                apart
                        ? "random clusters on a curved surface, with queries that lie apart from it"
                        : "random clusters on a curved surface, with queries like them",
                metric,
                dimension,
                count,
                rows,
                apart ? rows.apart(QUERIES_APART, dimension, APART) : rows);
    }
}
