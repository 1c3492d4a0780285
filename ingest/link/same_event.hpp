#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/result.hpp"
#include "graph/text_span.hpp"
#include "ingest/link/stories.hpp"

namespace annalist::ingest {

/// The words by which a report of an event is compared with others, all as compared_form().
struct ReportWords {
    std::size_t article = 0;
    std::string head;                    ///< of the trigger: what the event is called
    std::vector<std::string> trigger;    ///< all its words
    std::set<std::string> context;       ///< the other words of the sentence
    std::set<std::string> near;          ///< of these, at most six words away
    std::set<std::string> arguments;     ///< subjects, objects and phrases that hang on it
    std::set<std::string> names, numbers;
};

/// The words of the report whose trigger covers `trigger` (bytes); of an empty report when no token does.
ReportWords report_words(std::size_t article, TextSpan trigger, std::string_view text, const std::vector<text::Sentence>& sentences);

inline constexpr std::size_t kLikenessFeatures = 22;
using Features = std::array<double, kLikenessFeatures>;

/// How two reports are alike. Which number is what is said in same_event.cpp; `told_alike` is the
/// likeness of their articles, `kin` the log odds that two words mean one event (0 when not known).
Features compare(const ReportWords& a, const ReportWords& b, double told_alike, double kin, const WordRarity& rarity);

/// Whether two reports tell of one event: a logistic regression over compare(), and what is known of
/// pairs of words. Fitted by fit/fit_merging.py.
class SameEvent {
public:
    /// Reads merging-weights.tsv (weight; one row for each number of compare()) and merging-words.tsv
    /// (one, other, odds). Errors: Io, Corruption.
    static Result<SameEvent> load(const std::filesystem::path& folder);

    /// Log odds that they are one event; above 0 is yes.
    double operator()(const ReportWords& a, const ReportWords& b, double told_alike, const WordRarity& rarity) const;

private:
    double kin(const std::string& one, const std::string& other) const;

    Features weights_{};
    std::map<std::pair<std::string, std::string>, double> kin_;
};

/// Gives each report the number of its event: articles of one story are grouped by their words
/// (likeness of at least `story`), and within a story reports by average linkage of SameEvent.
std::vector<std::size_t> events_of(const std::vector<ReportWords>& reports, const std::vector<std::vector<std::string>>& articles,
                                   const SameEvent& same, double story = 0.15);

}  // namespace annalist::ingest
