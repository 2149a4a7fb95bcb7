// FAISS: package libfaiss-dev.
#include <faiss/IndexHNSW.h>
#include <faiss/impl/IDSelector.h>
#include <faiss/index_io.h>
#include <omp.h>

#include "session.h"

namespace {

// Which code compares vectors: see faiss-distances.cpp.
#ifdef DISTANCES_FOR_THIS_CPU
constexpr const char* distances = ", distances compiled for this CPU";
#else
constexpr const char* distances = ", as packaged: without vector instructions";
#endif

// The rows that one query may find. FAISS numbers rows from 0, whatever their numbers in the file.
struct RankSelector : faiss::IDSelector {
    RankSelector(const int32_t* ranks, size_t count) : ranks(ranks), count(count) {}

    bool is_member(idx_t row) const override {
        return static_cast<size_t>(row) < count && ranks[row] >= range.from && ranks[row] < range.to;
    }

    const int32_t* ranks;
    size_t count;
    arena::RankRange range{};
};

class FaissSearcher : public arena::Searcher {
public:
    FaissSearcher(const faiss::IndexHNSW& index, size_t first, size_t k, const arena::Filter* filter)
        : index_(index), first_(first), filter_(filter), distances_(k), labels_(k) {
        // OpenMP keeps this number for each thread that calls it.
        omp_set_num_threads(1);
        if (filter != nullptr) {
            size_t skipped = std::min(first, filter->ranks().size());
            selector_ = std::make_unique<RankSelector>(
                filter->ranks().data() + skipped, filter->ranks().size() - skipped);
            filtered_.efSearch = index.hnsw.efSearch;
            filtered_.sel = selector_.get();
        }
    }

    size_t search(const float* query, size_t number, int32_t* rows) override {
        const faiss::SearchParameters* parameters = nullptr;
        if (selector_) {
            selector_->range = filter_->range(number);
            parameters = &filtered_;
        }
        size_t k = labels_.size();
        index_.search(1, query, static_cast<faiss::Index::idx_t>(k), distances_.data(), labels_.data(), parameters);
        size_t count = 0;
        while (count < k && labels_[count] >= 0) {
            rows[count] = static_cast<int32_t>(first_ + static_cast<size_t>(labels_[count]));
            count++;
        }
        return count;
    }

private:
    const faiss::IndexHNSW& index_;
    const size_t first_;
    const arena::Filter* const filter_;
    std::unique_ptr<RankSelector> selector_;
    faiss::SearchParametersHNSW filtered_;
    std::vector<float> distances_;
    std::vector<faiss::Index::idx_t> labels_;
};

class Faiss : public arena::Engine {
public:
    explicit Faiss(const arena::Settings& settings) : settings_(settings) {}

    std::string version() const override {
        return std::to_string(FAISS_VERSION_MAJOR) + "." + std::to_string(FAISS_VERSION_MINOR) + "." +
               std::to_string(FAISS_VERSION_PATCH);
    }

    std::string parameters() const override {
        return "M " + std::to_string(settings_.connections) + ", efConstruction " +
               std::to_string(settings_.buildEffort) + distances;
    }

    bool filters() const override { return true; }

    void build(const arena::Rows& rows) override {
        first_ = rows.from;
        index_ = std::make_unique<faiss::IndexHNSWFlat>(
            static_cast<int>(settings_.dimension), static_cast<int>(settings_.connections),
            settings_.euclidean ? faiss::METRIC_L2 : faiss::METRIC_INNER_PRODUCT);
        index_->hnsw.efConstruction = static_cast<int>(settings_.buildEffort);
        omp_set_num_threads(settings_.buildThreads);
        index_->add(static_cast<faiss::Index::idx_t>(rows.count()), rows.row(rows.from));
    }

    void save(const std::string& folder) override {
        faiss::write_index(index_.get(), indexFile(folder).c_str());
        std::ofstream first(firstFile(folder));
        first << first_;
        first.close();
        if (!first) {
            throw std::runtime_error("can't write " + firstFile(folder));
        }
    }

    void open(const std::string& folder) override {
        std::ifstream first(firstFile(folder));
        if (!(first >> first_)) {
            throw std::runtime_error("can't read " + firstFile(folder));
        }
        std::unique_ptr<faiss::Index> read(faiss::read_index(indexFile(folder).c_str()));
        auto* index = dynamic_cast<faiss::IndexHNSW*>(read.get());
        if (index == nullptr) {
            throw std::runtime_error(indexFile(folder) + " holds no HNSW index");
        }
        read.release();
        index_.reset(index);
    }

    // Of the index, not of each search: 1.7.3 sizes its queue of candidates by this one whatever a search asks for.
    void setEffort(size_t effort) override { index_->hnsw.efSearch = static_cast<int>(effort); }

    std::unique_ptr<arena::Searcher> searcher(size_t k, const arena::Filter* filter) const override {
        return std::make_unique<FaissSearcher>(*index_, first_, k, filter);
    }

private:
    static std::string indexFile(const std::string& folder) { return folder + "/faiss.index"; }

    // FAISS counts rows from 0; this holds the number of the first.
    static std::string firstFile(const std::string& folder) { return folder + "/first-row"; }

    const arena::Settings& settings_;
    std::unique_ptr<faiss::IndexHNSW> index_;
    size_t first_ = 0;
};

}  // namespace

int main(int count, char** arguments) { return arena::serve<Faiss>(count, arguments); }
