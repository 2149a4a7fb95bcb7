// What the arena starts an engine with: key=value arguments.
#pragma once

#include <map>
#include <stdexcept>
#include <string>

namespace arena {

// A whole number that must lie in a range; the message of what is thrown names both.
inline long wholeNumber(const std::string& name, const std::string& text, long least, long most) {
    size_t read = 0;
    long value = 0;
    try {
        value = std::stol(text, &read);
    } catch (const std::exception&) {
        read = 0;
    }
    if (read == 0 || read != text.size()) {
        throw std::invalid_argument(name + " is '" + text + "', not a whole number");
    }
    if (value < least || value > most) {
        throw std::invalid_argument(name + " is " + text + ", it must be from " + std::to_string(least) + " to " +
                                    std::to_string(most));
    }
    return value;
}

class Settings {
public:
    Settings(int count, char** arguments) {
        for (int i = 1; i < count; i++) {
            std::string argument = arguments[i];
            size_t equals = argument.find('=');
            if (equals == std::string::npos) {
                throw std::invalid_argument("argument '" + argument + "' is not key=value");
            }
            values_[argument.substr(0, equals)] = argument.substr(equals + 1);
        }
        dimension = number("dimension", 65536);
        connections = number("connections", 10000);
        buildEffort = number("build-effort", 1000000);
        buildThreads = static_cast<int>(number("build-threads", 1024));
        threads = number("threads", 1024);
        k = number("k", 100000);
        std::string metric = text("metric");
        if (metric != "cosine" && metric != "dot" && metric != "euclidean") {
            throw std::invalid_argument("metric is '" + metric + "', not cosine, dot or euclidean");
        }
        euclidean = metric == "euclidean";
    }

    std::string text(const std::string& key) const {
        auto found = values_.find(key);
        if (found == values_.end()) {
            throw std::invalid_argument("argument " + key + "=… is missing");
        }
        return found->second;
    }

    size_t dimension;
    size_t connections;
    size_t buildEffort;
    int buildThreads;
    size_t threads;
    size_t k;
    // Otherwise the inner product: vectors have length 1 under cosine.
    bool euclidean;

private:
    size_t number(const std::string& key, long most) const {
        return static_cast<size_t>(wholeNumber(key, text(key), 1, most));
    }

    std::map<std::string, std::string> values_;
};

}  // namespace arena
