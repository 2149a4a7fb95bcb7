package io.vicinal.bench.arena;

import java.io.IOException;

/** Searches with other queries at the same settings until the speed no longer changes. */
final class WarmUp {
    private static final double BLOCK_SECONDS = 0.1;
    private static final double STEADY = 0.03;
    private static final int STEADY_BLOCKS = 2;

    private WarmUp() {}

    /**
     * Warms up a contender.
     *
     * @param contender what is going to be measured
     * @param effort how hard it will look
     * @param mostSeconds when to stop if it does not get steady
     * @return searches a second at the end
     */
    static double run(RunningContender contender, int effort, double mostSeconds) throws IOException {
        int passes = 1;
        int steadyBlocks = 0;
        double total = 0;
        double qps = 0;
        while (steadyBlocks < STEADY_BLOCKS && total < mostSeconds) {
            Searched block = contender.search("warmup", effort, passes);
            total += block.seconds();
            steadyBlocks = Math.abs(block.qps() / qps - 1) < STEADY ? steadyBlocks + 1 : 0;
            qps = block.qps();
            passes = passesOf(BLOCK_SECONDS, block, passes);
        }
        return qps;
    }

    private static int passesOf(double seconds, Searched block, int passes) {
        return Math.max(1, (int) Math.ceil(seconds * passes / block.seconds()));
    }
}
