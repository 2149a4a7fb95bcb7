package io.vicinal.bench.nativepeer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Installs what is missing, or tells how to. */
final class Installation {
    private static final List<String> UPDATE = List.of("apt-get", "update");

    private final Host host;
    private final PrintStream out;

    Installation(Host host, PrintStream out) {
        this.host = host;
        this.out = out;
    }

    void run(List<CppPeer> compiled, Path cache) throws IOException {
        if (!host.isLinux()) {
            out.println("The native peers run on Linux only, with g++ and Debian's packages; nothing was installed.");
            return;
        }
        List<String> missing = missingPackages(compiled);
        if (!missing.isEmpty()) {
            installPackages(missing);
        }
        if (!UsearchPeer.isInstalled(cache)) {
            installUsearch(cache);
        }
    }

    private List<String> missingPackages(List<CppPeer> compiled) throws IOException {
        List<String> missing = new ArrayList<>();
        boolean canCompile = host.has(CppPeer.COMPILER);
        if (!canCompile) {
            missing.add(CppPeer.COMPILER);
        }
        for (CppPeer peer : compiled) {
            // apt-get leaves a package alone that is already there.
            if (!canCompile || !peer.isInstalled(host)) {
                missing.add(peer.debianPackage());
            }
        }
        return missing.stream().distinct().toList();
    }

    private void installPackages(List<String> missing) throws IOException {
        out.println("Missing: " + String.join(", ", missing) + ".");
        List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y"));
        install.addAll(missing);
        if (!host.has("apt-get")) {
            out.println("There is no apt-get here. Install the packages of your system that match those of Debian.");
        } else if (!isRoot()) {
            out.println("Only root can install them. Run:");
            out.println("  sudo " + String.join(" ", UPDATE));
            out.println("  sudo " + String.join(" ", install));
        } else if (!show(install) && show(UPDATE)) {
            show(install);
        }
    }

    private void installUsearch(Path cache) throws IOException {
        out.println("Missing: " + UsearchPeer.NAME + " " + UsearchPeer.VERSION + " of npm.");
        if (!host.has("node") || !host.has("npm")) {
            out.println("It needs Node.js and npm, which are not both installed.");
        } else {
            Files.createDirectories(cache);
            show(UsearchPeer.installCommand(cache));
        }
    }

    private boolean isRoot() throws IOException {
        return host.run(List.of("id", "-u")).output().strip().equals("0");
    }

    private boolean show(List<String> command) throws IOException {
        out.println("$ " + String.join(" ", command));
        boolean succeeded = host.show(command, out);
        if (!succeeded) {
            out.println("This command failed.");
        }
        return succeeded;
    }
}
