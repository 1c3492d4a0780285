#pragma once

#include <date/date.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"
#include "graph/result.hpp"

namespace annalist::storage {

class Store;

// Events that somebody else coded come as rows of a table, not as words of an article. What such a
// table says of one day is kept as one article, its bulletin: its text is the day's rows, a line
// each, so that every event has an article, mentions with spans, and an explanation like any other.

/// How a row's relation reads: one name of one data set. Stored.
struct Relation {
    std::uint32_t id = 0;  ///< of one store; 0 before the store has seen it
    std::string dataset;   ///< "icews"
    std::string name;      ///< as the rows have it: "Make a visit"
    EventType type = EventType::Statement;
    Mode mode = Mode::None;
    double confidence = 0.5;  ///< of every event so coded, in [0, 1]

    bool operator==(const Relation&) const = default;
};

/// A row: on `day` the source did to the target what the relation says. The numbers are positions
/// in the table's lists.
struct CodedRow {
    date::sys_days day;
    std::uint32_t source = 0, relation = 0, target = 0;

    bool operator==(const CodedRow&) const = default;
};

/// Rows of one data set, with those they name. `actors` and `relations` may go on from piece to
/// piece of a long table: import_table() takes the rows out, fills in the ids, and looks nothing up
/// that has one.
struct CodedTable {
    std::string dataset;           ///< a word: letters, digits, ".", "-", "_"
    std::vector<Actor> actors;     ///< names as the rows have them; no two share a key
    std::vector<Relation> relations;
    std::vector<CodedRow> rows;
};

struct ImportCount {
    std::uint64_t events = 0;    ///< new ones
    std::uint64_t repeated = 0;  ///< rows that say again what another of the table says: counted there
    std::uint64_t known = 0;     ///< rows that the store has from this data set already
    std::uint64_t bulletins = 0;

    ImportCount& operator+=(const ImportCount& other);
    bool operator==(const ImportCount&) const = default;
};

/// Marks a bulletin in Article::published_basis.
inline constexpr std::string_view kTableBasis = "table";

/// Stamps bulletins (ArticleFacts::stamp): the layout of their text.
inline constexpr const char* kTableStamp = "table/1";

/// Days that a coded event can have: those of event_id(). Years 535 to 3405.
bool day_fits(date::sys_days day);

/// What event_id() takes of an actor's key, and of a relation.
std::uint64_t digest(std::string_view actor_key);
std::uint64_t digest(const Relation& relation);

/// The id of a coded event: 20 bits of day (1970-01-01 is 2^19), then 44 bits of hash over data
/// set, relation, source and target. So ids of one day lie together, in the order of time.
EventId event_id(date::sys_days day, std::uint64_t source, std::uint64_t relation,
                 std::uint64_t target);

/// The day of such an id.
date::sys_days day_of(EventId id);

/// One line of a bulletin before it has ids.
struct BulletinLine {
    std::string_view source, relation, target;
    std::uint32_t count = 1;  ///< how many times the line stands there
};

/// The bulletin of a data set's lines of a day, in their order.
Article bulletin(std::string_view dataset, date::sys_days day,
                 const std::vector<BulletinLine>& lines);

/// The mention that stands in line `ordinal` of a bulletin, whose text before it ends at `begin`.
/// `source` and `target` are the actors' ids in the caller's numbering. Moves `begin` behind it.
Mention mention_in(const Article& bulletin, std::uint32_t ordinal, const BulletinLine& line,
                   const Relation& relation, EventId event, ActorId source, ActorId target,
                   std::uint32_t& begin);

/// The facts of a bulletin as a table again, nullopt when it is none.
std::optional<CodedTable> table_of(const ArticleFacts& facts);

/// The order of lines in a bulletin: names of source, relation, target.
std::vector<std::uint32_t> order_of_names(const std::vector<std::string_view>& names);

/// Imports by put(), a bulletin at a time: what an engine does that has no better way. `told` says
/// whether the store has an event of that id from some table, whatever was decided about it since.
Result<ImportCount> import_as_articles(Store& store, CodedTable& table,
                                       const std::function<bool(EventId)>& told);

/// Refuses tables that cannot be kept: a name that is empty or has a tab, line feed or other
/// control character in it, a position outside its list, a day that does not fit, two actors of
/// one key. Errors: InvalidArgument, naming the item.
Result<void> check(const CodedTable& table);

}  // namespace annalist::storage
