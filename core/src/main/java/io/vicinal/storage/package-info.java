/** Memory-mapped vector files: rows of floats on disk that are searched where they lie. */
package io.vicinal.storage;
