package io.vicinal.cli.javadoc;

import java.io.IOException;
import java.nio.file.Path;

/** A JDK comes without its sources; some packagers ship them apart. */
public final class SourcesNotFoundException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path sources;

    SourcesNotFoundException(Path sources, String problem) {
        super(sources + " " + problem);
        this.sources = sources;
    }

    /**
     * Returns where the sources were expected.
     *
     * @return an archive of sources
     */
    public Path sources() {
        return sources;
    }
}
