#pragma once

#include <date/date.h>

#include <sstream>
#include <string>
#include <vector>

#include "graph/time_span.hpp"
#include "ingest/readers/page_date.hpp"
#include "ingest/readers/readers.hpp"

namespace annalist::ingest {

/// Everything that reading gave, in order.
struct Reading {
    std::vector<ReadArticle> articles;
    std::vector<std::string> errors;
    std::vector<ErrorCode> codes;
    ReadSummary summary;
};

inline ArticleSink collect(Reading& reading) {
    return [&reading](Result<ReadArticle> read) {
        if (read) {
            reading.articles.push_back(*read);
        } else {
            reading.errors.push_back(read.error().message);
            reading.codes.push_back(read.error().code);
        }
        return true;
    };
}

inline Reading read_bytes(const std::string& bytes, const std::string& name,
                          const ReadOptions& options = {}) {
    Reading reading;
    std::istringstream in(bytes);
    reading.summary = read_stream(in, name, options, collect(reading));
    return reading;
}

inline Reading read_page_file(const std::string& name, const ReadOptions& options = {}) {
    Reading reading;
    reading.summary = read_path(std::string(ANNALIST_TEST_DATA) + "/pages/" + name, options,
                                collect(reading));
    return reading;
}

inline date::sys_days day(const char* text) { return *parse_iso_day(text); }

/// Days that every test may believe.
inline PlausibleDays any_day() { return {day("1900-01-01"), day("2030-12-31")}; }

}  // namespace annalist::ingest
