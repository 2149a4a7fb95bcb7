// What the arena asks of an engine.
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "filter.h"
#include "rows.h"

namespace arena {

// Searches for the thread that made it.
class Searcher {
public:
    virtual ~Searcher() = default;

    // Writes the numbers of the nearest rows, best first, and returns how many were found. The query's number picks its
    // range of the filter.
    virtual size_t search(const float* query, size_t number, int32_t* rows) = 0;
};

class Engine {
public:
    virtual ~Engine() = default;

    virtual std::string version() const = 0;
    virtual std::string parameters() const = 0;
    virtual bool filters() const { return false; }
    virtual bool changes() const { return false; }

    virtual void build(const Rows& rows) = 0;
    virtual void add(const Rows&) { throw std::logic_error("this engine can't add"); }
    virtual void remove(size_t, size_t) { throw std::logic_error("this engine can't remove"); }
    virtual void save(const std::string& folder) = 0;
    virtual void open(const std::string& folder) = 0;

    // For the searchers made after it; called by one thread while nobody searches.
    virtual void setEffort(size_t effort) = 0;

    // A searcher for k rows. No filter: all rows.
    virtual std::unique_ptr<Searcher> searcher(size_t k, const Filter* filter) const = 0;
};

}  // namespace arena
