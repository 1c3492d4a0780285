#include "web/http.hpp"

#include <algorithm>
#include <cstdlib>

#include "query/json_writer.hpp"

namespace annalist::web {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Calls `visit` with each comma-separated part, trimmed.
template <class Visit>
void each_part(std::string_view list, char separator, Visit visit) {
    while (true) {
        const auto end = list.find(separator);
        visit(trimmed(list.substr(0, end)));
        if (end == std::string_view::npos) return;
        list.remove_prefix(end + 1);
    }
}

/// The weight of "gzip;q=0.5": 1 when it has none.
double weight_of(std::string_view part) {
    const auto semicolon = part.find(';');
    if (semicolon == std::string_view::npos) return 1.0;
    const auto weight = trimmed(part.substr(semicolon + 1));
    return weight.starts_with("q=") ? std::strtod(std::string(weight.substr(2)).c_str(), nullptr) : 1.0;
}

}  // namespace

std::string_view reason_phrase(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 416: return "Range Not Satisfiable";
        case 421: return "Misdirected Request";
        case 422: return "Unprocessable Content";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Unknown";
    }
}

bool percent_decode(std::string_view text, bool plus, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return false;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0 || high + low == 0) return false;
            out.push_back(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.push_back(plus && text[i] == '+' ? ' ' : text[i]);
        }
    }
    return query::is_utf8(out);
}

std::string parse_target(std::string_view target, Request& request) {
    if (target.empty() || target.front() != '/') return "the request target must begin with /";
    target = target.substr(0, target.find('#'));
    const auto mark = target.find('?');
    if (!percent_decode(target.substr(0, mark), false, request.path))
        return "the path has a broken %-escape or is not UTF-8";
    if (mark == std::string_view::npos) return "";
    std::string problem;
    each_part(target.substr(mark + 1), '&', [&](std::string_view pair) {
        if (pair.empty() || !problem.empty()) return;
        const auto equals = pair.find('=');
        Parameter parameter;
        if (!percent_decode(pair.substr(0, equals), true, parameter.name))
            problem = "a parameter's name has a broken %-escape or is not UTF-8";
        else if (equals != std::string_view::npos &&
                 !percent_decode(pair.substr(equals + 1), true, parameter.value))
            problem = parameter.name + ": the value has a broken %-escape or is not UTF-8";
        request.parameters.push_back(std::move(parameter));
    });
    return problem;
}

bool prefers_json_lines(std::string_view accept) {
    double lines = 0.0, document = 0.0;
    each_part(accept, ',', [&](std::string_view part) {
        const auto type = trimmed(part.substr(0, part.find(';')));
        const double weight = weight_of(part);
        if (type == "application/x-ndjson" || type == "application/ndjson" || type == "application/jsonl")
            lines = std::max(lines, weight);
        else if (type == "application/json")
            document = weight;
    });
    return lines > 0.0 && lines >= document;
}

bool admits_gzip(std::string_view accept_encoding) {
    bool named = false, any = false, named_off = false;
    each_part(accept_encoding, ',', [&](std::string_view part) {
        const auto coding = trimmed(part.substr(0, part.find(';')));
        const bool off = weight_of(part) <= 0.0;
        if (coding == "gzip" || coding == "x-gzip") (off ? named_off : named) = true;
        if (coding == "*" && !off) any = true;
    });
    return named || (any && !named_off);
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    if (etag.empty() || if_none_match.empty()) return false;
    bool found = false;
    each_part(if_none_match, ',', [&](std::string_view part) {
        if (part == "*") found = true;
        if (part.starts_with("W/")) part.remove_prefix(2);
        if (part.size() == etag.size() + 2 && part.front() == '"' && part.back() == '"' &&
            part.substr(1, etag.size()) == etag)
            found = true;
    });
    return found;
}

}  // namespace annalist::web
