package io.vicinal.cli.javadoc;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the documented types of a package by the compiler's own parser. Nothing is resolved: names are as the source has them. */
final class PackageParser {
    private final SourceArchive archive;
    private final SourcePackage sourcePackage;

    PackageParser(SourceArchive archive, SourcePackage sourcePackage) {
        this.archive = archive;
        this.sourcePackage = sourcePackage;
    }

    List<DocumentedType> parse(List<String> files) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String file : files) {
            sources.add(new Source(file, archive.read(file)));
        }
        JavacTask task =
                (JavacTask) compiler().getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, sources);
        DocTrees trees = DocTrees.instance(task);
        List<DocumentedType> types = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            TypeReader reader = new TypeReader(sourcePackage, trees, types::add);
            TreePath path = new TreePath(unit);
            for (Tree declaration : unit.getTypeDecls()) {
                if (declaration instanceof ClassTree type) {
                    reader.read(new TreePath(path, type), "", false);
                }
            }
        }
        return types;
    }

    private static JavaCompiler compiler() throws IOException {
        @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java has no compiler (module jdk.compiler), which reads the sources");
        }
        return compiler;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String content;

        Source(String file, String content) {
            super(URI.create("source:///" + file), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }
    }
}
