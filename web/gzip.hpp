#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace annalist::web {

/// `text` as one gzip member. Level 1 is fast, 9 small.
std::string gzip(std::string_view text, int level);

/// Compresses what it is given piece by piece and passes it on.
class GzipSink {
public:
    explicit GzipSink(ByteSink out);
    ~GzipSink();
    GzipSink(const GzipSink&) = delete;
    GzipSink& operator=(const GzipSink&) = delete;

    bool write(std::string_view bytes);
    /// Writes the end of the member. Nothing may follow.
    bool finish();

private:
    bool run(std::string_view bytes, bool last);

    struct State;
    std::unique_ptr<State> state_;
    ByteSink out_;
};

}  // namespace annalist::web
