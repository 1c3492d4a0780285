#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "graph/result.hpp"
#include "ingest/readers/readers.hpp"

namespace annalist::ingest {

/// The bytes of one input, read once from front to back and inflated when they are gzip (also many
/// members one after the other). Holds what its caller asked for and one chunk more.
class InputStream {
public:
    /// `in` outlives this.
    InputStream(std::istream& in, const ReadLimits& limits,
                std::function<void(std::uint64_t)> on_bytes);
    ~InputStream();
    InputStream(const InputStream&) = delete;
    InputStream& operator=(const InputStream&) = delete;

    /// The next bytes, at most `count`, without taking them; fewer only at the end or before damage.
    /// The view holds until the next call.
    /// Errors: Io, Corruption (damaged or cut gzip), InvalidArgument (a gzip bomb); each only once
    /// the bytes before the damage are taken.
    Result<std::string_view> peek(std::size_t count);

    /// Takes bytes that `peek` showed.
    void take(std::size_t count);

    /// All that is left.
    /// Errors: as `peek`; InvalidArgument when it is more than `limit` bytes.
    Result<std::string> read_all(std::size_t limit);

    /// A line without its end; `too_long` when it had more than the limit, and was passed over.
    struct Line {
        std::string_view text;
        bool too_long = false;
    };

    /// The next line, nullopt at the end. The view holds until the next call.
    /// Errors: as `peek`; reading cannot go on then.
    Result<std::optional<Line>> next_line(std::size_t limit);

private:
    class Inflater;

    /// Appends one chunk to the buffer; false at the end and after a failure.
    bool fill();
    Result<std::size_t> read_chunk(char* into);
    Result<std::size_t> read_raw(char* into, std::size_t size);
    std::string_view held() const { return std::string_view(buffer_).substr(start_); }

    std::istream& in_;
    const ReadLimits& limits_;
    std::function<void(std::uint64_t)> on_bytes_;
    std::unique_ptr<Inflater> inflater_;
    std::string buffer_;
    std::size_t start_ = 0;
    bool looked_ = false;
    bool ended_ = false;
    std::optional<Error> failure_;
};

}  // namespace annalist::ingest
