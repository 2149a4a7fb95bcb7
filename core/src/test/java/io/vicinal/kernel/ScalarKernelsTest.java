package io.vicinal.kernel;

class ScalarKernelsTest extends RowKernelsContract {
    @Override
    RowKernels create() {
        return new ScalarKernels();
    }
}
