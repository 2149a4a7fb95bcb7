package io.vicinal.storage;

import java.io.IOException;
import java.nio.file.Path;

/** Runs in a JVM of its own: keeps a folder until it is killed or told to end, or says who has it. */
final class FolderProcess {
    private FolderProcess() {}

    static void main(String[] arguments) throws IOException {
        try {
            FolderLock lock = FolderLock.take(Path.of(arguments[0]));
            System.out.println("locked");
            System.in.read();
            lock.close();
        } catch (FolderInUseException e) {
            System.out.println(e.pid() + " " + e.getMessage());
        }
    }
}
