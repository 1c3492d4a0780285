#include "ingest/link/same_event.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {
namespace {

using text::Upos;

bool is_number(std::string_view word) { return !word.empty() && word[0] >= '0' && word[0] <= '9'; }

std::size_t common_prefix(std::string_view a, std::string_view b) {
    std::size_t n = 0;
    while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
    return n;
}

double rarity_of(const std::set<std::string>& words, const WordRarity& rarity) {
    double sum = 0;
    for (const auto& word : words) sum += rarity.of(word);
    return sum;
}

std::set<std::string> both(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::set<std::string> shared;
    std::ranges::set_intersection(a, b, std::inserter(shared, shared.end()));
    return shared;
}

/// Share of the words of either that both have, each by its rarity.
double overlap(const std::set<std::string>& a, const std::set<std::string>& b, const WordRarity& rarity) {
    const double shared = rarity_of(both(a, b), rarity);
    const double all = rarity_of(a, rarity) + rarity_of(b, rarity) - shared;
    return all > 0 ? shared / all : 0;
}

Result<double> number(std::string_view cell) {
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value))
        return Error{ErrorCode::Corruption, fmt::format("\"{}\" is no number", cell)};
    return value;
}

}  // namespace

ReportWords report_words(std::size_t article, TextSpan trigger, std::string_view text, const std::vector<text::Sentence>& sentences) {
    ReportWords words;
    words.article = article;
    for (const text::Sentence& sentence : sentences) {
        if (!sentence.span.overlaps(trigger)) continue;
        const auto n = static_cast<std::uint32_t>(sentence.tokens.size());
        std::uint32_t first = n, last = 0;
        for (std::uint32_t i = 0; i < n; ++i)
            if (sentence.tokens[i].span.overlaps(trigger)) {
                first = std::min(first, i);
                last = i + 1;
            }
        if (first >= last) continue;
        std::uint32_t head = last - 1;
        for (std::uint32_t i = last; i-- > first;) {
            const auto up = sentence.tokens[i].head;
            const bool outside = up < static_cast<std::int32_t>(first) || up >= static_cast<std::int32_t>(last);
            if (outside && !compared_form(sentence.tokens[i], text).empty()) head = i;
        }
        words.head = compared_form(sentence.tokens[head], text);
        for (std::uint32_t i = 0; i < n; ++i) {
            const text::Token& token = sentence.tokens[i];
            const std::string form = compared_form(token, text);
            if (form.empty()) continue;
            if (i >= first && i < last) {
                words.trigger.push_back(form);
                continue;
            }
            words.context.insert(form);
            if (i + 6 >= first && i < last + 6) words.near.insert(form);
            if (token.upos == Upos::PROPN) words.names.insert(form);
            if (is_number(form)) words.numbers.insert(form);
            // What hangs on the trigger, at most two steps down, and what a noun hangs on.
            auto up = token.head;
            for (int step = 0; step < 2 && up >= 0; ++step) {
                if (up >= static_cast<std::int32_t>(first) && up < static_cast<std::int32_t>(last)) {
                    words.arguments.insert(form);
                    break;
                }
                up = sentence.tokens[static_cast<std::size_t>(up)].head;
            }
        }
        break;
    }
    if (words.head.empty())
        for (const char c : trigger.in(text)) words.head += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (words.trigger.empty()) words.trigger.push_back(words.head);
    return words;
}

