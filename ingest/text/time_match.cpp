#include "ingest/text/time_match.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "ingest/text/time_build.hpp"
#include "ingest/text/time_join.hpp"

namespace annalist::text {
namespace {

/// No rule has more parts than this.
constexpr std::size_t kLongestMatch = 16;

class Matcher {
public:
    Matcher(const TimeUnits& text, const TimeTable& table)
        : text_(text), units_(text.units), table_(table), symbols_(table) {}

    std::vector<TimeExpr> run() {
        std::vector<TimeExpr> found;
        const auto count = static_cast<std::uint32_t>(units_.size());
        for (std::uint32_t at = 0; at < count;) {
            const auto& unit = units_[at];
            if (!unit.classes && (!unit.word || (!unit.word->starts && !unit.word->quantity))) {
                ++at;
                continue;
            }
            at = match_at(at, found);
        }
        return found;
    }

private:
    struct Candidate {
        std::uint32_t rule = 0, last = 0;
        std::size_t length = 0;
        std::array<MatchPart, kLongestMatch> parts;
    };

    /// Adds the expression that begins at `at`, if any; where to go on.
    std::uint32_t match_at(std::uint32_t at, std::vector<TimeExpr>& found) {
        candidates_.clear();
        depth_ = 0;
        first_ = at;
        each_symbol(at, [&](Symbol symbol) {
            if (const auto node = table_.start(symbol)) enter(node, symbol, at, at + 1);
        });
        if (const auto node = table_.start(symbols_.qty); node && may_count(at))
            if (const auto quantity = read_quantity(units_, at))
                enter(node, symbols_.qty, at, quantity->last);
        if (candidates_.empty()) return at + 1;
        std::stable_sort(candidates_.begin(), candidates_.end(),
                         [](const Candidate& a, const Candidate& b) {
                             return a.last != b.last ? a.last > b.last : a.rule < b.rule;
                         });
        for (const auto& candidate : candidates_) {
            const auto& rule = table_.rule(candidate.rule);
            if (rule.op == TimeOp::None) return candidate.last;
            const std::span parts(candidate.parts.data(), candidate.length);
            if (auto expr = build_expr(rule, parts, text_, symbols_)) {
                expr->confidence = std::min(expr->confidence, 0.9);
                const auto last = expr->last;
                found.push_back(std::move(*expr));
                return std::max(last, at + 1);
            }
        }
        return at + 1;
    }

    bool may_count(std::uint32_t at) const {
        const auto& unit = units_[at];
        return (unit.classes & kNum) || (unit.word && unit.word->quantity);
    }

    template <class Body>
    void each_symbol(std::uint32_t at, Body body) const {
        const auto& unit = units_[at];
        if (unit.word)
            for (const auto& sense : unit.word->senses) body(sense.symbol);
        for (unsigned bits = unit.classes; bits; bits &= bits - 1)
            body(symbols_.of_class[std::countr_zero(bits)]);
    }

    void enter(std::uint32_t node, Symbol symbol, std::uint32_t first, std::uint32_t last) {
        if (depth_ == kLongestMatch) return;
        path_[depth_++] = {symbol, first, last};
        walk(node, last);
        --depth_;
    }

    void walk(std::uint32_t node_index, std::uint32_t at) {
        const auto& node = table_.node(node_index);
        for (const auto rule : node.rules) candidates_.push_back({rule, at, depth_, path_});
        if (node.edges.empty() || at >= units_.size() || breaks(at)) return;
        each_symbol(at, [&](Symbol symbol) {
            if (const auto next = table_.next(node_index, symbol)) enter(next, symbol, at, at + 1);
        });
        if (may_count(at))
            if (const auto next = table_.next(node_index, symbols_.qty))
            if (const auto quantity = read_quantity(units_, at))
                enter(next, symbols_.qty, at, quantity->last);
    }

    /// Expressions do not run into the next sentence, but "Nov." may have been taken for an end.
    bool breaks(std::uint32_t at) const {
        if (!units_[at].starts) return false;
        const auto& before = units_[at - 1];
        return !(before.word && before.word->abbreviation && units_[at].figures);
    }

    const TimeUnits& text_;
    std::span<const TimeUnit> units_;
    const TimeTable& table_;
    TimeSymbols symbols_;
    std::vector<Candidate> candidates_;
    std::array<MatchPart, kLongestMatch> path_;
    std::size_t depth_ = 0;
    std::uint32_t first_ = 0;
};

}  // namespace

std::vector<TimeExpr> match_times(const TimeUnits& text, const TimeTable& table) {
    auto exprs = Matcher(text, table).run();
    join_times(exprs, text);
    add_range_days(exprs, text);
    apply_modifiers(exprs, text, table);
    std::erase_if(exprs, [](const TimeExpr& e) { return e.nth && e.year == kUnset && e.year_shift == kUnset && e.month == kUnset && e.shift_grain == Grain::None; });
    return exprs;
}

}  // namespace annalist::text
