#include "web/page.hpp"

#include <fmt/format.h>

#include <array>

#include "web/embedded.hpp"
#include "web/gzip.hpp"

namespace annalist::web {
namespace {

/// Nothing is loaded from elsewhere, nothing runs but our own script, nobody frames the page.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

struct PageFile {
    std::string_view path, file, type;
    std::string_view plain;
    std::string zipped, tag;
};

PageFile prepared(std::string_view path, std::string_view file, std::string_view type) {
    PageFile result{path, file, type, embedded_file(file).value_or(""), "", ""};
    result.zipped = gzip(result.plain, 9);
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : result.plain)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    result.tag = fmt::format("{:016x}", hash);
    return result;
}

const auto& files() {
    static const std::array all{
        prepared("/", "page/index.html", "text/html; charset=utf-8"),
        prepared("/style.css", "page/style.css", "text/css; charset=utf-8"),
        prepared("/app.js", "page/app.js", "text/javascript; charset=utf-8"),
    };
    return all;
}

}  // namespace

std::optional<Response> page_file(const Request& request) {
    for (const PageFile& file : files()) {
        if (file.path != request.path) continue;
        Response response;
        response.type = file.type;
        response.etag = file.tag;
        response.headers.emplace_back("Content-Security-Policy", kPolicy);
        if (request.accepts_gzip) {
            response.headers.emplace_back("Content-Encoding", "gzip");
            response.body = file.zipped;
            response.etag += "-gz";
        } else {
            response.body = file.plain;
        }
        return response;
    }
    return std::nullopt;
}

}  // namespace annalist::web
