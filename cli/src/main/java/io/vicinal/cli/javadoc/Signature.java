package io.vicinal.cli.javadoc;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Declarations in short, with types as the source has them but without annotations. */
final class Signature {
    /** Of the modifiers, only these change how a type or a method is called. */
    private static final Set<Modifier> SHOWN = Set.of(Modifier.STATIC, Modifier.ABSTRACT, Modifier.SEALED);

    private Signature() {}

    /** As in {@code CharSequence,DateTimeFormatter}. */
    static String parameterTypes(MethodTree method) {
        return method.getParameters().stream()
                .map(parameter -> type(parameter).replace(", ", ","))
                .collect(Collectors.joining(","));
    }

    /** As in {@code static LocalDate parse(CharSequence text, DateTimeFormatter formatter)}. */
    static String of(MethodTree method) {
        String parameters = method.getParameters().stream()
                .map(parameter -> type(parameter) + " " + parameter.getName())
                .collect(Collectors.joining(", ", "(", ")"));
        @Nullable Tree returned = method.getReturnType();
        return (method.getModifiers().getFlags().contains(Modifier.STATIC) ? "static " : "")
                + (returned == null ? "void" : type(returned)) + " " + method.getName() + parameters;
    }

    /** As in {@code abstract class AbstractList<E>}. */
    static String of(ClassTree type) {
        String modifiers = type.getModifiers().getFlags().stream()
                .filter(SHOWN::contains)
                .map(modifier -> modifier + " ")
                .collect(Collectors.joining());
        String word = switch (type.getKind()) {
            case INTERFACE -> "interface ";
            case ENUM -> "enum ";
            case RECORD -> "record ";
            case ANNOTATION_TYPE -> "@interface ";
            default -> "class ";
        };
        String parameters = type.getTypeParameters().stream()
                .map(parameter -> parameter.getName().toString())
                .collect(Collectors.joining(", "));
        return modifiers + word + type.getSimpleName() + (parameters.isEmpty() ? "" : "<" + parameters + ">");
    }

    private static String type(VariableTree parameter) {
        Tree type = parameter.getType();
        // The tree API has no word for a variable number of arguments, except when it prints one.
        if (type instanceof ArrayTypeTree array && parameter.toString().contains("...")) {
            return type(array.getType()) + "...";
        }
        return type(type);
    }

    private static String type(Tree type) {
        if (type instanceof AnnotatedTypeTree annotated) {
            return type(annotated.getUnderlyingType());
        }
        return type instanceof ArrayTypeTree array ? type(array.getType()) + "[]" : type.toString();
    }
}
