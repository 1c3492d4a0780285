#include "web/gzip.hpp"

#include <zlib.h>

namespace annalist::web {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's way of asking for a gzip header

void give(z_stream& z, std::string_view bytes) {
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
}

}  // namespace

std::string gzip(std::string_view text, int level) {
    z_stream z{};
    if (deflateInit2(&z, level, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&z, static_cast<uLong>(text.size())), '\0');
    give(z, text);
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
}

struct GzipSink::State {
    z_stream z{};
    char buffer[16 * 1024];
};

GzipSink::GzipSink(ByteSink out) : state_(std::make_unique<State>()), out_(std::move(out)) {
    deflateInit2(&state_->z, 1, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY);
}

GzipSink::~GzipSink() { deflateEnd(&state_->z); }

bool GzipSink::write(std::string_view bytes) { return run(bytes, false); }

bool GzipSink::finish() { return run({}, true); }

bool GzipSink::run(std::string_view bytes, bool last) {
    z_stream& z = state_->z;
    give(z, bytes);
    do {
        z.next_out = reinterpret_cast<Bytef*>(state_->buffer);
        z.avail_out = sizeof state_->buffer;
        deflate(&z, last ? Z_FINISH : Z_NO_FLUSH);
        const std::size_t made = sizeof state_->buffer - z.avail_out;
        if (made > 0 && !out_({state_->buffer, made})) return false;
    } while (z.avail_out == 0);
    return true;
}

}  // namespace annalist::web
