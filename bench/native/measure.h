// The measured loop: every query timed by itself, spread over threads.
#pragma once

#include <chrono>
#include <exception>
#include <fstream>
#include <thread>
#include <vector>

#include "engine.h"

namespace arena {

using Clock = std::chrono::steady_clock;

inline double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

inline int64_t nanosSince(Clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
}

// Searches of all queries, some passes of them.
class Measurement {
public:
    Measurement(const Engine& engine, const Filter* filter, const Rows& queries, size_t k, size_t passes)
        : engine_(engine),
          filter_(filter),
          queries_(queries),
          k_(k),
          passes_(passes),
          rows_(queries.count() * k, -1),
          nanos_(passes * queries.count()) {}

    // Returns the wall time of all passes, in seconds. Thread t takes the queries t, t + threads, …
    double run(size_t threads) {
        std::vector<std::exception_ptr> failures(threads);
        std::vector<std::thread> workers;
        Clock::time_point start = Clock::now();
        for (size_t t = 0; t < threads; t++) {
            workers.emplace_back([this, t, threads, &failures] {
                try {
                    work(t, threads);
                } catch (...) {
                    failures[t] = std::current_exception();
                }
            });
        }
        for (std::thread& worker : workers) {
            worker.join();
        }
        double seconds = secondsSince(start);
        for (const std::exception_ptr& failure : failures) {
            if (failure) {
                std::rethrow_exception(failure);
            }
        }
        return seconds;
    }

    void write(const std::string& folder) const {
        writeFile(folder + "/rows.bin", rows_);
        writeFile(folder + "/nanos.bin", nanos_);
    }

private:
    void work(size_t first, size_t step) {
        std::unique_ptr<Searcher> searcher = engine_.searcher(k_, filter_);
        std::vector<int32_t> again(k_);
        for (size_t pass = 0; pass < passes_; pass++) {
            for (size_t query = first; query < queries_.count(); query += step) {
                int32_t* rows = pass == 0 ? rows_.data() + query * k_ : again.data();
                const float* vector = queries_.row(query);
                Clock::time_point start = Clock::now();
                searcher->search(vector, query, rows);
                nanos_[pass * queries_.count() + query] = nanosSince(start);
            }
        }
    }

    template <typename Number>
    static void writeFile(const std::string& file, const std::vector<Number>& numbers) {
        std::ofstream output(file, std::ios::binary);
        output.write(reinterpret_cast<const char*>(numbers.data()),
                     static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
        output.close();
        if (!output) {
            throw std::runtime_error("can't write " + file);
        }
    }

    const Engine& engine_;
    const Filter* filter_;
    const Rows& queries_;
    const size_t k_;
    const size_t passes_;
    std::vector<int32_t> rows_;
    std::vector<int64_t> nanos_;
};

}  // namespace arena
