package io.vicinal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vicinal.kernel.ForkedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    private static final List<String> PLAIN = List.of("-Dvicinal.simd=off");

    @TempDir
    Path folder;

    @Test
    void aFolderIsKeptOnceInAProcess() throws IOException {
        Path sameFolder = Files.createDirectory(folder.resolve("inner")).resolve("..");
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThat(lock).isNotNull();
            for (Path path : List.of(folder, sameFolder)) {
                assertThatExceptionOfType(FolderInUseException.class)
                        .isThrownBy(() -> FolderLock.take(path))
                        .withMessage(path + " is in use by this process")
                        .satisfies(e -> assertThat(e.pid()).isEmpty());
            }
        }
        FolderLock.take(sameFolder).close();
    }

    @Test
    void anotherProcessIsToldWhoKeepsIt() throws Exception {
        try (FolderLock lock = FolderLock.take(folder)) {
            assertThat(lock).isNotNull();
            assertThatExceptionOfType(FolderInUseException.class).isThrownBy(() -> FolderLock.take(folder));
            long here = ProcessHandle.current().pid();
            assertThat(ForkedJvm.run(PLAIN, FolderProcess.class, folder.toString())
                            .out())
                    .containsExactly(OptionalLong.of(here) + " " + folder + " is in use by process " + here);
        }
    }

    @Test
    void aKilledProcessKeepsNothing() throws Exception {
        Process process = ForkedJvm.start(PLAIN, FolderProcess.class, folder.toString());
        try (BufferedReader reports = process.inputReader()) {
            assertThat(reports.readLine()).isEqualTo("locked");
            assertThatExceptionOfType(FolderInUseException.class)
                    .isThrownBy(() -> FolderLock.take(folder))
                    .satisfies(e -> assertThat(e.pid()).hasValue(process.pid()));
        } finally {
            process.destroyForcibly().waitFor();
        }
        FolderLock.take(folder).close();
    }

    @Test
    void aProcessThatHasNotSaidItsNumberIsAnotherProcess() {
        FolderInUseException unknown = FolderInUseException.elsewhere(folder, "");
        assertThat(unknown).hasMessage(folder + " is in use by another process");
        assertThat(unknown.pid()).hasValue(-1);
    }

    @Test
    void aMissingFolderIsNotMade() {
        Path missing = folder.resolve("missing");
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> FolderLock.take(missing));
        assertThat(missing).doesNotExist();
    }
}
