// hnswlib, header-only: package libhnswlib-dev.
#include <hnswlib/hnswlib.h>

#include <atomic>

#include "session.h"

namespace {

using Index = hnswlib::HierarchicalNSW<float>;

class HnswlibSearcher : public arena::Searcher {
public:
    HnswlibSearcher(const Index& index, size_t k) : index_(index), k_(k) {}

    size_t search(const float* query, size_t, int32_t* rows) override {
        auto found = index_.searchKnn(query, k_);
        size_t count = found.size();
        for (size_t i = count; i-- > 0; found.pop()) {
            rows[i] = static_cast<int32_t>(found.top().second);
        }
        return count;
    }

private:
    const Index& index_;
    const size_t k_;
};

class Hnswlib : public arena::Engine {
public:
    explicit Hnswlib(const arena::Settings& settings) : settings_(settings) {
        if (settings.euclidean) {
            space_ = std::make_unique<hnswlib::L2Space>(settings.dimension);
        } else {
            space_ = std::make_unique<hnswlib::InnerProductSpace>(settings.dimension);
        }
    }

    std::string version() const override { return PEER_VERSION; }

    std::string parameters() const override {
        return "M " + std::to_string(settings_.connections) + ", efConstruction " +
               std::to_string(settings_.buildEffort);
    }

    bool changes() const override { return true; }

    void build(const arena::Rows& rows) override {
        index_ = std::make_unique<Index>(space_.get(), rows.count(), settings_.connections, settings_.buildEffort);
        // The graph needs an entry point before several threads may insert.
        index_->addPoint(rows.row(rows.from), rows.from);
        insert(rows, rows.from + 1);
    }

    void add(const arena::Rows& rows) override {
        size_t needed = index_->cur_element_count;
        for (size_t row = rows.from; row < rows.to; row++) {
            needed += 1 - index_->label_lookup_.count(row);
        }
        if (needed > index_->max_elements_) {
            index_->resizeIndex(needed);
        }
        insert(rows, rows.from);
    }

    void remove(size_t from, size_t to) override {
        for (size_t row = from; row < to; row++) {
            index_->markDelete(row);
        }
    }

    void save(const std::string& folder) override {
        index_->saveIndex(file(folder));
        if (!std::ifstream(file(folder))) {
            throw std::runtime_error("can't write " + file(folder));
        }
    }

    void open(const std::string& folder) override {
        if (!std::ifstream(file(folder))) {
            throw std::runtime_error("can't read " + file(folder));
        }
        // The constructor that loads leaves the number of deleted rows to chance (0.6.2), and with it the speed.
        // An index that failed to load can't be destroyed safely.
        auto loading = new Index(space_.get());
        loading->num_deleted_ = 0;
        loading->loadIndex(file(folder), space_.get());
        index_.reset(loading);
    }

    void setEffort(size_t effort) override { index_->setEf(effort); }

    std::unique_ptr<arena::Searcher> searcher(size_t k, const arena::Filter*) const override {
        return std::make_unique<HnswlibSearcher>(*index_, k);
    }

private:
    static std::string file(const std::string& folder) { return folder + "/hnswlib.bin"; }

    void insert(const arena::Rows& rows, size_t from) {
        std::atomic<size_t> next(from);
        std::vector<std::exception_ptr> failures(settings_.buildThreads);
        std::vector<std::thread> workers;
        for (std::exception_ptr& failure : failures) {
            workers.emplace_back([this, &rows, &next, &failure] {
                try {
                    for (size_t row; (row = next++) < rows.to;) {
                        index_->addPoint(rows.row(row), row);
                    }
                } catch (...) {
                    failure = std::current_exception();
                }
            });
        }
        for (std::thread& worker : workers) {
            worker.join();
        }
        for (const std::exception_ptr& failure : failures) {
            if (failure) {
                std::rethrow_exception(failure);
            }
        }
    }

    const arena::Settings& settings_;
    std::unique_ptr<hnswlib::SpaceInterface<float>> space_;
    std::unique_ptr<Index> index_;
};

}  // namespace

int main(int count, char** arguments) { return arena::serve<Hnswlib>(count, arguments); }
