package io.vicinal.kernel;

/** Runs in a JVM of its own: sixteen threads use the kernels at once for the first time, then one says which they are. */
final class ManyThreads {
    private ManyThreads() {}

    static void main(String[] arguments) throws InterruptedException {
        Thread[] threads = new Thread[16];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> Kernels.dot(new float[] {1}, new float[] {2}));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(Kernels.describe());
    }
}
