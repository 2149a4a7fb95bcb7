package io.vicinal.bench.nativepeer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A C++ library of a Debian package, and our program that drives it.
 *
 * @param name the peer's name
 * @param sources files that are compiled
 * @param header what the library is included by
 * @param debianPackage what brings the library
 * @param ownFlags what its program needs beside the flags that all have, libraries included
 */
record CppPeer(String name, List<String> sources, String header, String debianPackage, List<String> ownFlags)
        implements NativePeers.Peer {
    static final String COMPILER = "g++";

    /** Header-only. */
    static final CppPeer HNSWLIB =
            new CppPeer("hnswlib-cpp", List.of("hnswlib.cpp"), "hnswlib/hnswlib.h", "libhnswlib-dev", List.of());

    /** As Debian builds it, for any x86-64 machine. */
    static final CppPeer FAISS = faiss("faiss", List.of("faiss.cpp"), List.of());

    /** Its own distances make way for some that suit this CPU: see {@code faiss-distances.cpp}. */
    static final CppPeer FAISS_NATIVE = faiss(
            "faiss-native",
            List.of("faiss.cpp", "faiss-distances.cpp"),
            List.of("-DDISTANCES_FOR_THIS_CPU", "-Wl,-z,muldefs"));

    private static final List<String> HEADERS =
            List.of("engine.h", "filter.h", "measure.h", "rows.h", "session.h", "settings.h");
    private static final String PROGRAM = "program";
    private static final String LOG = "log";
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-std=c++17", "-fopenmp");

    private static CppPeer faiss(String name, List<String> sources, List<String> ownFlags) {
        List<String> flags = new ArrayList<>(ownFlags);
        flags.addAll(List.of("-lfaiss", "-lblas", "-llapack"));
        return new CppPeer(name, sources, "faiss/IndexHNSW.h", "libfaiss-dev", List.copyOf(flags));
    }

    @Override
    public Launch prepare(Host host, Path cache) throws IOException {
        if (!host.isLinux()) {
            return new Launch.Skipped("the C++ peers are compiled on Linux only");
        }
        if (!host.has(COMPILER)) {
            return new Launch.Skipped(COMPILER + " is not installed");
        }
        List<Source> files = new ArrayList<>(Source.read(sources));
        files.addAll(Source.read(HEADERS));
        String version = packageVersion(host);
        List<String> command = new ArrayList<>(List.of(COMPILER));
        command.addAll(FLAGS);
        // Without the number of Debian's own revision.
        command.add("-DPEER_VERSION=\"" + version.replaceFirst("-[^-]*$", "") + "\"");
        command.addAll(sources);
        command.addAll(List.of("-o", PROGRAM));
        command.addAll(ownFlags);
        Path program = cache.resolve(name + "-" + fingerprint(host, files, command, version));
        if (Files.isExecutable(program)) {
            return new Launch.Command(List.of(program.toString()));
        }
        return isInstalled(host)
                ? compile(host, files, command, cache, program)
                : new Launch.Skipped("package " + debianPackage + " is missing");
    }

    /** Tells whether the compiler, which must be there, finds the library's header. */
    boolean isInstalled(Host host) throws IOException {
        return host.run(List.of(COMPILER, "-fsyntax-only", "-x", "c++", "-include", header, "/dev/null"))
                .succeeded();
    }

    private String packageVersion(Host host) throws IOException {
        if (host.has("dpkg-query")) {
            Host.Outcome version = host.run(List.of("dpkg-query", "-W", "-f", "${Version}", debianPackage));
            if (version.succeeded()) {
                return version.output().strip();
            }
        }
        return "of an unknown version";
    }

    /** What the compiler says of itself names its version and every feature of this CPU. */
    private static String fingerprint(Host host, List<Source> files, List<String> command, String version)
            throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        files.forEach(fingerprint::add);
        command.forEach(fingerprint::add);
        Host.Outcome compiler = host.run(List.of(COMPILER, "-march=native", "-v", "-E", "-x", "c++", "/dev/null"));
        return fingerprint.add(version).add(compiler.output()).text();
    }

    private static Launch compile(Host host, List<Source> files, List<String> command, Path cache, Path program)
            throws IOException {
        Path log = cache.resolve(program.getFileName() + ".log");
        try (WorkFolder work = WorkFolder.create(cache)) {
            for (Source file : files) {
                file.writeTo(work.path());
            }
            Host.Outcome outcome = host.run(command, work.path());
            Files.writeString(work.path().resolve(LOG), String.join(" ", command) + "\n" + outcome.output());
            work.moveTo(LOG, log);
            if (!outcome.succeeded()) {
                return new Launch.Skipped("compiling failed: see " + log);
            }
            work.moveTo(PROGRAM, program);
        }
        return new Launch.Command(List.of(program.toString()));
    }
}
