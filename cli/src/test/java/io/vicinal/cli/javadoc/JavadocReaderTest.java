package io.vicinal.cli.javadoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vicinal.cli.document.Document;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavadocReaderTest {
    @TempDir
    Path folder;

    private final Map<String, String> sources = new LinkedHashMap<>();

    @Test
    void markupBecomesText() throws IOException {
        source("java.base/java/a/A.java", """
                package java.a;
                /**
                 * A <b>first</b> &lt;sentence&gt; with {@code x < y} and {@literal @at}.
                 * A {@link java.util.List#of(Object) label}, {@linkplain java.util.Map}, a {@link #go(int)}
                 * and 2<sup>31</sup>.<p>See {@systemProperty user.dir}, e.g. here. Never shown.
                 */
                public final class A<T> {
                    /** {@return the answer, or {@code null}} {@inheritDoc} */
                    public static String go(int a, final @Some java.util.List<? extends T>[] b, Map<K, V>... c) { return ""; }
                    /** Does this: <ul><li>one<li>two</ul> Not that. */
                    public void list() {}
                    /** Does it. For example: <pre>code</pre> */
                    public void code() {}
                    /** {@inheritDoc} */
                    public void inherited() {}
                    /** Not public. */
                    protected void hidden() {}
                    /** A constructor. */
                    public A() {}
                    public void silent() {}
                    /** Goes away. */
                    @Deprecated(since = "1", forRemoval = true)
                    public void removed() {}
                }
                /** Not public either. */
                class Other {}
                """);
        Map<String, Document> documents = read(JavadocReader.Scope.BASE);
        assertThat(texts(documents))
                .isEqualTo(Map.of(
                        "java.a.A",
                        "A: A first <sentence> with x < y and @at. A label, Map, a go and 2^31. See user.dir, e.g. here.",
                        "java.a.A.go(int,java.util.List<? extends T>[],Map<K,V>...)",
                        "A.go: Returns the answer, or null.",
                        "java.a.A.list()",
                        "A.list: Does this:",
                        "java.a.A.code()",
                        "A.code: Does it."));
        assertThat(metadata(documents, "java.a.A").toString())
                .isEqualTo("{kind=class, module=java.base, package=java.a, name=A, signature=class A<T>}");
        assertThat(metadata(documents, "java.a.A.go(int,java.util.List<? extends T>[],Map<K,V>...)"))
                .containsEntry("kind", "method")
                .containsEntry("name", "A.go")
                .containsEntry("signature", "static String go(int a, java.util.List<? extends T>[] b, Map<K, V>... c)");
    }

    @Test
    void everyKindOfTypeIsRead() throws IOException {
        source("java.base/java/a/Outer.java", """
                package java.a;
                /** An interface. */
                public sealed interface Outer {
                    /** Public without saying so. */
                    void method();
                    /** Not this. */
                    private void hidden() {}
                    /** A record. */
                    record Point(int x) {
                        /** Of the record. */
                        public int twice() { return 2 * x; }
                        /** Not public. */
                        record Hidden() {}
                    }
                    /** An enumeration. */
                    enum Colour { RED }
                    /** An annotation. */
                    @interface Mark {
                        /** An element. */
                        String value() default "";
                    }
                }
                """);
        Map<String, Document> documents = read(JavadocReader.Scope.BASE);
        assertThat(documents)
                .containsOnlyKeys(
                        "java.a.Outer",
                        "java.a.Outer.method()",
                        "java.a.Outer.Point",
                        "java.a.Outer.Point.twice()",
                        "java.a.Outer.Colour",
                        "java.a.Outer.Mark",
                        "java.a.Outer.Mark.value()");
        assertThat(documents.values())
                .extracting(document -> document.metadata().get("kind"))
                .containsOnly("interface", "method", "record", "enum", "annotation");
        assertThat(metadata(documents, "java.a.Outer")).containsEntry("signature", "sealed interface Outer");
    }

    @Test
    void markdownBecomesText() throws IOException {
        source("java.base/java/a/M.java", """
                package java.a;
                import java.util.List;
                /// A *first* sentence of **M** with `a < b`, [label](http://example.com),
                /// [java.util.List#of()], [a list][List] and &lt;entity&gt;.
                ///
                /// Another with {@code x * y * z} - and {@link List#size() its size}. Some \\*stars\\*.
                public class M {
                    /// Reads it:
                    ///
                    /// - one
                    /// - two
                    public void list() {}
                    /// Reads it. Like
                    /// ```
                    /// code
                    /// ```
                    public void code() {}
                }
                """);
        assertThat(texts(read(JavadocReader.Scope.BASE)))
                .isEqualTo(Map.of(
                        "java.a.M",
                        "M: A first sentence of M with a < b, label, List.of, a list and <entity>."
                                + " Another with x * y * z - and its size. Some *stars*.",
                        "java.a.M.list()",
                        "M.list: Reads it:",
                        "java.a.M.code()",
                        "M.code: Reads it."));
    }

    @Test
    void longCommentsAreCut() throws IOException {
        String sentence = "It says " + "something ".repeat(15).strip() + ".";
        source(
                "java.base/java/a/L.java",
                "package java.a; /** " + (sentence + " ").repeat(9) + "*/ public class L { /** " + "word ".repeat(200)
                        + "*/ public void m() {} }");
        Map<String, String> texts = texts(read(JavadocReader.Scope.BASE));
        assertThat(texts).containsEntry("java.a.L", "L: " + sentence + " " + sentence);
        assertThat(texts.get("java.a.L.m()")).hasSizeBetween(390, 410).endsWith("word\u2026");
    }

    @Test
    void onlyExportedPackagesOfTheScopeAreRead() throws IOException {
        for (String name :
                List.of("java.base/java/a", "java.base/java/hidden", "java.base/sun/a", "other/o", "other/friends")) {
            String packageName = name.substring(name.indexOf('/') + 1).replace('/', '.');
            source(name + "/T.java", "package " + packageName + "; /** Text. */ public class T {}");
        }
        assertThat(read(JavadocReader.Scope.BASE)).containsOnlyKeys("java.a.T");
        assertThat(read(JavadocReader.Scope.ALL)).containsOnlyKeys("java.a.T", "sun.a.T", "o.T");
    }

    @Test
    void sourcesMayBeMissing() throws IOException {
        Path missing = folder.resolve("none.zip");
        assertThatThrownBy(() -> JavadocReader.of(missing, modules()).read(JavadocReader.Scope.BASE))
                .isInstanceOfSatisfying(
                        SourcesNotFoundException.class,
                        e -> assertThat(e.sources()).isEqualTo(missing))
                .hasMessage(missing + " is missing");
        assertThatThrownBy(() -> read(JavadocReader.Scope.BASE))
                .isInstanceOf(SourcesNotFoundException.class)
                .hasMessageEndingWith("has no sources of this JDK");
    }

    private void source(String name, String content) {
        sources.put(name, content);
    }

    private Map<String, Document> read(JavadocReader.Scope scope) throws IOException {
        Path zip = folder.resolve("src.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, String> source : sources.entrySet()) {
                out.putNextEntry(new ZipEntry(source.getKey()));
                out.write(source.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return JavadocReader.of(zip, modules()).read(scope).stream()
                .collect(Collectors.toMap(Document::id, document -> document));
    }

    private static Map<String, String> texts(Map<String, Document> documents) {
        return documents.values().stream().collect(Collectors.toMap(Document::id, Document::text));
    }

    private static Map<String, Object> metadata(Map<String, Document> documents, String id) {
        return Objects.requireNonNull(documents.get(id)).metadata();
    }

    private static ModuleFinder modules() {
        ModuleDescriptor base = ModuleDescriptor.newModule("java.base")
                .packages(Set.of("java.hidden"))
                .exports("java.a")
                .exports("sun.a")
                .build();
        ModuleDescriptor other = ModuleDescriptor.newModule("other")
                .exports("o")
                .exports("friends", Set.of("java.base"))
                .build();
        Map<String, ModuleReference> references =
                Map.of("java.base", new Descriptor(base), "other", new Descriptor(other));
        return new ModuleFinder() {
            @Override
            public Optional<ModuleReference> find(String name) {
                return Optional.ofNullable(references.get(name));
            }

            @Override
            public Set<ModuleReference> findAll() {
                return Set.copyOf(references.values());
            }
        };
    }

    private static final class Descriptor extends ModuleReference {
        Descriptor(ModuleDescriptor descriptor) {
            super(descriptor, null);
        }

        @Override
        public ModuleReader open() {
            throw new UnsupportedOperationException();
        }
    }
}
