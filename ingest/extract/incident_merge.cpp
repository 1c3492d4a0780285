#include "ingest/extract/incident_merge.hpp"

#include <algorithm>
#include <set>

#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

bool is_victim(const Filler& filler) { return filler.role == FillerRole::Target || filler.role == FillerRole::Object; }

bool has_victim(const std::vector<Filler>& fillers) { return std::ranges::any_of(fillers, is_victim); }

/// Kinds that two reports of one incident may be told as.
bool compatible(IncidentKind a, IncidentKind b) {
    const auto violent = [](IncidentKind k) { return k == IncidentKind::Attack || k == IncidentKind::Bombing; };
    return a == b || (violent(a) && violent(b));
}

std::set<std::string> content_words(std::string_view words) {
    std::set<std::string> out;
    std::string word;
    const auto flush = [&] {
        if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
        const bool number = !word.empty() && word[0] >= '0' && word[0] <= '9';
        if (!word.empty() && !number && !is_one_of(word, {"the", "a", "an", "of", "and", "in", "to", "by", "its", "his", "her", "their", "some",
                                               "several", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "other", "one", "s"}))
            out.insert(word);
        word.clear();
    };
    for (const char c : words) {
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        else
            flush();
    }
    flush();
    return out;
}

/// What a filler is known by: its own words first.
bool same_filler(const Filler& a, const Filler& b) {
    if (a.chain >= 0 && a.chain == b.chain) return true;
    for (const auto& x : a.names)
        for (const auto& y : b.names) {
            const auto v = content_words(x), w = content_words(y);
            if (v.empty() || w.empty()) continue;
            if (std::ranges::includes(v, w) || std::ranges::includes(w, v)) return true;
        }
    return false;
}

bool shares(const std::vector<Filler>& a, const std::vector<Filler>& b, bool victims) {
    for (const Filler& x : a)
        for (const Filler& y : b)
            if (is_victim(x) == is_victim(y) && is_victim(x) == victims && same_filler(x, y)) return true;
    return false;
}

bool times_clash(const EventTime& a, const EventTime& b) {
    return a.basis == TimeBasis::Stated && b.basis == TimeBasis::Stated && !a.days.overlaps(b.days);
}

bool places_clash(const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && a != b && a.find(b) == std::string::npos && b.find(a) == std::string::npos;
}

void take(Incident& incident, IncidentReport report) {
    if (incident.kind == IncidentKind::Attack) incident.kind = report.back ? incident.kind : report.kind;
    for (const Filler& filler : report.fillers) {
        auto old = std::ranges::find_if(incident.fillers, [&](const Filler& f) { return f.role == filler.role && same_filler(f, filler); });
        if (old == incident.fillers.end()) {
            incident.fillers.push_back(filler);
            continue;
        }
        for (const std::string& name : filler.names)
            if (std::ranges::find(old->names, name) == old->names.end()) old->names.push_back(name);
        old->named = old->named || filler.named;
        old->counted = old->counted || filler.counted;
    }
    if (incident.city.empty()) incident.city = report.city;
    incident.reports.push_back(std::move(report));
}

bool told(const IncidentReport& report) {
    return report.status == Status::Occurred || report.status == Status::Ongoing;
}

/// The incident that a report belongs to; nullptr for a new one.
Incident* home_of(const IncidentReport& report, std::vector<Incident>& incidents) {
    const auto fits = [&](const Incident& incident) {
        return report.back || compatible(incident.kind, report.kind);
    };
    // What grammar ties together.
    for (Incident& incident : incidents)
        for (const IncidentReport& other : incident.reports)
            if (other.sentence == report.sentence && fits(incident) &&
                (std::ranges::find(report.linked, other.trigger) != report.linked.end() ||
                 std::ranges::find(other.linked, report.trigger) != other.linked.end()))
                return &incident;
    // The same victims.
    for (auto incident = incidents.rbegin(); incident != incidents.rend(); ++incident)
        if (fits(*incident) && shares(incident->fillers, report.fillers, true)) {
            const auto& last = incident->reports.back();
            if (!times_clash(last.time, report.time)) return &*incident;
        }
    const bool victims = has_victim(report.fillers);
    for (auto incident = incidents.rbegin(); incident != incidents.rend(); ++incident) {
        if (!fits(*incident)) continue;
        const IncidentReport& last = incident->reports.back();
        const std::uint32_t gap = report.sentence - last.sentence;
        if (times_clash(last.time, report.time) || places_clash(incident->city, report.city)) continue;
        if (!victims && (report.definite || report.back || gap <= 2)) return &*incident;
        if (!has_victim(incident->fillers) && gap <= 2) return &*incident;
        if (victims && gap <= 1 && !report.plural) return &*incident;
        if (report.definite && report.nominal) return &*incident;
    }
    return nullptr;
}

}  // namespace

std::vector<Incident> merge_reports(std::vector<IncidentReport> reports) {
    std::vector<Incident> incidents;
    for (IncidentReport& report : reports) {
        if (!told(report)) continue;
        if (Incident* home = home_of(report, incidents)) {
            take(*home, std::move(report));
            continue;
        }
        if (report.back) continue;
        Incident incident;
        incident.kind = report.kind;
        incident.stage = report.stage;
        take(incident, std::move(report));
        incidents.push_back(std::move(incident));
    }
    return incidents;
}

bool is_relevant(const Incident& incident, std::optional<date::sys_days> dct, bool first) {
    // What lies months back is told as background.
    const bool old = dct && incident.time.basis == TimeBasis::Stated && incident.time.days.last < *dct - date::days{60};
    if (old && !first) return false;
    bool victim = false, specific = false, strong = false, actor = false, named = false;
    for (const Filler& filler : incident.fillers) {
        if (filler.role == FillerRole::Source && !filler.lent) {
            actor = actor || filler.kind == NounClass::Actor;
        }
        if (!is_victim(filler) || filler.kind == NounClass::Actor || filler.kind == NounClass::Military) continue;
        victim = true;
        named = named || filler.named;
        specific = specific || filler.named || filler.counted;
    }
    for (const IncidentReport& report : incident.reports) strong = strong || (!report.weak && !report.back);
    if (!victim) return false;
    if (!strong && !actor) return false;
    const bool single = incident.time.basis == TimeBasis::Stated && incident.time.days.days() <= 7;
    const auto finite = [&](const IncidentReport& report) { return !report.back && (!report.weak || actor) && !report.plural && !report.modifier; };
    const bool told_once = std::ranges::any_of(incident.reports, finite);
    if (!specific && !((single || actor) && told_once)) return false;
    // Sums over months: "five judges have been killed in two months".
    if (incident.time.basis == TimeBasis::Stated && incident.time.days.days() > 31 && !named) return false;
    return true;
}

}  // namespace annalist::ingest
