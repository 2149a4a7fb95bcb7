package io.vicinal.cli.javadoc;

import java.util.Comparator;

/** A package of a module. */
record SourcePackage(String module, String name) implements Comparable<SourcePackage> {
    private static final Comparator<SourcePackage> ORDER =
            Comparator.comparing(SourcePackage::module).thenComparing(SourcePackage::name);

    /** The folder with the package's sources, as archives of sources have it. */
    String folder() {
        return module + "/" + name.replace('.', '/');
    }

    @Override
    public int compareTo(SourcePackage other) {
        return ORDER.compare(this, other);
    }
}
