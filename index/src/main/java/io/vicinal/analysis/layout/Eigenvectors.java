package io.vicinal.analysis.layout;

import java.util.stream.IntStream;

/** The eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations, largest first. */
final class Eigenvectors {
    private static final int MAX_SWEEPS = 60;
    private static final double NOTHING = 1e-30;

    private final int size;
    private final double[] matrix;
    private final double[] vectors;
    private final int[] order;

    private Eigenvectors(double[] symmetric, int size) {
        this.size = size;
        this.matrix = symmetric.clone();
        this.vectors = new double[size * size];
        for (int i = 0; i < size; i++) {
            vectors[i * size + i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && beside() > NOTHING * diagonal(); sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(p, q);
                }
            }
        }
        this.order = IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(matrix[b * size + b], matrix[a * size + a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    static Eigenvectors of(double[] symmetric, int size) {
        return new Eigenvectors(symmetric, size);
    }

    int size() {
        return size;
    }

    double value(int rank) {
        return matrix[order[rank] * size + order[rank]];
    }

    double component(int rank, int index) {
        return vectors[index * size + order[rank]];
    }

    private double beside() {
        double sum = 0;
        for (int p = 0; p < size; p++) {
            for (int q = p + 1; q < size; q++) {
                sum += matrix[p * size + q] * matrix[p * size + q];
            }
        }
        return sum;
    }

    private double diagonal() {
        double sum = 0;
        for (int p = 0; p < size; p++) {
            sum += matrix[p * size + p] * matrix[p * size + p];
        }
        return sum;
    }

    /** Turns two axes so that the element they share becomes 0. */
    private void rotate(int p, int q) {
        double shared = matrix[p * size + q];
        if (shared == 0) {
            return;
        }
        double theta = (matrix[q * size + q] - matrix[p * size + p]) / (2 * shared);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.hypot(tangent, 1);
        double sine = tangent * cosine;
        for (int i = 0; i < size; i++) {
            turn(matrix, i * size + p, i * size + q, cosine, sine);
        }
        for (int i = 0; i < size; i++) {
            turn(matrix, p * size + i, q * size + i, cosine, sine);
            turn(vectors, i * size + p, i * size + q, cosine, sine);
        }
    }

    private static void turn(double[] numbers, int a, int b, double cosine, double sine) {
        double first = numbers[a];
        double second = numbers[b];
        numbers[a] = cosine * first - sine * second;
        numbers[b] = sine * first + cosine * second;
    }
}
