// CAMEO's codes of actors: those of the tables, and those of a user's dictionaries with their dates.

#include <algorithm>

#include "graph/fold.hpp"
#include "ingest/lexicon/lexicon.hpp"

namespace annalist::ingest {
namespace {

/// International actors: their codes' first three letters, and the type of body they are with us.
constexpr std::pair<std::string_view, std::string_view> kInternational[] = {
    {"IGO", "igo"}, {"NGO", "ngo"}, {"NGM", "ngo"}, {"MNC", "company"}, {"IMG", "armed_group"}, {"INT", "igo"}, {"UIS", "igo"}};

/// A state's bodies by the letters behind its own.
constexpr std::pair<std::string_view, std::string_view> kDomestic[] = {
    {"GOV", "government"}, {"MIL", "military"}, {"REB", "armed_group"}, {"INS", "armed_group"}, {"SEP", "armed_group"}, {"UAF", "armed_group"},
    {"PTY", "party"},      {"OPP", "party"},    {"COP", "police"},      {"SPY", "intelligence"}, {"BUS", "company"},     {"MNC", "company"},
    {"MED", "media"},      {"JRN", "media"},    {"JUD", "court"},       {"NGO", "ngo"}};

template <std::size_t N>
std::string_view type_in(const std::pair<std::string_view, std::string_view> (&table)[N], std::string_view letters) {
    for (const auto& [code, type] : table)
        if (code == letters) return type;
    return {};
}

std::string_view code_on(const std::vector<DatedCode>& codes, date::sys_days day) {
    for (const DatedCode& code : codes)
        if ((!code.from || *code.from <= day) && (!code.to || day <= *code.to)) return code.code;
    return {};
}

bool is_state(NameKind kind) { return kind == NameKind::Country || kind == NameKind::Nationality || kind == NameKind::Seat; }

}  // namespace

std::string Lexicon::state_code(std::string_view country) const {
    const CountryRow* row = country_by_id(country);
    if (!row) return {};
    return row->cameo.empty() ? row->id : row->cameo;
}

const CountryRow* Lexicon::state_of_code(std::string_view code) const {
    const auto letters = code.substr(0, 3);
    const CountryRow* found = country_by_id(letters);
    if (found && (found->cameo.empty() || found->cameo == letters)) return found;
    for (const CountryRow& row : countries_)
        if (row.cameo == letters) return &row;
    return found;
}

std::string Lexicon::actor_code(const Actor& actor, date::sys_days day) const {
    const std::string_view key = actor.key;
    if (key.starts_with("country:")) return state_code(key.substr(8));
    if (key.starts_with("org:"))
        if (const OrganizationRow* body = organization_by_id(key.substr(4))) {
            if (const auto code = code_on(body->codes, day); !code.empty()) return std::string(code);
            if (!body->cameo.empty()) return body->cameo;
        }
    if (key.starts_with("person:") && !key.starts_with("person:~")) {
        const auto slash = key.rfind('/');
        const std::string known(slash == std::string_view::npos ? std::string(key.substr(7))
                                                                : std::string(key.substr(7, slash - 7)) + "|" + std::string(key.substr(slash + 1)) + "|");
        if (const auto row = person_keys_.find(known); row != person_keys_.end()) {
            const PersonRow& person = persons_[row->second];
            if (const auto code = code_on(person.codes, day); !code.empty()) return std::string(code);
            bool held = false;
            for (const auto at : offices_by_person_[row->second]) {
                const OfficeRow& office = offices_[at];
                if (office.country.empty()) continue;
                if (office.held_on(day)) return state_code(office.country) + "GOV";
                held = held || (office.to && *office.to < day);
            }
            if (held && !actor.country.empty()) return state_code(actor.country) + "ELI";
        }
    }
    return state_code(actor.country);
}

ActorFit Lexicon::add_actor(const std::vector<std::string>& names, const std::vector<DatedCode>& codes) {
    const std::string& first = codes.front().code;
    const CountryRow* state = state_of_code(first);
    const auto add_names = [&](NameReading reading) {
        for (const auto& name : names) add_name(name, reading);
    };
    const auto row_of = [&](const CountryRow* row) { return static_cast<std::uint32_t>(row - countries_.data()); };
    if (state && codes.size() == 1 && first.size() == 3 && !codes[0].from && !codes[0].to) {
        // A state and its people; what each name is of them our tables know.
        for (const auto& name : names) {
            const auto known = readings(name);
            if (std::ranges::none_of(known, [&](const NameReading& r) { return is_state(r.kind) && r.row == row_of(state); }))
                add_name(name, {NameKind::Country, row_of(state)});
        }
        return ActorFit::Whole;
    }
    const bool belongs = state || !type_in(kInternational, first.substr(0, 3)).empty();
    for (const auto& name : names)
        for (const NameReading& reading : readings(name)) {
            if (is_state(reading.kind)) return ActorFit::State;
            if (reading.kind != NameKind::Organization && reading.kind != NameKind::Person) continue;
            auto& known = reading.kind == NameKind::Person ? persons_[reading.row].codes : organizations_[reading.row].codes;
            known = codes;
            add_names(NameReading(reading));
            return belongs ? ActorFit::Whole : ActorFit::NoState;
        }
    const std::string country = state ? state->id : "";
    if (std::ranges::any_of(codes, [](const DatedCode& c) { return c.from || c.to; })) {
        const auto person = person_row(names.front(), "", country, "");
        persons_[person].codes = codes;
        for (std::size_t i = 1; i < names.size(); ++i) {
            persons_[person].aliases.push_back(names[i]);
            add_name(names[i], {NameKind::Person, person});
        }
        for (const DatedCode& code : codes) {
            const CountryRow* of = state_of_code(code.code);
            if (!of || code.code.size() <= 3) continue;
            const date::sys_days long_ago = date::year{1} / 1 / 1;
            add_office({person, of->id, "", code.code.substr(3), "", code.from.value_or(long_ago), code.to, std::nullopt}, true);
        }
        return belongs ? ActorFit::Whole : ActorFit::NoState;
    }
    std::string_view type = state ? type_in(kDomestic, std::string_view(first).substr(std::min<std::size_t>(3, first.size()), 3))
                                  : type_in(kInternational, first.substr(0, 3));
    if (type.empty()) type = state ? "political_movement" : "ngo";
    const auto row = static_cast<std::uint32_t>(organizations_.size());
    OrganizationRow body{"PETR:" + fold_name(names.front()) + "/" + first, names.front(), {names.begin() + 1, names.end()}, std::string(type), country, "", codes};
    organization_ids_.emplace(body.id, row);
    organizations_.push_back(std::move(body));
    add_names({NameKind::Organization, row});
    return belongs ? ActorFit::Whole : ActorFit::NoState;
}

}  // namespace annalist::ingest
