#include "ingest/extract/incidents.hpp"

#include <algorithm>
#include <cctype>

#include "ingest/extract/incident_merge.hpp"
#include "ingest/extract/words.hpp"
#include "ingest/text/time_link.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {
namespace {

void blank(std::string& text, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
        if (text[i] != '\n') text[i] = ' ';
}

/// Marks of transcripts: "[TEXT]", "[BEGIN RECORDING]", "[WORDS INDISTINCT]"; not "[FMLN]", a gloss.
bool is_mark(std::string_view inside) {
    std::string word;
    for (const char c : inside) {
        if (c == ' ' || c == '\n') break;
        word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return is_one_of(word, {"TEXT", "EXCERPT", "EXCERPTS", "REPORT", "WORDS", "WORD", "BEGIN", "END", "PASSAGE", "CONTINUED",
                            "COMMENTARY", "EDITORIAL", "COMMUNIQUE", "ARTICLE", "UNIDENTIFIED", "QUESTION", "ANSWER", "NEWS",
                            "INTERVIEW", "STATEMENT", "SPEECH", "PRESS", "VIDEO", "RECORDING", "SUMMARY", "AS", "SIGNED", "PRERECORDED",
                            "INTERPOLATES", "CORRESPONDENT", "ANNOUNCER", "FIRST", "DATE", "LIVE", "BY"});
}

EventTime best_time(const Incident& incident) {
    EventTime best = incident.reports.front().time;
    for (const IncidentReport& report : incident.reports) {
        if (best.basis == TimeBasis::Stated && (report.time.basis != TimeBasis::Stated || report.time.days.days() >= best.days.days())) continue;
        if (report.time.basis == TimeBasis::Stated || (report.time.basis == TimeBasis::Reference && best.basis == TimeBasis::Published))
            best = report.time;
    }
    return best;
}

/// The time of each incident from its reports. One that nothing dates is taken to be of the day that
/// the incident told before it was; times after the article's day are misread.
void settle_times(std::vector<Incident>& incidents, std::optional<date::sys_days> dct) {
    std::optional<EventTime> before;
    for (Incident& incident : incidents) {
        for (IncidentReport& report : incident.reports)
            if (dct && report.time.days.first > *dct) report.time = {TimeSpan::day(*dct), TimeBasis::Published, "", {}, {}};
        incident.time = best_time(incident);
        if (!dct) {
            incident.time = {};
            continue;
        }
        if (incident.time.basis == TimeBasis::Stated) {
            if (incident.time.days.days() <= 3 && incident.time.days.last >= *dct - date::days{10}) before = incident.time;
        } else if (incident.time.basis == TimeBasis::Published && before) {
            incident.time = *before;
            incident.time.basis = TimeBasis::Reference;
            incident.time.words.reset();
        }
    }
}

/// Those named as doing one incident of a report are taken to have done the next, when nobody else is.
void lend_sources(std::vector<Incident>& incidents) {
    const auto is_source = [](const Filler& f) { return f.role == FillerRole::Source; };
    const Incident* lender = nullptr;
    for (int round = 0; round < 2; ++round)
        for (Incident& incident : incidents) {
            if (std::ranges::any_of(incident.fillers, is_source)) {
                if (std::ranges::any_of(incident.fillers, [&](const Filler& f) { return is_source(f) && !f.lent && f.kind == NounClass::Actor; })) lender = &incident;
                continue;
            }
            if (!lender) continue;
            std::vector<Filler> lent;
            for (Filler filler : lender->fillers)
                if (is_source(filler) && !filler.lent && filler.kind == NounClass::Actor) {
                    filler.lent = true;
                    lent.push_back(std::move(filler));
                }
            incident.fillers.insert(incident.fillers.end(), lent.begin(), lent.end());
        }
}

}  // namespace

std::string without_marks(std::string_view text) {
    std::string plain(text);
    const std::size_t dash = plain.find(" -- ");
    if (dash != std::string::npos && dash < 200 && plain.find("\n\n", plain.find_first_not_of(" \n")) > dash) blank(plain, 0, dash + 1);
    for (std::size_t open = plain.find('['); open != std::string::npos; open = plain.find('[', open + 1)) {
        const std::size_t close = plain.find(']', open);
        if (close == std::string::npos) break;
        if (is_mark(std::string_view(plain).substr(open + 1, close - open - 1))) blank(plain, open, close + 1);
    }
    return plain;
}

std::vector<Incident> find_incidents(std::string_view text, std::optional<date::sys_days> dct, const text::Analyzer& analyzer,
                                     const IncidentWords& words, const Lexicon& lexicon) {
    const std::string plain = without_marks(text);
    const auto sentences = analyzer.analyze(plain);
    const auto coreference = analyzer.coreference(plain, sentences);
    text::TimexOptions options;
    options.dct_known = dct.has_value();
    const date::sys_days day = dct.value_or(date::sys_days{});
    const auto timexes = text::find_timexes(plain, sentences, day, options);
    const text::StoryTimes times(plain, sentences, timexes, day);
    const MentionChains chains(plain, coreference);
    std::vector<IncidentReport> reports;
    for (std::uint32_t i = 0; i < sentences.size(); ++i) {
        const Tree tree(sentences[i], plain);
        for (IncidentReport& report : find_reports(tree, i, words, chains, lexicon)) {
            report.time = times.time_of(i, report.trigger);
            reports.push_back(std::move(report));
        }
    }
    auto incidents = merge_reports(std::move(reports));
    settle_times(incidents, dct);
    lend_sources(incidents);
    std::vector<Incident> kept;
    for (Incident& incident : incidents)
        if (is_relevant(incident, dct, kept.empty())) kept.push_back(std::move(incident));
    return kept;
}

}  // namespace annalist::ingest
