#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "graph/result.hpp"
#include "storage/likeness.hpp"
#include "storage/telling.hpp"

namespace annalist::storage {

// Which told events are one. What holds for a told event is settled by those near it alone: within
// days and between the same sides. So the result depends on what was told and not on its order, and
// an article that comes in changes little, at a cost that does not grow with the store.
//
// A telling *leads* when none that is alike comes before it: stated days come before assumed ones,
// what happened before what is planned, who names more people before who names fewer. Every other one
// follows the leader that it is most like, unless a second leader is as like, or one that follows the
// same leader contradicts it. What is only known to a span joins what is known in that span, if that
// is one event. docs/merging.md says it at length.

/// A told event that was brought together with others.
struct Part {
    EventId whole;  ///< the event: the lowest told id
    EventId like;   ///< the told event that it is like; itself for the one that the others follow
    double likeness = 1;
    std::uint32_t reasons = 0;

    bool operator==(const Part&) const = default;
};

/// 8 bytes whole, 8 bytes like, real likeness, varint reasons
std::string encode(const Part& part);
std::optional<Part> decode_part(std::string_view record);

/// A part with what tells it, for those who want to know why.
struct PartOf {
    EventId told;
    Part part;
    std::vector<ArticleId> articles;  ///< that tell of it, by id

    bool operator==(const PartOf&) const = default;
};

/// What a store holds of tellings. A call that fails answers with nothing and leaves its error in
/// failed(), so that what is made of many calls asks once.
class Tellings {
public:
    virtual ~Tellings() = default;
    virtual std::shared_ptr<const Telling> telling(EventId id) = 0;
    /// The entries of a block whose first day is in the range, in their order.
    virtual std::vector<BlockEntry> entries(bool coarse, std::uint64_t block, date::sys_days first,
                                            date::sys_days last) = 0;
    virtual std::optional<Part> part(EventId told) = 0;
    /// The told events of a whole, by id; none for one that was not brought together.
    virtual std::vector<EventId> parts_of(EventId whole) = 0;

    const std::optional<Error>& failed() const { return failed_; }

protected:
    void fail(const Error& error) {
        if (!failed_) failed_ = error;
    }

private:
    std::optional<Error> failed_;
};

/// Tellings that somebody decided about by hand: they stay as they were decided.
using Pinned = std::unordered_set<EventId>;

/// Works out which told events are one; keeps what it has worked out. For one state of the tellings.
class Merging {
public:
    Merging(Tellings& tellings, const Pinned& pinned) : tellings_(tellings), pinned_(pinned) {}

    /// The part that a told event is; nullopt for one that stands by itself.
    std::optional<Part> part(EventId told);
    /// Every told event whose part may hang on these.
    std::set<EventId> around(const std::set<EventId>& ids);
    /// Those of their blocks that are the first not looked at for them (kMostInBlock).
    std::set<EventId> at_the_limit(const std::set<EventId>& ids);
    std::set<EventId> coarse_among(const std::set<EventId>& ids);
    /// The told events that are one with this, by id: itself at least.
    std::vector<EventId> cluster(EventId told);

private:
    struct Like {
        EventId id;
        Likeness likeness;
    };
    struct Node {
        std::shared_ptr<const Telling> telling;
        Dating dating = Dating::Useless;
        std::optional<bool> free;  ///< a coarse one with nothing dated in its span
        std::optional<std::vector<Like>> near;
        std::optional<bool> leads;
        std::optional<Like> wants;            ///< the leader it follows if that takes it; itself
        std::optional<Like> leader;           ///< the one it does follow
        std::optional<std::vector<Like>> star;     ///< of a leader: those it takes
        std::optional<std::vector<Like>> members;  ///< of a leader: itself, the star and coarse ones
    };

    Node& node(EventId id);
    const std::vector<Like>& near(EventId id);
    bool leads(EventId id);
    const Like& wants(EventId id);
    const std::vector<Like>& star(EventId leader);
    const Like& leader(EventId id);
    const std::vector<Like>& members(EventId leader);
    /// Entries of close tellings in the blocks and span of a coarse one.
    std::vector<BlockEntry> in_span(EventId coarse);
    /// Coarse tellings in whose span a close one lies.
    std::set<EventId> spans_over(EventId close);
    bool is_free(EventId coarse);
    /// The leader of the one event in the span of a coarse telling.
    std::optional<Like> only_one(EventId coarse);
    /// Takes from `wanting` what contradicts nothing in `taken`, the most alike first.
    void take(std::vector<Like> wanting, std::vector<Like>& taken);
    bool before(EventId a, EventId b);

    Tellings& tellings_;
    const Pinned& pinned_;
    std::map<EventId, Node> nodes_;
};

/// What changes when tellings do, or when others are pinned.
struct Regrouping {
    std::map<EventId, std::optional<Part>> parts;  ///< those that are otherwise; nullopt: by itself
    /// The events that they were part of, and those that they are part of now, themselves where by
    /// themselves.
    std::set<EventId> wholes;
};

/// `changed` are the new tellings by id. `before` and `after` are one object where nothing was decided.
/// Errors: those that the tellings met.
Result<Regrouping> regroup(Tellings& stored, const std::map<EventId, Telling>& changed,
                           const Pinned& before, const Pinned& after);

/// Most tellings of a block and first day that are looked at, by length, then id: a story that more
/// articles tell in as many ways is brought together as far as these go.
inline constexpr std::size_t kMostInBlock = 32;

}  // namespace annalist::storage
