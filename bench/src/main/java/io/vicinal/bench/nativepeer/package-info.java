/**
 * The peers that don't run on the JVM: hnswlib and FAISS in C++, and USearch under Node.js. Each is driven by a small program
 * of ours whose source travels in this jar, and which is compiled on the machine where it runs, for its CPU:
 *
 * <pre>{@code
 * Launch launch = NativePeers.prepare("faiss");
 * if (launch instanceof Launch.Command command) {
 *     new ProcessBuilder(command.words()).start();
 * }
 * }</pre>
 */
@NullMarked
package io.vicinal.bench.nativepeer;

import org.jspecify.annotations.NullMarked;
