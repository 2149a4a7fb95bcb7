// FAISS's two distances of float vectors, for the CPU that compiles this. Debian builds FAISS for any x86-64 machine,
// and there these functions add one float at a time; FAISS's own builds use the CPU's vector instructions. The linker
// takes these instead (-z muldefs), for the whole library.
#include <cstddef>

// Allows sums in any order, without which a loop of floats stays scalar.
#pragma GCC optimize("unroll-loops", "associative-math", "no-signed-zeros", "no-trapping-math")

namespace faiss {

float fvec_inner_product(const float* x, const float* y, size_t dimension) {
    float sum = 0;
    for (size_t i = 0; i < dimension; i++) {
        sum += x[i] * y[i];
    }
    return sum;
}

float fvec_L2sqr(const float* x, const float* y, size_t dimension) {
    float sum = 0;
    for (size_t i = 0; i < dimension; i++) {
        float difference = x[i] - y[i];
        sum += difference * difference;
    }
    return sum;
}

}  // namespace faiss
