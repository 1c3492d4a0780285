#include "query/event_query.hpp"

#include <fmt/format.h>

#include <charconv>

#include "graph/fold.hpp"
#include "query/actor_names.hpp"

namespace annalist::query {
namespace {

Error invalid(std::string message) { return {ErrorCode::InvalidArgument, std::move(message)}; }

/// "a, b or c" of all values of an enumeration that has names from `first` to `last`.
template <class E>
std::string names(E first, E last) {
    std::string text;
    for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) {
        const auto name = to_string(static_cast<E>(i));
        if (name.empty()) continue;
        if (!text.empty()) text += i == static_cast<int>(last) ? " or " : ", ";
        text += name;
    }
    return text;
}

template <class E, class Parse>
Result<std::vector<E>> values_of(const Parameters& parameters, std::string_view name, Parse parse,
                                 E first, E last) {
    std::vector<E> values;
    for (const std::string& word : parameters.list(name)) {
        const auto value = parse(word);
        if (!value)
            return invalid(fmt::format("{}={}: write {}", name, word, names(first, last)));
        values.push_back(*value);
    }
    return values;
}

/// FNV-1a over the parts of a query that decide which events come in which order.
std::uint32_t digest_of(const EventQuery& query) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : filters_text(query)) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001B3ULL;
    }
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

std::optional<std::uint64_t> hex(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Result<std::vector<Status>> read_statuses(const Parameters& parameters) {
    const auto words = parameters.list("status");
    if (words.empty()) return EventQuery{}.statuses;
    if (words.size() == 1 && words.front() == "all") return std::vector<Status>{};
    return values_of<Status>(parameters, "status", parse_status, Status::Occurred,
                             Status::Hypothetical);
}

Result<PlaceFilter> read_place(const std::string& text, const storage::Store& store) {
    PlaceFilter place;
    if (text.empty()) return place;
    place.city = fold_name(text);
    // "Singapore" is both; a name that is no country's is a city's.
    const auto country = country_code(text, store);
    if (!country) return country.error();
    place.country = country->value_or("");
    return place;
}

template <class T>
Result<void> into(T& target, Result<T> result) {
    if (!result) return result.error();
    target = *std::move(result);
    return {};
}

}  // namespace

Result<std::vector<ActorId>> read_actors(const Parameters& parameters, std::string_view name,
                                         const storage::Store& store) {
    std::vector<ActorId> ids;
    for (const std::string& value : parameters.all(name)) {
        const auto actor = resolve_actor(value, store);
        if (!actor)
            return Error{actor.error().code, fmt::format("{}: {}", name, actor.error().message)};
        ids.push_back(actor->id);
    }
    return ids;
}

Result<std::size_t> read_limit(const Parameters& parameters, std::string_view name) {
    const std::string text = parameters.first(name);
    if (text.empty()) return std::size_t{0};
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return invalid(fmt::format("{}={}: write a number from 0 to {}", name, text, kMaxLimit));
    if (value > kMaxLimit)
        return invalid(fmt::format("{}={}: at most {}; 0 for all", name, text, kMaxLimit));
    return value;
}

Result<double> read_confidence(const Parameters& parameters) {
    const std::string text = parameters.first("min-confidence");
    if (text.empty()) return 0.0;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(0.0 <= value && value <= 1.0))
        return invalid(fmt::format("min-confidence={}: write a number from 0 to 1", text));
    return value;
}

Result<std::optional<date::sys_days>> read_as_known_on(const Parameters& parameters) {
    const std::string text = parameters.first("as-known-on");
    if (text.empty()) return std::optional<date::sys_days>{};
    // The end of a month or year, when only that is given, as for `to`.
    const auto range = DayRange::parse("", text);
    if (!range) return invalid(fmt::format("as-known-on={}: no such day; write YYYY-MM-DD", text));
    return std::optional{range->last};
}

Result<std::vector<std::string>> read_countries(const Parameters& parameters,
                                                const storage::Store& store) {
    std::vector<std::string> codes;
    for (const std::string& value : parameters.all("country")) {
        const auto code = resolve_country(value, store);
        if (!code)
            return Error{code.error().code, fmt::format("country: {}", code.error().message)};
        codes.push_back(*code);
    }
    return codes;
}

