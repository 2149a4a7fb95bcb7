// Which rows each query may find: those whose rank lies in the query's range.
#pragma once

#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace arena {

struct RankRange {
    int32_t from;
    int32_t to;
};

class Filter {
public:
    // The file holds the rank of each base row, then a range for each query.
    Filter(const std::string& file, size_t queries) {
        std::ifstream input(file, std::ios::binary | std::ios::ate);
        if (!input) {
            throw std::runtime_error("can't open " + file);
        }
        size_t bytes = static_cast<size_t>(input.tellg());
        size_t rangeBytes = queries * sizeof(RankRange);
        if (queries == 0 || bytes < rangeBytes || bytes % sizeof(int32_t) != 0) {
            throw std::runtime_error(file + " has " + std::to_string(bytes) + " bytes, too few for the ranges of " +
                                     std::to_string(queries) + " queries");
        }
        ranks_.resize((bytes - rangeBytes) / sizeof(int32_t));
        ranges_.resize(queries);
        input.seekg(0);
        input.read(reinterpret_cast<char*>(ranks_.data()), static_cast<std::streamsize>(bytes - rangeBytes));
        input.read(reinterpret_cast<char*>(ranges_.data()), static_cast<std::streamsize>(rangeBytes));
        if (!input) {
            throw std::runtime_error("can't read " + file);
        }
    }

    const std::vector<int32_t>& ranks() const { return ranks_; }

    // The range of a query; warm-up queries may be more than there are ranges, and use them again.
    RankRange range(size_t query) const { return ranges_[query % ranges_.size()]; }

private:
    std::vector<int32_t> ranks_;
    std::vector<RankRange> ranges_;
};

}  // namespace arena
