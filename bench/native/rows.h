// Rows of an .fvecs file in memory: each row of the file is its dimension, a 32 bit number, and then its floats.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace arena {

class Rows {
public:
    // Reads the rows from ≤ row < to.
    Rows(const std::string& file, size_t dimension, size_t from, size_t to)
        : from(from), to(to), dimension(dimension), floats_(new float[(to - from) * dimension]) {
        std::ifstream input(file, std::ios::binary);
        if (!input) {
            throw std::runtime_error("can't open " + file);
        }
        size_t rowBytes = sizeof(int32_t) + dimension * sizeof(float);
        size_t rowsAtOnce = std::max<size_t>(1, (size_t{1} << 22) / rowBytes);
        std::vector<char> buffer(rowsAtOnce * rowBytes);
        input.seekg(static_cast<std::streamoff>(from * rowBytes));
        for (size_t row = from; row < to;) {
            size_t rows = std::min(rowsAtOnce, to - row);
            if (!input.read(buffer.data(), static_cast<std::streamsize>(rows * rowBytes))) {
                throw std::runtime_error(file + " ends before row " + std::to_string(to - 1));
            }
            for (size_t i = 0; i < rows; i++, row++) {
                take(file, row, buffer.data() + i * rowBytes);
            }
        }
    }

    // Reads all rows.
    static Rows all(const std::string& file, size_t dimension) {
        std::ifstream input(file, std::ios::binary | std::ios::ate);
        if (!input) {
            throw std::runtime_error("can't open " + file);
        }
        size_t bytes = static_cast<size_t>(input.tellg());
        return Rows(file, dimension, 0, bytes / (sizeof(int32_t) + dimension * sizeof(float)));
    }

    size_t count() const { return to - from; }

    // The floats of a row, by its number in the file; those of the next row follow.
    const float* row(size_t row) const { return floats_.get() + (row - from) * dimension; }

    const size_t from;
    const size_t to;
    const size_t dimension;

private:
    void take(const std::string& file, size_t row, const char* bytes) {
        int32_t stored;
        std::memcpy(&stored, bytes, sizeof stored);
        if (stored < 0 || static_cast<size_t>(stored) != dimension) {
            throw std::runtime_error(file + ": dimension is " + std::to_string(dimension) + " but row " +
                                     std::to_string(row) + " has " + std::to_string(stored));
        }
        std::memcpy(floats_.get() + (row - from) * dimension, bytes + sizeof stored, dimension * sizeof(float));
    }

    // Not a vector, which would write zeros first.
    std::unique_ptr<float[]> floats_;
};

}  // namespace arena
