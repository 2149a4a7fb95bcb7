package io.vicinal.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** What a command, run within the test, has answered. */
record CommandRun(int code, String out, String err) {
    /** Runs a command; arguments may be paths and numbers too. */
    static CommandRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Vicinal.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        int code = Vicinal.execute(commandLine, words);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /** The lines that people read on standard error. */
    List<String> complaint() {
        return err.lines().toList();
    }

    Map<?, ?> json() {
        return (Map<?, ?>) json(out);
    }

    double number(String field) {
        return json().get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    static Map<?, ?> json(Path file) throws IOException {
        return (Map<?, ?>) json(Files.readString(file));
    }

    /** Reads an object from each line. */
    static List<Map<?, ?>> jsonLines(String text) {
        List<Map<?, ?>> objects = new ArrayList<>();
        text.lines().forEach(line -> objects.add((Map<?, ?>) json(line)));
        return objects;
    }

    private static Object json(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one value: " + text);
            }
            return value;
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> parser.getText();
        };
    }
}
