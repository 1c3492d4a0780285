#define XXH_INLINE_ALL
#include <xxhash.h>

#include "storage/coded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "storage/store.hpp"

namespace annalist::storage {
namespace {

constexpr std::int32_t kDayBias = 1 << 19;
constexpr unsigned kHashBits = 44;

bool plain(std::string_view name) {
    return !name.empty() && std::ranges::none_of(name, [](unsigned char c) { return c < 0x20; });
}

Error invalid(const CodedTable& table, std::string_view item, std::size_t at, const char* what) {
    return {ErrorCode::InvalidArgument,
            fmt::format("table {}: {} {}: {}", table.dataset, item, at, what)};
}

/// The rows of one day in the order of their lines, each once.
struct DayRows {
    date::sys_days day;
    std::vector<std::pair<CodedRow, std::uint32_t>> rows;  ///< and how often
};

std::vector<DayRows> by_days(const CodedTable& table, ImportCount& count) {
    std::vector<std::string_view> names, words;
    for (const Actor& actor : table.actors) names.push_back(actor.name);
    for (const Relation& relation : table.relations) words.push_back(relation.name);
    const auto name_order = order_of_names(names), word_order = order_of_names(words);
    std::vector<CodedRow> rows = table.rows;
    std::ranges::sort(rows, {}, [&](const CodedRow& row) {
        return std::tuple(row.day, name_order[row.source], word_order[row.relation],
                          name_order[row.target]);
    });
    std::vector<DayRows> days;
    for (const CodedRow& row : rows) {
        if (days.empty() || days.back().day != row.day) days.push_back({row.day, {}});
        auto& list = days.back().rows;
        if (!list.empty() && list.back().first == row) {
            ++list.back().second;
            ++count.repeated;
        } else {
            list.emplace_back(row, 1);
        }
    }
    return days;
}

/// One bulletin's facts, with the actors in the order in which its lines name them.
ArticleFacts facts_of(const CodedTable& table, const DayRows& day) {
    std::vector<BulletinLine> lines;
    for (const auto& [row, times] : day.rows)
        lines.push_back({table.actors[row.source].name, table.relations[row.relation].name,
                         table.actors[row.target].name, times});
    ArticleFacts facts;
    facts.article = bulletin(table.dataset, day.day, lines);
    facts.stamp = kTableStamp;
    std::unordered_map<std::uint32_t, ActorId> local;
    const auto number = [&](std::uint32_t actor) {
        const auto next = static_cast<std::uint32_t>(facts.actors.size() + 1);
        const auto [found, added] = local.try_emplace(actor, ActorId{next});
        if (added) {
            facts.actors.push_back(table.actors[actor]);
            facts.actors.back().id = {};
        }
        return found->second;
    };
    std::uint32_t ordinal = 0, begin = 0;
    for (const auto& [row, times] : day.rows) {
        const Relation& relation = table.relations[row.relation];
        const EventId event =
            event_id(day.day, digest(table.actors[row.source].key), digest(relation),
                     digest(table.actors[row.target].key));
        const ActorId source = number(row.source), target = number(row.target);
        facts.mentions.push_back(mention_in(facts.article, ordinal, lines[ordinal], relation, event,
                                            source, target, begin));
        ++ordinal;
    }
    return facts;
}

}  // namespace

ImportCount& ImportCount::operator+=(const ImportCount& other) {
    events += other.events;
    repeated += other.repeated;
    known += other.known;
    bulletins += other.bulletins;
    return *this;
}

bool day_fits(date::sys_days day) {
    const auto days = day.time_since_epoch().count();
    return days >= -kDayBias && days < kDayBias;
}

std::uint64_t digest(std::string_view actor_key) {
    return XXH3_64bits(actor_key.data(), actor_key.size());
}

std::uint64_t digest(const Relation& relation) {
    const std::uint64_t dataset = digest(relation.dataset);
    return XXH3_64bits_withSeed(relation.name.data(), relation.name.size(), dataset);
}

EventId event_id(date::sys_days day, std::uint64_t source, std::uint64_t relation,
                 std::uint64_t target) {
    // The two actors weigh differently, so that "A did to B" is not "B did to A"; the last steps
    // are those of MurmurHash3's finaliser.
    std::uint64_t hash = source * 0x9E3779B97F4A7C15U + (target ^ (target >> 29)) * 0xD6E8FEB86659FD93U +
                         (relation ^ (relation >> 32)) * 0xA0761D6478BD642FU;
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53U;
    hash ^= hash >> 33;
    const auto days = static_cast<std::uint64_t>(day.time_since_epoch().count() + kDayBias);
    return {(days << kHashBits) | (hash >> (64 - kHashBits))};
}

date::sys_days day_of(EventId id) {
    return date::sys_days{date::days{static_cast<std::int32_t>(id.value >> kHashBits) - kDayBias}};
}

Article bulletin(std::string_view dataset, date::sys_days day,
                 const std::vector<BulletinLine>& lines) {
    Article article;
    const std::string date = iso_day(day);
    article.title = fmt::format("{}, {}", dataset, date);
    article.url = fmt::format("table:{}#{}", dataset, date);
    article.publisher = dataset;
    article.published = day;
    article.published_basis = kTableBasis;
    std::size_t size = 0;
    for (const BulletinLine& line : lines)
        size += line.count * (date.size() + line.source.size() + line.relation.size() +
                              line.target.size() + 4);
    article.text.reserve(size);
    for (const BulletinLine& line : lines)
        for (std::uint32_t i = 0; i < line.count; ++i)
            article.text.append(date)
                .append(1, '\t')
                .append(line.source)
                .append(1, '\t')
                .append(line.relation)
                .append(1, '\t')
                .append(line.target)
                .append(1, '\n');
    article.id = article_id(article.title, day, article.text);
    return article;
}

Mention mention_in(const Article& bulletin, std::uint32_t ordinal, const BulletinLine& line,
                   const Relation& relation, EventId event, ActorId source, ActorId target,
                   std::uint32_t& begin) {
    const auto size = [](std::string_view text) { return static_cast<std::uint32_t>(text.size()); };
    const std::uint32_t date_end = begin + size(iso_day(bulletin.published));
    const std::uint32_t source_end = date_end + 1 + size(line.source);
    const std::uint32_t relation_end = source_end + 1 + size(line.relation);
    const std::uint32_t target_end = relation_end + 1 + size(line.target);
    Mention m;
    m.article = bulletin.id;
    m.ordinal = ordinal;
    m.event = event;
    m.type = relation.type;
    m.mode = relation.mode;
    m.time.days = TimeSpan::day(bulletin.published);
    m.time.basis = TimeBasis::Stated;
    m.time.timex = iso_day(bulletin.published);
    m.time.words = TextSpan{begin, date_end};
    m.participants = {{source, Role::Source, {date_end + 1, source_end}},
                      {target, Role::Target, {relation_end + 1, target_end}}};
    m.count = line.count;
    m.label = relation.name;
    m.sentence = {begin, target_end};
    m.trigger = {source_end + 1, relation_end};
    m.frame = "table/" + relation.dataset;
    m.confidence = relation.confidence;
    m.known = bulletin.published;
    begin += (target_end - begin + 1) * line.count;
    return m;
}

std::optional<CodedTable> table_of(const ArticleFacts& facts) {
    if (facts.article.published_basis != kTableBasis) return std::nullopt;
    CodedTable table;
    table.dataset = facts.article.publisher;
    table.actors = facts.actors;
    std::map<std::string_view, std::uint32_t> relations;
    for (const Mention& m : facts.mentions) {
        if (m.participants.size() != 2) return std::nullopt;
        const auto next = static_cast<std::uint32_t>(table.relations.size());
        const auto [found, added] = relations.try_emplace(m.label, next);
        if (added)
            table.relations.push_back({0, table.dataset, m.label, m.type, m.mode, m.confidence});
        const CodedRow row{m.known, m.participants[0].actor.value - 1, found->second,
                           m.participants[1].actor.value - 1};
        for (std::uint32_t i = 0; i < m.count; ++i) table.rows.push_back(row);
    }
    return table;
}

std::vector<std::uint32_t> order_of_names(const std::vector<std::string_view>& names) {
    std::vector<std::uint32_t> sorted(names.size()), order(names.size());
    std::iota(sorted.begin(), sorted.end(), 0U);
    std::ranges::sort(sorted, {}, [&](std::uint32_t i) { return names[i]; });
    for (std::uint32_t i = 0; i < sorted.size(); ++i) order[sorted[i]] = i;
    return order;
}

Result<ImportCount> import_as_articles(Store& store, CodedTable& table,
                                       const std::function<bool(EventId)>& told) {
    if (auto sound = check(table); !sound) return sound.error();
    ImportCount count;
    for (DayRows& day : by_days(table, count)) {
        std::erase_if(day.rows, [&](const auto& each) {
            const auto& [row, times] = each;
            if (!told(event_id(day.day, digest(table.actors[row.source].key),
                               digest(table.relations[row.relation]),
                               digest(table.actors[row.target].key))))
                return false;
            count.known += times;
            count.repeated -= times - 1;
            return true;
        });
        if (day.rows.empty()) continue;
        const auto put = store.put(facts_of(table, day));
        if (!put) return put.error();
        count.events += day.rows.size();
        ++count.bulletins;
    }
    table.rows.clear();
    return count;
}

Result<void> check(const CodedTable& table) {
    const bool word = !table.dataset.empty() && std::ranges::all_of(table.dataset, [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_';
    });
    if (!word)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("table \"{}\": name the data set with letters, digits, \".\", "
                                 "\"-\" and \"_\"",
                                 table.dataset)};
    std::set<std::string_view> keys;
    for (std::size_t i = 0; i < table.actors.size(); ++i) {
        const Actor& actor = table.actors[i];
        if (!plain(actor.name) || actor.key.empty())
            return invalid(table, "actor", i, "has no name, or a control character in it");
        if (!keys.insert(actor.key).second)
            return invalid(table, "actor", i, "has the key of another");
    }
    for (std::size_t i = 0; i < table.relations.size(); ++i) {
        const Relation& relation = table.relations[i];
        if (!plain(relation.name))
            return invalid(table, "relation", i, "has no name, or a control character in it");
        if (relation.dataset != table.dataset)
            return invalid(table, "relation", i, "is of another data set");
        if (!(relation.confidence >= 0.0 && relation.confidence <= 1.0))
            return invalid(table, "relation", i, "confidence is not in [0, 1]");
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const CodedRow& row = table.rows[i];
        if (row.source >= table.actors.size() || row.target >= table.actors.size() ||
            row.relation >= table.relations.size())
            return invalid(table, "row", i, "names an actor or relation that is not listed");
        if (!day_fits(row.day)) return invalid(table, "row", i, "its day is out of reach");
    }
    return {};
}

}  // namespace annalist::storage
