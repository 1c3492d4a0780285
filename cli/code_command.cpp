#include "cli/code_command.hpp"

#include <fmt/format.h>

#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/coded_rows.hpp"
#include "graph/article.hpp"
#include "graph/time_span.hpp"
#include "ingest/pipeline.hpp"

namespace annalist::cli {
namespace {

struct Row {
    std::string id;
    Article article;
};

/// A member of the row as text: a string as it stands, a number as written, "" when absent.
std::string member(const nlohmann::json& row, const char* name) {
    const auto at = row.find(name);
    if (at == row.end() || at->is_null()) return "";
    return at->is_string() ? at->get<std::string>() : at->dump();
}

Result<Row> read_row(const std::string& line) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded()) return Error{ErrorCode::InvalidArgument, "not JSON"};
    if (!json.is_object()) return Error{ErrorCode::InvalidArgument, "not a JSON object"};
    Row row;
    row.id = member(json, "id");
    if (row.id.empty()) return Error{ErrorCode::InvalidArgument, "no \"id\""};
    row.article.title = member(json, "title");
    row.article.text = member(json, "text");
    if (row.article.text.empty()) return Error{ErrorCode::InvalidArgument, "no \"text\""};
    std::string day = member(json, "dct");
    if (day.empty()) day = member(json, "date");
    const auto published = parse_iso_day(std::string_view(day).substr(0, 10));
    if (!published) return Error{ErrorCode::InvalidArgument, fmt::format("\"dct\": \"{}\" is no day (YYYY-MM-DD)", day)};
    row.article.published = *published;
    row.article.published_basis = "given";
    row.article.id = article_id(row.article.title, row.article.published, row.article.text);
    return row;
}

}  // namespace

Result<std::size_t> code_rows(const CodeOptions& options, std::istream& in, std::ostream& out, std::ostream& errors) {
    if (options.form != "diplomacy")
        return Error{ErrorCode::InvalidArgument, fmt::format("--form {}: there is diplomacy", options.form)};
    auto pipeline = ingest::Pipeline::load();
    if (!pipeline) return pipeline.error();
    std::size_t skipped = 0;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto row = read_row(line);
        if (!row) {
            errors << options.input << ':' << number << ": " << row.error().message << '\n';
            ++skipped;
            continue;
        }
        out << diplomacy_row(row->id, pipeline->read(row->article)) << '\n';
        if (!out) return Error{ErrorCode::Io, "standard output: cannot be written"};
    }
    return skipped;
}

}  // namespace annalist::cli
