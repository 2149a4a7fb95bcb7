package io.vicinal.bench.nativepeer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** USearch from npm, under Node.js, with our script that drives it. The package is kept in the cache folder. */
final class UsearchPeer implements NativePeers.Peer {
    static final String NAME = "usearch";
    static final String VERSION = "2.26.2";

    private static final String SCRIPT = "usearch.mjs";

    @Override
    public Launch prepare(Host host, Path cache) throws IOException {
        if (!host.isLinux()) {
            // Its memory is read from /proc, like that of the other native peers.
            return new Launch.Skipped("usearch is measured on Linux only");
        }
        if (!host.has("node")) {
            return new Launch.Skipped("node is not installed");
        }
        Path library = library(cache);
        if (!isInstalled(cache)) {
            return new Launch.Skipped("npm package usearch " + VERSION + " is not installed");
        }
        // Its binary may be missing for this machine, or be none that this version of Node.js can load.
        Host.Outcome loaded = host.run(List.of("node", "-e", "require(process.argv[1])", library.toString()));
        if (!loaded.succeeded()) {
            String reason = loaded.output()
                    .lines()
                    .filter(line -> line.contains("Error"))
                    .findFirst()
                    .orElse("no reason given");
            return new Launch.Skipped("node can't load usearch " + VERSION + ": " + reason.strip());
        }
        return new Launch.Command(List.of("node", "--expose-gc", script(cache).toString(), "library=" + library));
    }

    static boolean isInstalled(Path cache) {
        return Files.isRegularFile(library(cache).resolve("package.json"));
    }

    /** Returns what installs the package. */
    static List<String> installCommand(Path cache) {
        return List.of(
                "npm",
                "install",
                "--prefix",
                folder(cache).toString(),
                NAME + "@" + VERSION,
                "--no-audit",
                "--no-fund");
    }

    private static Path folder(Path cache) {
        return cache.resolve(NAME + "-" + VERSION);
    }

    private static Path library(Path cache) {
        return folder(cache).resolve("node_modules").resolve(NAME);
    }

    private static Path script(Path cache) throws IOException {
        Source source = Source.read(SCRIPT);
        Path script = cache.resolve(NAME + "-" + new Fingerprint().add(source).text() + ".mjs");
        if (!Files.exists(script)) {
            try (WorkFolder work = WorkFolder.create(cache)) {
                source.writeTo(work.path());
                work.moveTo(SCRIPT, script);
            }
        }
        return script;
    }
}
