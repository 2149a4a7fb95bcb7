package io.vicinal.fork;

import io.vicinal.index.Engine;
import io.vicinal.index.Query;
import io.vicinal.index.VectorIndex;
import io.vicinal.kernel.Metric;

/** A program that asks for an engine by name, and makes an index of it. In a package of its own, since it is in no module. */
public final class AskForEngine {
    private AskForEngine() {}

    public static void main(String[] arguments) throws Exception {
        try {
            Engine.named(arguments[0]);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
            return;
        }
        try (VectorIndex index =
                VectorIndex.builder(2, Metric.COSINE).engine(arguments[0]).create()) {
            index.add(42, new float[] {1, 2});
            System.out.println(
                    "found " + index.search(Query.of(new float[] {2, 1})).id(0));
        }
    }
}
