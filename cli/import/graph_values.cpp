#include "cli/import/graph_values.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "query/event_query.hpp"
#include "query/event_words.hpp"
#include "query/json_writer.hpp"

namespace annalist::cli {
namespace {

// What values must be, in messages.
constexpr std::string_view kDay = "a day, YYYY-MM-DD";
constexpr std::string_view kRole = "source, target, participant, host or mediator";

constexpr std::uint32_t kMostReports = 10'000;  // of one event; each becomes a line

/// Reads values and remembers the first that is wrong.
class Values {
public:
    explicit Values(const GraphElement& element) : values_(element.values) {}

    std::string text(const std::string& name) const {
        const auto found = values_.find(name);
        return found == values_.end() ? std::string{} : found->second;
    }

    /// A value read by `parse` to an optional; missing or wrong ones are a fault.
    template <class Parse>
    auto needed(const std::string& name, std::string_view form, const Parse& parse) {
        const std::string given = text(name);
        const auto value = given.empty() ? decltype(parse(given)){} : parse(given);
        if (!value) fault(name, given, form);
        return value.value_or(typename decltype(parse(given))::value_type{});
    }

    template <class Parse, class T>
    T optional(const std::string& name, std::string_view form, const Parse& parse, T missing) {
        return text(name).empty() ? missing : needed(name, form, parse);
    }

    void fault(const std::string& name, const std::string& given, std::string_view form) {
        if (!wrong_.empty()) return;
        wrong_ = given.empty()
                     ? fmt::format("has no {}; it must be {}", name, form)
                     : fmt::format("{} is \"{}\"; it must be {}", name,
                                   query::valid_utf8(std::string_view{given}.substr(0, 40)), form);
    }

    template <class T>
    Result<T> result(T value) const {
        if (!wrong_.empty()) return Error{ErrorCode::InvalidArgument, wrong_};
        return value;
    }

private:
    const std::map<std::string, std::string>& values_;
    std::string wrong_;
};

std::optional<std::uint32_t> whole(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value == 0) return std::nullopt;
    return value;
}

std::optional<double> share(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(value >= 0.0 && value <= 1.0))
        return std::nullopt;
    return value;
}

std::optional<bool> truth(std::string_view text) {
    if (text == "true") return true;
    if (text == "false") return false;
    return std::nullopt;
}

std::optional<EventId> event_id(std::string_view text) {
    const auto id = query::parse_event_id(text);
    return id ? std::optional(*id) : std::nullopt;
}

std::optional<ActorKind> actor_kind(std::string_view name) {
    for (const auto kind :
         {ActorKind::Person, ActorKind::Country, ActorKind::Organization, ActorKind::Group})
        if (name == to_string(kind)) return kind;
    return std::nullopt;
}

std::optional<Granularity> granularity(std::string_view name) {
    for (auto code = static_cast<int>(Granularity::Instant);
         code <= static_cast<int>(Granularity::Days); ++code)
        if (name == to_string(static_cast<Granularity>(code)))
            return static_cast<Granularity>(code);
    return std::nullopt;
}

}  // namespace

Result<Actor> actor_of(const GraphElement& node) {
    Values values(node);
    const auto text = [](const std::string& given) { return std::optional(given); };
    Actor actor;
    actor.key = values.needed("key", "an actor's key, as our exports have it", text);
    actor.name = values.needed("label", "the actor's name", text);
    actor.kind = values.needed("kind", "person, country, organization or group", actor_kind);
    actor.country = values.text("country");
    actor.wikidata = values.text("wikidata");
    return values.result(std::move(actor));
}

Result<EdgeEvent> event_of(const GraphElement& edge) {
    Values values(edge);
    EdgeEvent result;
    Event& event = result.event;
    event.id = values.needed("event", "an event's id, 16 hexadecimal digits", event_id);
    event.type = values.needed("event_type", "a PLOVER type", parse_event_type);
    event.mode = values.optional("mode", "a mode", parse_mode, Mode::None);
    event.status = values.needed("status", "a status", parse_status);
    event.days.first = values.needed("start", kDay, parse_iso_day);
    event.days.last = values.needed("end", kDay, parse_iso_day);
    if (event.days.last < event.days.first)
        values.fault("end", values.text("end"), "no day before start");
    event.days.granularity = values.needed("date_precision", "day, month, year ...", granularity);
    event.time_basis = values.optional("assumed", "true or false", truth, false)
                           ? TimeBasis::Published
                           : TimeBasis::Stated;
    event.place = {values.text("city"), values.text("country")};
    event.count = values.optional("count", "a number from 1", whole, 1U);
    event.mentions = values.optional("reports", "a number from 1 to 10000", whole, 1U);
    if (event.mentions > kMostReports)
        values.fault("reports", values.text("reports"), "a number from 1 to 10000");
    event.confidence = values.needed("confidence", "a number from 0 to 1", share);
    event.known = values.optional("known", kDay, parse_iso_day, event.days.last);
    // An edge without a label of its own is called after its kind; that is no label of the event.
    event.label = values.text("label");
    if (event.label == query::event_kind(event)) event.label.clear();

    const bool symmetric = values.optional("symmetric", "true or false", truth, false);
    result.source_role = values.optional("source_role", kRole, parse_role,
                                         symmetric ? Role::Participant : Role::Source);
    result.target_role = values.optional("target_role", kRole, parse_role,
                                         symmetric ? Role::Participant : Role::Target);
    return values.result(std::move(result));
}

}  // namespace annalist::cli
