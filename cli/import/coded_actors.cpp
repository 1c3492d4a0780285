#include "cli/import/coded_actors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "graph/fold.hpp"

namespace annalist::cli {
namespace {

/// Words, folded, that only the name of a body has.
constexpr std::array<std::string_view, 60> kBodyWords{
    "academy",    "administration", "agency",     "airlines",   "airways",   "alliance",
    "army",       "assembly",       "association", "authority", "bank",      "board",
    "brigade",    "bureau",         "cabinet",    "center",     "centre",    "church",
    "club",       "coalition",      "command",    "commission", "committee", "company",
    "conference", "congress",       "corporation", "council",   "court",     "department",
    "federation", "force",          "forces",     "foundation", "front",     "fund",
    "government", "group",          "house",      "industries", "institute", "international",
    "league",     "media",          "ministry",   "movement",   "nations",   "network",
    "news",       "office",         "organization", "parliament", "party",   "police",
    "press",      "senate",         "tribunal",   "union",      "university", "times"};

bool names_body(std::string_view folded) {
    while (!folded.empty()) {
        const std::string_view word = folded.substr(0, folded.find(' '));
        if (std::ranges::find(kBodyWords, word) != kBodyWords.end()) return true;
        folded.remove_prefix(std::min(folded.size(), word.size() + 1));
    }
    return false;
}

}  // namespace

Actor CodedActors::make(std::string_view name) {
    Actor actor = known(name);
    if (actor.key.empty()) {
        std::string_view base = name;
        const auto open = name.rfind(" (");
        const bool bracketed = open != std::string_view::npos && open > 0 && name.ends_with(')');
        if (bracketed) {
            actor.country = country_of(name.substr(open + 2, name.size() - open - 3));
            if (!actor.country.empty()) base = name.substr(0, open);
        }
        std::string folded = fold_name(base);
        if (folded.empty()) folded = base;
        const bool words = folded.find(' ') != std::string::npos;
        if (names_body(folded) || (!words && !bracketed)) {
            actor.kind = ActorKind::Organization;
            actor.key = fmt::format("org:{}/{}", actor.country, folded);
        } else if (bracketed) {
            actor.kind = ActorKind::Group;
            actor.key = fmt::format("group:{}/{}", actor.country, folded);
        } else {
            actor.kind = ActorKind::Person;
            actor.key = fmt::format("person:~{}/{}", folded, actor.country);
        }
    }
    actor.name = name;
    if (!keys_.insert(actor.key).second) {
        actor.key += fmt::format("#{}", name);
        keys_.insert(actor.key);
    }
    return actor;
}

Actor CodedActors::known(std::string_view name) const {
    Actor actor;
    for (const ingest::NameReading& reading : lexicon_.readings(name)) {
        switch (reading.kind) {
            case ingest::NameKind::Country:
                actor.kind = ActorKind::Country;
                actor.country = lexicon_.country(reading.row).id;
                actor.key = "country:" + actor.country;
                return actor;
            case ingest::NameKind::Organization: {
                const ingest::OrganizationRow& row = lexicon_.organization(reading.row);
                actor.kind = row.type == "armed_group" ? ActorKind::Group : ActorKind::Organization;
                actor.country = row.country;
                actor.key = "org:" + row.id;
                return actor;
            }
            case ingest::NameKind::Person: {
                const ingest::PersonRow& row = lexicon_.person(reading.row);
                if (row.wikidata.empty() || !actor.key.empty()) break;
                actor.kind = ActorKind::Person;
                actor.country = row.country;
                actor.key = "person:" + row.wikidata;
                break;
            }
            default: break;
        }
    }
    return actor;
}

std::string CodedActors::country_of(std::string_view name) const {
    for (const ingest::NameReading& reading : lexicon_.readings(name))
        if (reading.kind == ingest::NameKind::Country) return lexicon_.country(reading.row).id;
    return {};
}

}  // namespace annalist::cli
