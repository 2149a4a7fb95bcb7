package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HitPrintingTest {
    @Test
    void longTextsAreCutAndNothingCommandsTheTerminal(@TempDir Path folder) throws Exception {
        String text = "first\\nsecond \\u001b[31m red " + "x".repeat(84) + "🦉".repeat(30);
        Path texts = Files.writeString(folder.resolve("a.jsonl"), "{\"id\":\"a\\u0007\",\"text\":\"" + text + "\"}");
        Path index = folder.resolve("index");
        assertThat(CommandRun.of("index", index, "--from", texts).code()).isZero();
        CommandRun run = CommandRun.of("search", index, "red");
        assertThat(run.out()).contains("first second [31m red xx").doesNotContain("\u001b", "\u0007");
        String last = run.out().lines().toList().getLast();
        assertThat(last).endsWith("🦉…");
        assertThat(last.strip().length()).isBetween(105, 110);
    }
}
