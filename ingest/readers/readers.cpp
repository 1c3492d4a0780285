#include "ingest/readers/readers.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "graph/time_span.hpp"
#include "ingest/readers/ascii.hpp"
#include "ingest/readers/charset.hpp"
#include "ingest/readers/feed.hpp"
#include "ingest/readers/format.hpp"
#include "ingest/readers/html_tree.hpp"
#include "ingest/readers/input_stream.hpp"
#include "ingest/readers/json_rows.hpp"
#include "ingest/readers/language.hpp"
#include "ingest/readers/page.hpp"
#include "ingest/readers/plain_text.hpp"

namespace annalist::ingest {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFormatProbe = 1 << 20;
constexpr std::size_t kShortText = 120;  // bytes; the language of less cannot be told

/// Character references can spell what no Unicode character is; parsers write these out as bytes.
std::string valid(std::string text) {
    return invalid_utf8_at(text) ? repair_utf8(text) : std::move(text);
}

std::string one_line(std::string_view text) {
    std::string line;
    append_collapsed(line, text);
    return valid(std::string(trim_ascii(line)));
}

/// Reads one input and counts. An object of it lives for one call of the public functions.
class Reading {
public:
    Reading(const ReadOptions& options, const ArticleSink& sink) : options_(options), sink_(sink) {
        const auto today = date::floor<date::days>(std::chrono::system_clock::now());
        const date::sys_days last = options.as_of.value_or(today) + date::days(1);
        text_days_ = {date::sys_days(date::year(1900) / 1 / 1), last};
        page_days_ = {date::sys_days(date::year(1995) / 1 / 1), last};
    }

    void stream(std::istream& in, const std::string& name) {
        ++summary_.files;
        InputStream input(in, options_.limits, options_.on_bytes);
        auto done = read(input, name);
        if (!done) fail(Error{done.error().code, name + ": " + done.error().message});
    }

    void file(const std::string& path) {
        errno = 0;
        std::ifstream in(path, std::ios::binary);
        if (!in) {
            ++summary_.files;
            fail(Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                       fmt::format("{}: cannot open: {}", path, std::strerror(errno ? errno : EIO))});
            return;
        }
        stream(in, path);
    }

    void folder(const fs::path& path) {
        std::error_code error;
        std::vector<fs::directory_entry> entries;
        for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error))
            entries.push_back(*at);
        if (error) {
            fail(Error{ErrorCode::Io, fmt::format("{}: cannot list: {}", path.string(), error.message())});
            return;
        }
        std::sort(entries.begin(), entries.end(),
                  [](const auto& a, const auto& b) { return a.path().native() < b.path().native(); });
        for (const fs::directory_entry& entry : entries) {
            if (summary_.stopped) return;
            const std::string name = entry.path().filename().string();
            if (name.starts_with('.')) continue;
            std::error_code ignored;
            if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) {
                folder(entry.path());
            } else if (entry.is_regular_file(ignored) && is_readable_name(name)) {
                file(entry.path().string());
            }
        }
    }

    ReadSummary summary() const { return summary_; }

