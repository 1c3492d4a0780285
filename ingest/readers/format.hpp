#pragma once

#include <string_view>

namespace annalist::ingest {

enum class Format { Html, Feed, JsonLines, JsonDocument, PlainText };

/// What an input is, by its first bytes (inflated), and where these leave it open by its name
/// (also "a.jsonl.gz"). `whole` says that `head` is all there is.
Format detect_format(std::string_view head, bool whole, std::string_view name);

/// The extension of a file name in lower case without the dot and without ".gz": "jsonl".
std::string_view format_extension(std::string_view name);

}  // namespace annalist::ingest
