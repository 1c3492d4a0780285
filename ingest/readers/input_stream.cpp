#include "ingest/readers/input_stream.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace annalist::ingest {
namespace {

constexpr std::size_t kChunk = 256 << 10;
constexpr std::uint64_t kTrustedOutput = 64u << 20;

}  // namespace

/// Inflates gzip members one after the other; zeros or other bytes after the last one are padding.
class InputStream::Inflater {
public:
    Inflater(const ReadLimits& limits, std::string_view first) : limits_(limits), input_(kChunk) {
        std::copy(first.begin(), first.end(), input_.begin());
        stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
        stream_.avail_in = static_cast<uInt>(first.size());
        taken_ = first.size();
        usable_ = inflateInit2(&stream_, 15 + 16) == Z_OK;
    }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// Writes up to `size` bytes; 0 at the end.
    Result<std::size_t> read(InputStream& source, char* into, std::size_t size) {
        if (!usable_) return Error{ErrorCode::Io, "no memory to inflate gzip"};
        stream_.next_out = reinterpret_cast<Bytef*>(into);
        stream_.avail_out = static_cast<uInt>(size);
        while (stream_.avail_out == size && !done_) {
            if (stream_.avail_in == 0 && !source_ended_) {
                auto count = source.read_raw(input_.data(), input_.size());
                if (!count) return count.error();
                source_ended_ = *count == 0;
                stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
                stream_.avail_in = static_cast<uInt>(*count);
                taken_ += *count;
            }
            if (between_members_ && !start_member()) continue;
            if (stream_.avail_in == 0 && source_ended_)
                return Error{ErrorCode::Corruption, "gzip data is cut short"};
            const int status = inflate(&stream_, Z_NO_FLUSH);
            if (status == Z_STREAM_END) {
                between_members_ = true;
            } else if (status != Z_OK && status != Z_BUF_ERROR) {
                return Error{ErrorCode::Corruption,
                             fmt::format("gzip data is damaged: {}",
                                         stream_.msg ? stream_.msg : "unknown reason")};
            }
        }
        const std::size_t written = size - stream_.avail_out;
        given_ += written;
        if (given_ > kTrustedOutput && given_ / std::max<std::uint64_t>(taken_, 1) > limits_.inflate_ratio)
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("gzip data inflates more than {} times", limits_.inflate_ratio)};
        return written;
    }

private:
    /// At the end of a member: begins the next one if there is one. False to look again.
    bool start_member() {
        if (stream_.avail_in == 0) {
            done_ = source_ended_;
            return false;
        }
        if (*stream_.next_in != 0x1F) {
            done_ = true;
            return false;
        }
        inflateReset(&stream_);
        between_members_ = false;
        return true;
    }

    const ReadLimits& limits_;
    std::vector<char> input_;
    z_stream stream_{};
    std::uint64_t taken_ = 0, given_ = 0;
    bool usable_ = false, source_ended_ = false, between_members_ = false, done_ = false;
};

InputStream::InputStream(std::istream& in, const ReadLimits& limits,
                         std::function<void(std::uint64_t)> on_bytes)
    : in_(in), limits_(limits), on_bytes_(std::move(on_bytes)) {}

InputStream::~InputStream() = default;

Result<std::size_t> InputStream::read_raw(char* into, std::size_t size) {
    if (!in_.good()) return std::size_t{0};
    errno = 0;
    in_.read(into, static_cast<std::streamsize>(size));
    if (in_.bad()) {
        return Error{ErrorCode::Io, fmt::format("cannot read: {}",
                                                errno ? std::strerror(errno) : "read error")};
    }
    const auto count = static_cast<std::size_t>(in_.gcount());
    if (on_bytes_ && count > 0) on_bytes_(count);
    return count;
}

Result<std::size_t> InputStream::read_chunk(char* into) {
    if (inflater_) return inflater_->read(*this, into, kChunk);
    auto count = read_raw(into, kChunk);
    if (!count || looked_) return count;
    looked_ = true;
    const std::string_view first(into, *count);
    if (!first.starts_with("\x1F\x8B")) return count;
    inflater_ = std::make_unique<Inflater>(limits_, first);
    return inflater_->read(*this, into, kChunk);
}

bool InputStream::fill() {
    if (ended_) return false;
    if (start_ > 0 && start_ >= buffer_.size() / 2) {
        buffer_.erase(0, start_);
        start_ = 0;
    }
    const std::size_t before = buffer_.size();
    buffer_.resize(before + kChunk);
    const auto count = read_chunk(buffer_.data() + before);
    if (!count) failure_ = count.error();
    buffer_.resize(before + (count ? *count : 0));
    ended_ = !count || *count == 0;
    return !ended_;
}

Result<std::string_view> InputStream::peek(std::size_t count) {
    while (held().size() < count && fill()) {
    }
    if (held().empty() && failure_) return *failure_;
    return held().substr(0, count);
}

void InputStream::take(std::size_t count) { start_ += std::min(count, held().size()); }

Result<std::string> InputStream::read_all(std::size_t limit) {
    auto bytes = peek(limit + 1);
    if (failure_) return *failure_;
    if (bytes->size() > limit)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("larger than {} MiB, too large for one document", limit >> 20)};
    std::string all(*bytes);
    take(all.size());
    return all;
}

Result<std::optional<InputStream::Line>> InputStream::next_line(std::size_t limit) {
    std::size_t scanned = 0;
    bool too_long = false;
    for (;;) {
        const std::string_view view = held();
        const std::size_t end = view.find('\n', scanned);
        if (end != std::string_view::npos) {
            start_ += end + 1;
            if (too_long || end > limit) return std::optional(Line{{}, true});
            return std::optional(Line{view.substr(0, end), false});
        }
        scanned = view.size();
        if (scanned > limit) {  // forget it, and look for its end
            too_long = true;
            start_ = buffer_.size();
            scanned = 0;
        }
        // fill() may move the held bytes to the front; `scanned` counts from their start.
        if (!fill()) break;
    }
    if (failure_) return *failure_;  // the piece of a line before the damage is none
    const std::string_view rest = held();
    start_ = buffer_.size();
    if (too_long || rest.size() > limit) return std::optional(Line{{}, true});
    if (rest.empty()) return std::optional<Line>();
    return std::optional(Line{rest, false});
}

}  // namespace annalist::ingest
