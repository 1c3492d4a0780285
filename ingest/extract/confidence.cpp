#include "ingest/extract/confidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {
namespace {

std::string_view telling(const Draft& draft) {
    const auto any = [&](auto is) { return std::ranges::any_of(draft.reports, is); };
    if (any([](const Candidate& r) { return !r.nominal; })) return "verb";
    if (any([](const Candidate& r) { return r.frame.find('+') != std::string::npos; })) return "light";
    return "noun";
}

std::string_view group_of(const Draft& draft) {
    const Candidate& first = draft.reports.front();
    if (contact_of(first.type, first.mode) == Contact::None) return "other";
    return first.group;
}

}  // namespace

std::vector<std::string> signs_of(const Draft& draft, const Cast& cast) {
    const Candidate& first = draft.reports.front();
    std::set<std::string> sides;
    std::size_t persons = 0, officials = 0, strangers = 0;
    for (const Involved& p : draft.parties) {
        const Actor& actor = cast[p.member].actor;
        sides.insert(actor.country.empty() ? actor.key : actor.country);
        persons += actor.kind == ActorKind::Person;
        officials += p.official;
        strangers += actor.kind == ActorKind::Person && actor.country.empty() && cast[p.member].body.empty();
    }
    const bool stated = std::ranges::any_of(draft.reports, [](const Candidate& r) { return r.time.basis == TimeBasis::Stated; });
    const bool attributed = std::ranges::any_of(draft.reports, [](const Candidate& r) { return r.speaker.has_value(); });
    const auto count = draft.parties.size();
    return {"all",
            fmt::format("group:{}", group_of(draft)),
            fmt::format("told:{}", telling(draft)),
            fmt::format("status:{}", to_string(first.status)),
            fmt::format("sides:{}", std::min<std::size_t>(sides.size(), 3)),
            fmt::format("persons:{}", persons == 0 ? "none" : persons == count ? "all" : "some"),
            fmt::format("officials:{}", officials == 0 ? "none" : officials == count ? "all" : "some"),
            fmt::format("strangers:{}", strangers == 0 ? "none" : "some"),
            fmt::format("reports:{}", std::min<std::size_t>(draft.reports.size(), 3)),
            fmt::format("time:{}", stated ? "stated" : "open"),
            fmt::format("said:{}", attributed ? "by somebody" : "by the article")};
}

Result<ConfidenceTable> ConfidenceTable::load(const std::filesystem::path& file) {
    ConfidenceTable table;
    auto read = read_table(file, {"sign", "weight"}, [&](const TableRow& row) -> Result<void> {
        const auto cell = row["weight"];
        double weight = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), weight);
        if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(weight))
            return Error{ErrorCode::Corruption, fmt::format("weight \"{}\" is no number", cell)};
        if (!table.weights_.emplace(std::string(row["sign"]), weight).second)
            return Error{ErrorCode::Corruption, fmt::format("\"{}\" stands twice", row["sign"])};
        return {};
    });
    if (!read) return read.error();
    return table;
}

double ConfidenceTable::of(const std::vector<std::string>& signs) const {
    double sum = 0;
    for (const std::string& sign : signs)
        if (const auto at = weights_.find(sign); at != weights_.end()) sum += at->second;
    return 1.0 / (1.0 + std::exp(-sum));
}

double ConfidenceTable::weight(std::string_view sign) const {
    const auto hit = weights_.find(std::string(sign));
    return hit == weights_.end() ? 0 : hit->second;
}

}  // namespace annalist::ingest