Result<EventQuery> parse_event_query(const Parameters& parameters, const storage::Store& store) {
    EventQuery query;
    const auto failed = [&]() -> Result<void> {
        const auto read = [](Result<void> result, Result<void>& first) {
            if (first && !result) first = result;
        };
        Result<void> done;
        read(into(query.days, DayRange::parse(parameters.first("from"), parameters.first("to"))), done);
        read(into(query.as_known_on, read_as_known_on(parameters)), done);
        read(into(query.types, values_of<EventType>(parameters, "type", parse_event_type,
                                                    EventType::Agree, EventType::Statement)), done);
        read(into(query.modes, values_of<Mode>(parameters, "mode", parse_mode, Mode::InPerson,
                                               kLastMode)), done);
        read(into(query.kinds, values_of<Contact>(parameters, "kind", parse_contact, Contact::Meet,
                                                  Contact::Agree)), done);
        read(into(query.statuses, read_statuses(parameters)), done);
        read(into(query.min_confidence, read_confidence(parameters)), done);
        read(into(query.limit, read_limit(parameters, "limit")), done);
        if (!done) return done;
        read(into(query.all_actors, read_actors(parameters, "actor", store)), done);
        read(into(query.any_actors, read_actors(parameters, "any-actor", store)), done);
        read(into(query.countries, read_countries(parameters, store)), done);
        read(into(query.place, read_place(parameters.first("place"), store)), done);
        return done;
    }();
    if (!failed) return failed.error();

    for (const std::string& text : parameters.all("words")) {
        auto words = parse_word_query(text);
        if (!words) return words.error();
        query.words = both(std::move(query.words), *std::move(words));
    }
    const std::string assumed = parameters.first("assumed");
    if (assumed == "no" || assumed == "false")
        query.include_assumed = false;
    else if (!assumed.empty() && assumed != "yes" && assumed != "true")
        return invalid(fmt::format("assumed={}: write yes or no", assumed));
    const std::string order = parameters.first("order");
    if (order == "newest")
        query.order = Order::NewestFirst;
    else if (!order.empty() && order != "oldest")
        return invalid(fmt::format("order={}: write oldest or newest", order));
    if (const std::string cursor = parameters.first("cursor"); !cursor.empty()) {
        const auto after = parse_cursor(cursor, query);
        if (!after) return after.error();
        query.after = *after;
    }
    return query;
}

std::vector<std::string> folded_words(const std::vector<std::string>& texts) {
    std::vector<std::string> words;
    for (const std::string& text : texts) {
        const std::string folded = fold_name(text);
        for (std::size_t begin = 0; begin < folded.size();) {
            const std::size_t end = std::min(folded.find(' ', begin), folded.size());
            words.push_back(folded.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    return words;
}

std::string filters_text(const EventQuery& q) {
    std::string text;
    const auto add = [&](const auto& part) { text += fmt::format("{}\xFF", part); };
    const auto add_all = [&](std::string_view name, const auto& list) {
        add(name);
        for (const auto& each : list) add(static_cast<int>(each));
    };
    for (const ActorId id : q.all_actors) add(id.value);
    add("any");
    for (const ActorId id : q.any_actors) add(id.value);
    add("countries");
    for (const std::string& country : q.countries) add(country);
    add_all("kinds", q.types);
    add_all("modes", q.modes);
    add_all("contacts", q.kinds);
    add_all("statuses", q.statuses);
    add(q.place.city);
    add(q.place.country);
    if (!q.words.empty()) add(to_text(q.words));
    add(q.days.first.time_since_epoch().count());
    add(q.days.last.time_since_epoch().count());
    add(q.as_known_on ? iso_day(*q.as_known_on) : "");
    add(q.min_confidence);
    add(q.include_assumed ? 1 : 0);
    add(static_cast<int>(q.order));
    return text;
}

std::string cursor_text(const Cursor& cursor, const EventQuery& query) {
    return fmt::format("{:08x}{:08x}{:08x}{:016x}", digest_of(query),
                       static_cast<std::uint32_t>(cursor.first.time_since_epoch().count()),
                       static_cast<std::uint32_t>(cursor.last.time_since_epoch().count()),
                       cursor.id.value);
}

Result<Cursor> parse_cursor(std::string_view text, const EventQuery& query) {
    const auto digest = hex(text.substr(0, 8));
    if (text.size() != 40 || !digest)
        return invalid("cursor: not one that a page ended with; ask again without it");
    if (*digest != digest_of(query))
        return invalid("cursor: it belongs to another query; ask again without it");
    const auto first = hex(text.substr(8, 8));
    const auto last = hex(text.substr(16, 8));
    const auto id = hex(text.substr(24));
    if (!first || !last || !id)
        return invalid("cursor: not one that a page ended with; ask again without it");
    const auto day = [](std::uint64_t number) {
        return date::sys_days{date::days{static_cast<std::int32_t>(number)}};
    };
    return Cursor{day(*first), day(*last), {*id}};
}

std::string event_text(EventId id) { return fmt::format("{:016x}", id.value); }

std::string article_text(ArticleId id) { return fmt::format("{:016x}", id.value); }

Result<EventId> parse_event_id(std::string_view text) {
    const auto value = hex(text);
    if (text.size() != 16 || !value)
        return invalid(fmt::format("\"{}\" is no event's id; it has 16 hexadecimal digits, as "
                                   "annalist events prints them", text));
    return EventId{*value};
}

Result<ArticleId> parse_article_id(std::string_view text) {
    const auto value = hex(text);
    if (text.size() != 16 || !value)
        return invalid(fmt::format("\"{}\" is no article's id; it has 16 hexadecimal digits, as "
                                   "annalist explain prints them", text));
    return ArticleId{*value};
}

}  // namespace annalist::query