private:
    Result<void> read(InputStream& input, const std::string& name) {
        auto head = input.peek(kFormatProbe);
        if (!head) return head.error();
        if (trim_ascii(*head).empty() && head->size() < kFormatProbe)
            return Error{ErrorCode::InvalidArgument, "the file is empty"};
        if (const std::string reason = binary_reason(*head); !reason.empty())
            return Error{ErrorCode::InvalidArgument, "not text: " + reason};
        const Format format = detect_format(*head, head->size() < kFormatProbe, name);
        const RawSink sink = [&](Result<RawArticle> raw) { return finish(std::move(raw), name); };
        switch (format) {
            case Format::JsonLines:
                return ended(read_json_lines(input, options_.limits, text_days_, sink));
            case Format::JsonDocument:
                return ended(read_json_document(input, options_.limits, text_days_, sink));
            default: return read_document(input, format, sink);
        }
    }

    static Result<void> ended(const Result<bool>& reading) {
        if (!reading) return reading.error();
        return {};
    }

    Result<void> read_document(InputStream& input, Format format, const RawSink& sink) {
        auto bytes = input.read_all(options_.limits.document_bytes);
        if (!bytes) return bytes.error();
        auto decoded = format == Format::PlainText ? decode_plain(*bytes) : decode_page(*bytes);
        if (!decoded) return decoded.error();
        bytes->clear();
        bytes->shrink_to_fit();
        const auto warn_and_send = [&](Result<RawArticle> raw) {
            if (raw && !decoded->warning.empty()) raw->warnings.push_back(decoded->warning);
            return sink(std::move(raw));
        };
        switch (format) {
            case Format::Feed:
                return ended(read_feed(decoded->text, options_.limits, page_days_, warn_and_send));
            case Format::Html:
                warn_and_send(read_page(decoded->text, options_.limits, page_days_));
                return {};
            default:
                warn_and_send(read_plain_text(decoded->text, FirstLine::MayBeTitle, text_days_));
                return {};
        }
    }

    /// Does what all formats have in common, counts, and hands on. False to stop.
    bool finish(Result<RawArticle> raw, const std::string& name) {
        if (!raw) {
            const std::string& message = raw.error().message;
            return fail(Error{raw.error().code,
                              name + (message.starts_with(':') ? "" : ": ") + message});
        }
        auto article = complete(std::move(*raw), name);
        if (!article) return fail(article.error());
        ++summary_.articles;
        summary_.warnings += article->warnings.size();
        summary_.stopped = !sink_(std::move(article));
        return !summary_.stopped;
    }

    bool fail(Error error) {
        error.message = valid(std::move(error.message));
        ++summary_.failures;
        summary_.stopped = !sink_(std::move(error));
        return !summary_.stopped;
    }

    Result<ReadArticle> complete(RawArticle raw, const std::string& name) const {
        ReadArticle read;
        read.origin = name + raw.where;
        const auto refuse = [&](ErrorCode code, std::string reason) {
            return Error{code, read.origin + ": " + std::move(reason)};
        };
        if (trim_ascii(raw.text).empty())
            return refuse(ErrorCode::InvalidArgument, "no article text found");
        if (raw.text.size() > options_.limits.article_bytes)
            return refuse(ErrorCode::InvalidArgument,
                          fmt::format("the text has {:.1f} MiB, more than {} MiB",
                                      static_cast<double>(raw.text.size()) / (1 << 20),
                                      options_.limits.article_bytes >> 20));
        Article& article = read.article;
        article.title = one_line(raw.title);
        article.url = one_line(raw.url);
        article.publisher = one_line(raw.publisher);
        article.author = one_line(raw.author);
        article.text = valid(std::move(raw.text));
        const LanguageGuess language = guess_language(article.title, article.text);
        const bool english = language.code == "en" || language.code.empty() ||
                             language.percent_english >= 50 || !language.reliable ||
                             article.text.size() < kShortText;
        if (options_.english_only && !english)
            return refuse(ErrorCode::Unsupported,
                          fmt::format("language is {}, not English", language.code));
        article.language = english || language.code.empty() ? "en" : language.code;
        if (raw.published) {
            article.published = raw.published->day;
            article.published_basis = raw.published->basis;
            read.moment = raw.published->moment;
        } else if (options_.default_date) {
            article.published = *options_.default_date;
            article.published_basis = "given";
        } else {
            return refuse(ErrorCode::InvalidArgument, "no publication date; give --date");
        }
        article.id = article_id(article.title, article.published, article.text);
        read.source_id = one_line(raw.source_id);
        for (const std::string& warning : raw.warnings)
            read.warnings.push_back(valid(read.origin + ": " + warning));
        return read;
    }

    const ReadOptions& options_;
    const ArticleSink& sink_;
    PlausibleDays text_days_{}, page_days_{};
    ReadSummary summary_;
};

}  // namespace

bool is_readable_name(std::string_view file_name) {
    if (file_name.starts_with('.')) return false;
    const std::string lower = ascii_lower(file_name);
    if (lower.starts_with("readme.") || lower == "readme") return false;
    if (lower.ends_with(".expected.json")) return false;
    return !format_extension(lower).empty();
}

ReadSummary read_path(const std::string& path, const ReadOptions& options,
                      const ArticleSink& sink) {
    Reading reading(options, sink);
    std::error_code ignored;
    if (path == "-") {
        reading.stream(std::cin, "standard input");
    } else if (fs::is_directory(path, ignored)) {
        reading.folder(path);
    } else {
        reading.file(path);
    }
    return reading.summary();
}

ReadSummary read_stream(std::istream& in, const std::string& name, const ReadOptions& options,
                        const ArticleSink& sink) {
    Reading reading(options, sink);
    reading.stream(in, name);
    return reading.summary();
}

}  // namespace annalist::ingest
