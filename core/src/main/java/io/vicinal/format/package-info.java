/** Vector files of other tools: {@code .fvecs}, {@code .bvecs}, {@code .ivecs} and NumPy's {@code .npy}. */
package io.vicinal.format;
