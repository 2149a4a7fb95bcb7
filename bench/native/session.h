// The arena's commands, one line each, and their answers.
#pragma once

#include <malloc.h>

#include <cmath>
#include <ctime>
#include <iostream>
#include <sstream>

#include "engine.h"
#include "measure.h"
#include "settings.h"

namespace arena {

class Session {
public:
    Session(const Settings& settings, Engine& engine)
        : settings_(settings),
          engine_(engine),
          queries_(Rows::all(settings.text("queries"), settings.dimension)),
          warmup_(Rows::all(settings.text("warmup"), settings.dimension)) {}

    // Answers until the end of input or "quit".
    void run() {
        std::cout << "ready\tversion=" << engine_.version() << "\tparameters=" << engine_.parameters()
                  << "\tcan=effort" << (engine_.filters() ? ",filter" : "") << (engine_.changes() ? ",change" : "")
                  << ",save" << std::endl;
        std::string line;
        while (std::getline(std::cin, line) && line != "quit") {
            try {
                std::string values = answer(fields(line));
                std::cout << "ok" << values << std::endl;
            } catch (const std::exception& failure) {
                std::cout << "failed\t" << oneLine(failure.what()) << std::endl;
            }
        }
    }

    static std::string oneLine(std::string text) {
        for (char& c : text) {
            if (c == '\n' || c == '\r' || c == '\t') {
                c = ' ';
            }
        }
        return text;
    }

private:
    using Fields = std::vector<std::string>;

    static Fields fields(const std::string& line) {
        Fields fields;
        std::istringstream input(line);
        for (std::string field; std::getline(input, field, '\t');) {
            fields.push_back(field);
        }
        if (fields.empty()) {
            fields.emplace_back();
        }
        return fields;
    }

    std::string answer(const Fields& command) {
        const std::string& name = command[0];
        if (name == "build") {
            return insert(command, &Engine::build);
        }
        if (name == "add" && engine_.changes()) {
            requireIndex();
            return insert(command, &Engine::add);
        }
        if (name == "remove" && engine_.changes()) {
            return remove(command);
        }
        if (name == "save") {
            requireIndex();
            requireFields(command, 2);
            Clock::time_point start = Clock::now();
            engine_.save(command[1]);
            return value("seconds", secondsSince(start));
        }
        if (name == "open") {
            return open(command);
        }
        if (name == "memory") {
            return memory();
        }
        if (name == "filter" && engine_.filters()) {
            return filter(command);
        }
        if (name == "search") {
            return search(command);
        }
        throw std::invalid_argument("there is no command '" + name + "' for this engine");
    }

    std::string insert(const Fields& command, void (Engine::*method)(const Rows&)) {
        auto [from, to] = range(command);
        Rows rows(settings_.text("base"), settings_.dimension, from, to);
        std::clock_t cpu = std::clock();
        Clock::time_point start = Clock::now();
        (engine_.*method)(rows);
        std::string times = timesSince(start, cpu);
        hasIndex_ = true;
        return times;
    }

    std::string remove(const Fields& command) {
        requireIndex();
        auto [from, to] = range(command);
        std::clock_t cpu = std::clock();
        Clock::time_point start = Clock::now();
        engine_.remove(from, to);
        return timesSince(start, cpu);
    }

    std::string open(const Fields& command) {
        requireFields(command, 2);
        Clock::time_point start = Clock::now();
        engine_.open(command[1]);
        double opened = secondsSince(start);
        hasIndex_ = true;
        std::vector<int32_t> rows(settings_.k);
        engine_.setEffort(64);
        if (warmup_.count() > 0) {
            engine_.searcher(settings_.k, nullptr)->search(warmup_.row(0), 0, rows.data());
        }
        double answered = secondsSince(start);
        return value("millis", opened * 1000) + value("firstAnswerMillis", answered * 1000);
    }

    static std::string memory() {
        // What the C library keeps of freed memory is no part of an index.
        malloc_trim(0);
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);) {
            if (line.rfind("RssAnon:", 0) == 0) {
                return value("bytes", std::stod(line.substr(8)) * 1024) + value("heapBytes", NAN);
            }
        }
        throw std::runtime_error("no RssAnon in /proc/self/status");
    }

    std::string filter(const Fields& command) {
        filter_ = command.size() == 1 ? nullptr : std::make_unique<Filter>(command[1], queries_.count());
        return "";
    }

    std::string search(const Fields& command) {
        requireFields(command, 5);
        if (command[1] != "queries" && command[1] != "warmup") {
            throw std::invalid_argument("there are no queries '" + command[1] + "'");
        }
        size_t effort = static_cast<size_t>(wholeNumber("effort", command[2], 1, 1000000000));
        size_t passes = static_cast<size_t>(wholeNumber("passes", command[3], 1, 1000000));
        requireIndex();
        const Rows& queries = command[1] == "warmup" ? warmup_ : queries_;
        engine_.setEffort(effort);
        Measurement measurement(engine_, filter_.get(), queries, settings_.k, passes);
        double seconds = measurement.run(settings_.threads);
        measurement.write(command[4]);
        return value("seconds", seconds) + value("allocated", NAN);
    }

    static std::pair<size_t, size_t> range(const Fields& command) {
        requireFields(command, 3);
        const long most = 2147483647;
        long from = wholeNumber("first row", command[1], 0, most);
        long to = wholeNumber("row after the last", command[2], from + 1, most);
        return {static_cast<size_t>(from), static_cast<size_t>(to)};
    }

    static void requireFields(const Fields& command, size_t count) {
        if (command.size() != count) {
            throw std::invalid_argument("command " + command[0] + " has " + std::to_string(command.size()) +
                                        " fields, it must have " + std::to_string(count));
        }
    }

    void requireIndex() const {
        if (!hasIndex_) {
            throw std::logic_error("no index is built or opened yet");
        }
    }

    static std::string timesSince(Clock::time_point start, std::clock_t cpu) {
        double seconds = secondsSince(start);
        return value("seconds", seconds) +
               value("cpuSeconds", static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
    }

    static std::string value(const char* name, double number) {
        std::ostringstream text;
        text.precision(15);
        text << '\t' << name << '=';
        if (std::isnan(number)) {
            text << "NaN";
        } else {
            text << number;
        }
        return text.str();
    }

    const Settings& settings_;
    Engine& engine_;
    const Rows queries_;
    const Rows warmup_;
    std::unique_ptr<Filter> filter_;
    bool hasIndex_ = false;
};

// The whole program: an engine made from the arguments answers standard input.
template <typename EngineType>
int serve(int count, char** arguments) {
    std::ios::sync_with_stdio(false);
    try {
        Settings settings(count, arguments);
        EngineType engine(settings);
        Session(settings, engine).run();
        return 0;
    } catch (const std::exception& failure) {
        std::cout << "failed\t" << Session::oneLine(failure.what()) << std::endl;
        return 1;
    }
}

}  // namespace arena
