package io.vicinal.cli.javadoc;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import io.vicinal.cli.document.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Makes documents of a type, its methods and its nested types, where they are public. */
final class TypeReader {
    private final SourcePackage sourcePackage;
    private final DocTrees trees;
    private final Consumer<DocumentedType> found;

    TypeReader(SourcePackage sourcePackage, DocTrees trees, Consumer<DocumentedType> found) {
        this.sourcePackage = sourcePackage;
        this.trees = trees;
        this.found = found;
    }

    /**
     * Reads a type.
     *
     * @param path leads to it
     * @param outer the names of the types around it, each with a dot behind
     * @param inInterface whether it is public without saying so
     */
    void read(TreePath path, String outer, boolean inInterface) {
        ClassTree type = (ClassTree) path.getLeaf();
        if (!isOffered(type.getModifiers(), inInterface)) {
            return;
        }
        String name = outer + type.getSimpleName();
        boolean isInterface = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        List<Document> methods = new ArrayList<>();
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method
                    && isMethod(method)
                    && isOffered(method.getModifiers(), isInterface)) {
                String methodName = name + "." + method.getName();
                String id = methodName + "(" + Signature.parameterTypes(method) + ")";
                add(methods, document(new TreePath(path, method), id, methodName, "method", Signature.of(method)));
            }
        }
        @Nullable Document document = document(path, name, name, kind(type), Signature.of(type));
        if (document != null || !methods.isEmpty()) {
            found.accept(new DocumentedType(sourcePackage, document, methods));
        }
        for (Tree member : type.getMembers()) {
            if (member instanceof ClassTree) {
                read(new TreePath(path, member), name + ".", isInterface);
            }
        }
    }

    private static void add(List<Document> documents, @Nullable Document document) {
        if (document != null) {
            documents.add(document);
        }
    }

    private static boolean isMethod(MethodTree method) {
        return !method.getName().contentEquals("<init>");
    }

    private static boolean isOffered(ModifiersTree modifiers, boolean inInterface) {
        boolean isPublic = modifiers.getFlags().contains(Modifier.PUBLIC)
                || (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
        return isPublic
                && modifiers.getAnnotations().stream()
                        .map(annotation -> annotation.toString().replace(" ", ""))
                        .noneMatch(text -> text.startsWith("@Deprecated") && text.contains("forRemoval=true"));
    }

    private static String kind(ClassTree type) {
        return switch (type.getKind()) {
            case INTERFACE -> "interface";
            case ENUM -> "enum";
            case RECORD -> "record";
            case ANNOTATION_TYPE -> "annotation";
            default -> "class";
        };
    }

    private @Nullable Document document(TreePath path, String id, String name, String kind, String signature) {
        @Nullable DocCommentTree comment = trees.getDocCommentTree(path);
        if (comment == null) {
            return null;
        }
        String summary = Summary.of(PlainText.of(comment.getFullBody(), trees));
        if (summary.isEmpty()) {
            return null;
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("kind", kind);
        metadata.put("module", sourcePackage.module());
        metadata.put("package", sourcePackage.name());
        metadata.put("name", name);
        metadata.put("signature", signature);
        return new Document(sourcePackage.name() + "." + id, name + ": " + summary, metadata);
    }
}
