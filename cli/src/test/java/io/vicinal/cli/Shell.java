package io.vicinal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * As much of a shell as documents need: {@code ./vicinal} with quoted words, {@code > file} behind it, lines that go on after a backslash, comments,
 * and {@code cat > file <<'EOF'}. Anything else is refused, so that nothing that is shown goes unrun. Commands run in this JVM, as if in the folder.
 */
final class Shell {
    private static final Pattern HERE = Pattern.compile("cat > (\\S+) <<'EOF'");
    private static final Pattern WORD = Pattern.compile("\\s*(#.*|>|(?:[^\\s'\">#]|'[^']*'|\"[^\"]*\")+)");

    /** What a user of the recipes makes once: here a smaller one is there already. */
    private static final String DEMO = "./vicinal demo --to ";

    private final Path folder;

    Shell(Path folder) {
        this.folder = folder;
    }

    void run(String block) throws IOException {
        Iterator<String> lines = block.lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            while (line.endsWith("\\")) {
                line = line.substring(0, line.length() - 1) + lines.next();
            }
            Matcher here = HERE.matcher(line);
            if (here.matches()) {
                Files.writeString(folder.resolve(here.group(1)), document(lines));
            } else if (line.startsWith(DEMO)) {
                JdkIndex.copyTo(folder.resolve(words(line).getLast()));
            } else if (!words(line).isEmpty()) {
                command(line, words(line));
            }
        }
    }

    private static String document(Iterator<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line = lines.next(); !line.equals("EOF"); line = lines.next()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        int end = 0;
        while (word.find() && word.start() == end && !word.group(1).startsWith("#")) {
            words.add(word.group(1).replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
            end = word.end();
        }
        return words;
    }

    private void command(String line, List<String> words) throws IOException {
        assertThat(words.getFirst()).as(line).isEqualTo("./vicinal");
        int redirection = words.indexOf(">");
        List<String> arguments = words.subList(1, redirection < 0 ? words.size() : redirection);
        assertThat(arguments).as(line).doesNotContain("|", "<", "&&", ";", "&");
        CommandRun run = run(arguments);
        assertThat(run.code()).as("%s%n%s", line, run.err()).isZero();
        if (redirection >= 0) {
            assertThat(words).as(line).hasSize(redirection + 2);
            assertThat(run.out()).as(line).isNotEmpty();
            Files.writeString(folder.resolve(words.getLast()), run.out());
        }
    }

    private CommandRun run(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Vicinal.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        commandLine.registerConverter(Path.class, name -> name.equals("-") ? Path.of(name) : folder.resolve(name));
        int code = Vicinal.execute(commandLine, arguments.toArray(String[]::new));
        return new CommandRun(code, out.toString(), err.toString());
    }
}
