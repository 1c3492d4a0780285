#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace annalist::web {

/// One name=value of a query string, both decoded.
struct Parameter {
    std::string name;
    std::string value;

    bool operator==(const Parameter&) const = default;
};

/// A request as a route sees it; no route takes a body.
struct Request {
    std::string method;                 ///< "GET", as sent
    std::string path;                   ///< decoded, valid UTF-8, begins with "/"
    std::vector<Parameter> parameters;  ///< as sent, in their order, valid UTF-8
    std::string if_none_match;          ///< the header as sent; "" when absent
    bool accepts_gzip = false;
    bool has_body = false;              ///< it announces one, which is not read
    std::string authorization;          ///< the header as sent; "" when absent
    bool prefers_lines = false;         ///< JSON Lines rather than one JSON document
    std::function<bool()> gone = {};    ///< whether its client has left meanwhile; may be empty
};

/// Takes the next bytes of a body; false when the client is gone and the rest is not wanted.
using ByteSink = std::function<bool(std::string_view)>;

struct Response {
    int status = 200;
    std::string type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string etag;  ///< without quotes; "" when the answer has no version
    /// Writes a body of unknown length in place of `body`; returns false when it broke off.
    std::function<bool(const ByteSink&)> stream;
};

/// Answers a request; must be callable from many threads at once.
using Handler = std::function<Response(const Request&)>;

/// The standard phrase of a status code; "Unknown" for one we never send.
std::string_view reason_phrase(int status);

/// Undoes percent-encoding, and "+" for space when `plus` is set. Returns false on a broken escape,
/// a NUL, or bytes that are not UTF-8.
bool percent_decode(std::string_view text, bool plus, std::string& out);

/// Splits a request target into path and parameters. Returns an empty string, or what is wrong.
std::string parse_target(std::string_view target, Request& request);

/// Whether an Accept-Encoding header admits gzip ("gzip;q=0" does not).
bool admits_gzip(std::string_view accept_encoding);

/// Whether an Accept header asks for JSON Lines ("application/x-ndjson", also without "x-" or as
/// "application/jsonl") and does not weigh "application/json" higher.
bool prefers_json_lines(std::string_view accept);

/// Whether an If-None-Match header names the tag, which is given without quotes.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace annalist::web
