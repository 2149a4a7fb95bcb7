package io.vicinal.index;

import io.vicinal.kernel.Metric;
import java.nio.file.Path;

/**
 * What an index is to be.
 *
 * @param dimension floats in each vector
 * @param metric how vectors are compared
 * @param directory the folder for its temporary files
 * @param graph how its graph is built, if the engine has one
 */
public record IndexSpec(int dimension, Metric metric, Path directory, GraphSettings graph) {}
