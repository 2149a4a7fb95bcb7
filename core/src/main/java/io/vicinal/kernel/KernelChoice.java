package io.vicinal.kernel;

import java.lang.System.Logger.Level;

/**
 * Which kernels run, and why.
 *
 * @param kernels the implementation
 * @param reason why this one, for people
 */
record KernelChoice(RowKernels kernels, String reason) {
    private static final String MODULE = "jdk.incubator.vector";

    static KernelChoice make() {
        String width = System.getProperty(Kernels.WIDTH_PROPERTY, "auto");
        return switch (width) {
            case "off" -> scalar("switched off by -D" + Kernels.WIDTH_PROPERTY);
            case "auto" -> simd("the default, which -D" + Kernels.WIDTH_PROPERTY + " changes");
            case "128", "256", "512" -> simd("at most %s bit by -D%s".formatted(width, Kernels.WIDTH_PROPERTY));
            default ->
                throw new IllegalArgumentException(
                        "-D%s must be auto, off, 128, 256 or 512 but is '%s'".formatted(Kernels.WIDTH_PROPERTY, width));
        };
    }

    private static KernelChoice simd(String reason) {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            System.getLogger("io.vicinal")
                    .log(
                            Level.INFO,
                            "Vectors are compared in plain Java; --add-modules " + MODULE + " is many times faster");
            return scalar("no --add-modules " + MODULE);
        }
        return SimdKernels.supported()
                ? new KernelChoice(new SimdKernels(), reason)
                : scalar("the processor has no vectors of 128 bit or more");
    }

    private static KernelChoice scalar(String reason) {
        return new KernelChoice(new ScalarKernels(), reason);
    }
}
