package io.vicinal.bench.contender;

import com.sun.management.OperatingSystemMXBean;
import io.vicinal.bench.dataset.Vectors;
import io.vicinal.format.VectorMapping;
import io.vicinal.format.VectorReader;
import io.vicinal.storage.VectorRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process in which one contender is built and searched. It answers each {@link Message} on its standard input with one on its
 * standard output; {@code bench/native} speaks the same for contenders that are not written in Java.
 *
 * <ul>
 *   <li>first, by itself: {@code ready version= parameters= can=}, the last a list of {@code effort,filter,change,save,warm}
 *   <li>{@code warm ROWS}: {@code ok}; builds an index of the first rows and forgets it, for the JVM to compile what builds
 *   <li>{@code build FROM TO}, {@code add FROM TO}, {@code remove FROM TO}: {@code ok seconds= cpuSeconds=}
 *   <li>{@code save DIR}: {@code ok seconds=}
 *   <li>{@code open DIR}: {@code ok millis= firstAnswerMillis=}, both from the beginning
 *   <li>{@code memory}: {@code ok bytes= heapBytes=}, what is in use after a collection
 *   <li>{@code filter [FILE]}: {@code ok}; which rows queries may find from now on, see {@link RowFilters}
 *   <li>{@code search queries|warmup EFFORT PASSES DIR}: {@code ok seconds= allocated=}, see {@link SearchRun}
 *   <li>{@code quit}, or the end of input: no answer
 * </ul>
 *
 * <p>What fails is answered with {@code failed MESSAGE}.
 */
public final class ContenderProcess implements AutoCloseable {
    private static final int FIRST_EFFORT = 64;

    private final ContenderTask task;
    private final Contender contender;
    private final Map<String, float[][]> querySets;
    private final int baseCount;
    private @Nullable SearchRun searches;
    private @Nullable RowFilters filters;

    private ContenderProcess(ContenderTask task) throws IOException {
        this.task = task;
        try (VectorReader reader = VectorReader.open(task.base())) {
            this.baseCount = Math.toIntExact(reader.count());
        }
        this.querySets = Map.of("queries", Vectors.read(task.queries()), "warmup", Vectors.read(task.warmup()));
        this.contender = Contenders.make(task.engine(), task.spec());
    }

    /**
     * Runs until the end of input.
     *
     * @param arguments see {@link ContenderTask#toArguments}
     * @throws IOException if its standard input fails, or the contender can't be made
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Libraries may print what they like, but not between the answers.
        System.setOut(System.err);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ContenderProcess process = new ContenderProcess(ContenderTask.parse(Arrays.asList(arguments)))) {
            answers.println(process.ready());
            for (String line = commands.readLine(); line != null && !line.equals("quit"); line = commands.readLine()) {
                answers.println(process.answer(Message.parse(line)));
            }
        }
        // Peers keep threads that are no daemons.
        System.exit(0);
    }

    private Message ready() {
        List<String> abilities = new ArrayList<>();
        addIf(abilities, contender.hasEffort(), "effort");
        addIf(abilities, contender.filters(), "filter");
        addIf(abilities, contender.changes(), "change");
        addIf(abilities, contender.saves(), "save");
        abilities.add("warm");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("version", contender.version());
        values.put("parameters", contender.parameters());
        values.put("can", String.join(",", abilities));
        return Message.of("ready", values);
    }

    private static void addIf(List<String> abilities, boolean able, String ability) {
        if (able) {
            abilities.add(ability);
        }
    }

    private Message answer(Message command) {
        try {
            return Message.of("ok", run(command));
        } catch (Exception | OutOfMemoryError | StackOverflowError failure) {
            failure.printStackTrace();
            return Message.of("failed", failure);
        }
    }

    private Map<String, ?> run(Message command) throws Exception {
        return switch (command.word()) {
            case "warm" -> warm(command.number(0));
            case "build" -> build(command.number(0), command.number(1));
            case "add" -> withBase(base -> contender.add(base, command.number(0), command.number(1)));
            case "remove" -> timed(() -> contender.remove(command.number(0), command.number(1)));
            case "save" -> timed(() -> contender.save(Path.of(command.field(0))));
            case "open" -> open(Path.of(command.field(0)));
            case "memory" -> MemoryInUse.measure().fields();
            case "filter" -> filter(command.fields());
            case "search" -> search(command);
            default -> throw new IllegalArgumentException("there is no command '%s'".formatted(command.word()));
        };
    }

    private Map<String, ?> warm(int rows) throws Exception {
        ContenderSpec spec = task.spec();
        Path folder = Files.createDirectories(spec.folder().resolveSibling("warm"));
        try (Contender other = Contenders.make(task.engine(), spec.in(folder))) {
            withBase(base -> other.build(base, 0, rows));
        }
        return Map.of();
    }

    private Map<String, ?> build(int from, int to) throws Exception {
        searches = null;
        return withBase(base -> contender.build(base, from, to));
    }

    private interface WorkOnRows {
        void run(VectorRows base) throws Exception;
    }

    /** Lets go of the rows afterwards: an index that needs them has its own. */
    private Map<String, ?> withBase(WorkOnRows work) throws Exception {
        try (Arena arena = Arena.ofShared()) {
            VectorRows base = VectorMapping.map(task.base(), arena);
            return timed(() -> work.run(base));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Map<String, ?> timed(Work work) throws Exception {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = System.nanoTime();
        long cpuStart = process.getProcessCpuTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (process.getProcessCpuTime() - cpuStart) / 1e9;
        return Map.of("seconds", seconds, "cpuSeconds", cpuSeconds);
    }

    private Map<String, ?> open(Path folder) throws Exception {
        long start = System.nanoTime();
        contender.open(folder);
        double millis = (System.nanoTime() - start) / 1e6;
        int effort = Math.max(task.k(), FIRST_EFFORT);
        contender.searcher().search(querySet("warmup")[0], effort, null, new int[task.k()]);
        return Map.of("millis", millis, "firstAnswerMillis", (System.nanoTime() - start) / 1e6);
    }

    private Map<String, ?> filter(List<String> fields) throws IOException {
        filters = fields.isEmpty() ? null : RowFilters.read(Path.of(fields.get(0)), baseCount);
        return Map.of();
    }

    private Map<String, ?> search(Message command) throws Exception {
        int effort = command.number(1);
        int passes = command.number(2);
        if (effort < 1 || passes < 1) {
            throw new IllegalArgumentException(
                    "effort and passes must be at least 1 but are %d and %d".formatted(effort, passes));
        }
        if (searches == null) {
            searches = new SearchRun(contender, task.threads(), task.k());
        }
        return searches.run(querySet(command.field(0)), effort, passes, filters, Path.of(command.field(3)));
    }

    private float[][] querySet(String name) {
        float[][] queries = querySets.get(name);
        if (queries == null) {
            throw new IllegalArgumentException("there are no '%s' among %s".formatted(name, querySets.keySet()));
        }
        return queries;
    }

    @Override
    public void close() throws IOException {
        contender.close();
    }
}
