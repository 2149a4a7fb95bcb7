package io.vicinal.embedding.client;

import io.vicinal.embedding.AnswerReport;
import io.vicinal.embedding.fault.EmbeddingException;
import io.vicinal.embedding.listener.RequestListener;
import io.vicinal.embedding.provider.Caps;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All that a client says: to logs, to listeners, in exceptions, and what its objects print. */
final class Overheard implements RequestListener, AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> all = new ConcurrentLinkedQueue<>();
    private final @Nullable Level usualLevel = ROOT.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            said(record.getLoggerName() + record.getMessage() + Arrays.toString(record.getParameters()));
            thrown(record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Overheard() {}

    /** Begins to listen to all loggers. */
    static Overheard start() {
        Overheard overheard = new Overheard();
        overheard.handler.setLevel(Level.ALL);
        ROOT.addHandler(overheard.handler);
        ROOT.setLevel(Level.ALL);
        return overheard;
    }

    String all() {
        return String.join("\n", all);
    }

    void said(String text) {
        all.add(text);
    }

    /** Notes an exception, its causes and what it suppressed. */
    void thrown(@Nullable Throwable thrown) {
        if (thrown == null) {
            return;
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        said(trace.toString());
        if (thrown instanceof EmbeddingException fault) {
            said(fault.problem() + fault.code() + fault.requestId());
        }
    }

    /** Notes what an object prints, and each of ours that can be reached from it. */
    void object(Object object) {
        walk(object, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private void walk(@Nullable Object object, Set<Object> seen) {
        if (object == null || object == this || !isOurs(object.getClass()) || !seen.add(object)) {
            return;
        }
        said(object.getClass().getSimpleName() + " " + object);
        for (Class<?> type = object.getClass(); type != null && isOurs(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    walk(value(object, field), seen);
                }
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.vicinal.");
    }

    private static @Nullable Object value(Object object, Field field) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void sending(int texts, long tokens) {
        said("sending " + texts + " " + tokens);
    }

    @Override
    public void answered(AnswerReport report, Duration took) {
        said(report.toString());
    }

    @Override
    public void failed(int texts, EmbeddingException fault, Duration took) {
        thrown(fault);
    }

    @Override
    public void retrying(EmbeddingException fault, int attempt, Duration delay) {
        thrown(fault);
    }

    @Override
    public void split(int texts, EmbeddingException fault) {
        thrown(fault);
    }

    @Override
    public void capsLearnt(Caps caps) {
        said(caps.toString());
    }

    @Override
    public void close() {
        ROOT.removeHandler(handler);
        ROOT.setLevel(usualLevel);
    }
}