Features compare(const ReportWords& a, const ReportWords& b, double told_alike, double kin, const WordRarity& rarity) {
    const bool same = a.head == b.head;
    const std::set<std::string> left(a.trigger.begin(), a.trigger.end()), right(b.trigger.begin(), b.trigger.end());
    const bool shared_word = !both(left, right).empty();
    const std::size_t prefix = common_prefix(a.head, b.head);
    const bool derived = !same && prefix >= 4 && static_cast<double>(prefix) >= 0.6 * static_cast<double>(std::min(a.head.size(), b.head.size()));
    const double context = overlap(a.context, b.context, rarity), near = overlap(a.near, b.near, rarity);
    const double arguments = overlap(a.arguments, b.arguments, rarity);
    const auto names = static_cast<double>(both(a.names, b.names).size());
    const bool numbers = !both(a.numbers, b.numbers).empty();
    const auto sign = [](bool is) { return is ? 1.0 : 0.0; };
    return {1.0,
            sign(same),
            sign(same && left == right),
            sign(shared_word && !same),
            sign(derived && !shared_word),
            kin,
            sign(kin != 0),
            context,
            near,
            std::log1p(rarity_of(both(a.context, b.context), rarity)),
            names / (1.0 + static_cast<double>(std::min(a.names.size(), b.names.size()))),
            sign(numbers),
            sign(!numbers && !a.numbers.empty() && !b.numbers.empty()),
            sign(a.article == b.article),
            told_alike,
            sign(same) * told_alike,
            sign(same) * context,
            sign(same) * near,
            sign(a.context.contains(b.head) || b.context.contains(a.head)),
            sign(same) * std::min(rarity.of(a.head), 6.0),
            arguments,
            sign(same) * arguments};
}

Result<SameEvent> SameEvent::load(const std::filesystem::path& folder) {
    SameEvent same;
    std::size_t rows = 0;
    auto read = read_table(folder / "merging-weights.tsv", {"weight"}, [&](const TableRow& row) -> Result<void> {
        const auto weight = number(row["weight"]);
        if (!weight) return weight.error();
        if (rows == kLikenessFeatures) return Error{ErrorCode::Corruption, fmt::format("more than {} weights", kLikenessFeatures)};
        same.weights_[rows++] = *weight;
        return {};
    });
    if (!read) return read.error();
    if (rows != kLikenessFeatures)
        return Error{ErrorCode::Corruption, fmt::format("{}: {} weights, {} are needed", (folder / "merging-weights.tsv").string(), rows, kLikenessFeatures)};
    read = read_table(folder / "merging-words.tsv", {"one", "other", "odds"}, [&](const TableRow& row) -> Result<void> {
        const auto odds = number(row["odds"]);
        if (!odds) return odds.error();
        const std::pair key{std::string(row["one"]), std::string(row["other"])};
        if (!(key.first < key.second)) return Error{ErrorCode::Corruption, fmt::format("\"{}\" and \"{}\" are not in order", key.first, key.second)};
        same.kin_[key] = *odds;
        return {};
    });
    if (!read) return read.error();
    return same;
}

double SameEvent::kin(const std::string& one, const std::string& other) const {
    const auto at = kin_.find(std::minmax(one, other));
    return at == kin_.end() ? 0 : at->second;
}

double SameEvent::operator()(const ReportWords& a, const ReportWords& b, double told_alike, const WordRarity& rarity) const {
    const Features features = compare(a, b, told_alike, kin(a.head, b.head), rarity);
    double sum = 0;
    for (std::size_t i = 0; i < features.size(); ++i) sum += features[i] * weights_[i];
    return sum;
}

std::vector<std::size_t> events_of(const std::vector<ReportWords>& reports, const std::vector<std::vector<std::string>>& articles,
                                   const SameEvent& same, double story) {
    const WordRarity rarity(articles);
    const auto alike = likeness(articles, rarity);
    const auto stories = linked_groups(alike, story);
    std::map<std::size_t, std::vector<std::size_t>> of_story;
    for (std::size_t i = 0; i < reports.size(); ++i) of_story[stories[reports[i].article]].push_back(i);
    std::vector<std::size_t> event(reports.size());
    for (const auto& [number, members] : of_story) {
        std::vector<std::vector<double>> odds(members.size(), std::vector<double>(members.size(), 0.0));
        for (std::size_t a = 0; a < members.size(); ++a)
            for (std::size_t b = 0; b < a; ++b) {
                const ReportWords &x = reports[members[a]], &y = reports[members[b]];
                odds[a][b] = odds[b][a] = same(x, y, alike[x.article][y.article], rarity);
            }
        const auto groups = linked_groups(std::move(odds), 0.0);
        for (std::size_t a = 0; a < members.size(); ++a) event[members[a]] = members[groups[a]];
    }
    return event;
}

}  // namespace annalist::ingest
