#include "web/page.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "web/embedded.hpp"
#include "web/gzip.hpp"

namespace annalist::web {
namespace {

/// Nothing is loaded from elsewhere, nothing runs but our own script, nobody frames the page.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

constexpr std::string_view kFolder = "page/";

struct PageFile {
    std::string path;
    std::string_view type, plain;
    std::string zipped, tag;
};

std::string_view type_of(std::string_view name) {
    if (name.ends_with(".html")) return "text/html; charset=utf-8";
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    return "application/octet-stream";
}

PageFile prepared(std::string_view name) {
    PageFile file;
    file.path = "/";
    if (name != "page/index.html") file.path += name.substr(kFolder.size());
    file.type = type_of(name);
    file.plain = embedded_file(name).value_or("");
    file.zipped = gzip(file.plain, 9);
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (const char c : file.plain)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    file.tag = fmt::format("{:016x}", hash);
    return file;
}

const std::vector<PageFile>& files() {
    static const std::vector<PageFile> all = [] {
        std::vector<PageFile> found;
        for (const auto name : embedded_names())
            if (name.starts_with(kFolder)) found.push_back(prepared(name));
        return found;
    }();
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
