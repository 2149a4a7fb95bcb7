package io.vicinal.bench.arena;

import io.vicinal.bench.contender.ContenderTask;
import io.vicinal.bench.contender.Message;
import io.vicinal.cli.terminal.Interruption;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The process of one contender, as the arena sees it. For one thread, but {@link #close} may come from another. */
final class RunningContender implements Closeable {
    private static final int LOG_LINES = 3;
    private static final int GRACE_SECONDS = 5;

    private final ContenderTask task;
    private final Path folder;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final Map<String, String> ready;
    private int warmRows;

    private RunningContender(ContenderTask task, Path folder, Process process) throws IOException {
        this.task = task;
        this.folder = folder;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.ready = ready().values();
    }

    /**
     * Starts a process and waits until it is ready.
     *
     * @param command the program, to which the task's arguments are added
     * @param task what it is to do
     * @param folder a folder for its log and what it measures
     * @return the contender, to be closed by the caller
     * @throws ContenderFailedException if it does not get ready
     * @throws IOException if it can't be started
     */
    static RunningContender start(List<String> command, ContenderTask task, Path folder) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(task.toArguments());
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectError(log(folder).toFile());
        Process process = builder.start();
        try {
            return Interruption.closes(() -> new RunningContender(task, folder, process));
        } catch (IOException failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    private static Path log(Path folder) {
        return folder.resolve("log.txt");
    }

    /** The contender's name. */
    String engine() {
        return task.engine();
    }

    String version() {
        return ready.getOrDefault("version", "");
    }

    String parameters() {
        return ready.getOrDefault("parameters", "");
    }

    /** Whether it has an ability: {@code effort}, {@code filter}, {@code change}, {@code save} or {@code warm}. */
    boolean can(String ability) {
        return List.of(ready.getOrDefault("can", "").split(",")).contains(ability);
    }

    /** Builds an index of the first rows and forgets it. */
    void warm(int rows) throws IOException {
        ask("warm", rows);
        warmRows = rows;
    }

    /** How many rows it had built an index of before; 0 if it had not. */
    int warmRows() {
        return warmRows;
    }

    WorkTime build(int from, int to) throws IOException {
        return WorkTime.of(ask("build", from, to));
    }

    WorkTime add(int from, int to) throws IOException {
        return WorkTime.of(ask("add", from, to));
    }

    WorkTime remove(int from, int to) throws IOException {
        return WorkTime.of(ask("remove", from, to));
    }

    void save(Path destination) throws IOException {
        ask("save", destination);
    }

    OpeningTime open(Path saved) throws IOException {
        Map<String, String> values = ask("open", saved);
        return new OpeningTime(number(values, "millis"), number(values, "firstAnswerMillis"));
    }

    IndexMemory memory() throws IOException {
        Map<String, String> values = ask("memory");
        return new IndexMemory(number(values, "bytes"), number(values, "heapBytes"));
    }

    /** Lets all searches that follow find only some rows. */
    void filter(Path file) throws IOException {
        ask("filter", file);
    }

    /** Lets all searches that follow find every row. */
    void unfilter() throws IOException {
        ask("filter");
    }

    /**
     * Searches.
     *
     * @param querySet {@code queries} or {@code warmup}
     * @param effort how hard to look
     * @param passes how often to go through the queries
     * @return what was found in the first pass, and all times
     */
    Searched search(String querySet, int effort, int passes) throws IOException {
        Map<String, String> values = ask("search", querySet, effort, passes, folder);
        return Searched.read(folder, task.k(), passes, number(values, "seconds"), number(values, "allocated"));
    }

    /** Memory of the whole process that is resident now; empty where the system does not tell. */
    Optional<Long> residentBytes() {
        return ProcStatus.of(process.pid()).residentBytes();
    }

    /** Keeps all its threads on one processor; without the command {@code taskset} nothing changes. */
    boolean pin(int processor) throws IOException {
        return Pinning.pin(process.pid(), processor);
    }

    private static double number(Map<String, String> values, String name) {
        return Double.parseDouble(values.getOrDefault(name, "NaN").replace("nan", "NaN"));
    }

    private Map<String, String> ask(String command, Object... fields) throws IOException {
        try {
            commands.write(Message.of(command, fields) + "\n");
            commands.flush();
        } catch (IOException broken) {
            throw failure("its process has ended");
        }
        return accept(answers.readLine(), "ok").values();
    }

    /** Some flags make a JVM print something at its start, which is passed over. */
    private Message ready() throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith("ready") && !line.startsWith("failed")) {
            line = answers.readLine();
        }
        return accept(line, "ready");
    }

    private Message accept(@Nullable String line, String expected) throws ContenderFailedException {
        if (line == null) {
            throw failure("its process has ended");
        }
        Message answer = Message.parse(line);
        if (!answer.word().equals(expected)) {
            throw failure(String.join(" ", answer.fields()));
        }
        return answer;
    }

    private ContenderFailedException failure(String reason) {
        return new ContenderFailedException(task.engine(), reason + lastWords());
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log(folder), StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith("WARNING") && !line.startsWith("\tat "))
                    .toList();
            int first = Math.max(0, lines.size() - LOG_LINES);
            return lines.isEmpty() ? "" : "; its last words: " + String.join(" / ", lines.subList(first, lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        Interruption.finished(this);
        try {
            // The end of its input is what it ends at.
            commands.close();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
