#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/event.hpp"
#include "graph/link.hpp"
#include "query/link_walk.hpp"

// What who_met() keeps of each pair while it walks; only query/met.cpp includes it.
namespace annalist::query {

/// A kind by number, so that counting needs no text: "video" apart from "meet", for a talk by video
/// link brings nobody together; what is no contact by its type.
inline std::size_t kind_of(EventType type, Mode mode) {
    constexpr std::size_t kTypes = static_cast<std::size_t>(Contact::Agree) + 1;
    if (mode == Mode::Video) return 0;
    const Contact contact = contact_of(type, mode);
    return contact != Contact::None ? static_cast<std::size_t>(contact)
                                    : kTypes + static_cast<std::size_t>(type);
}

/// Times by kind, few of them.
class KindTimes {
public:
    void add(EventType type, Mode mode, std::uint64_t times) {
        const std::size_t kind = kind_of(type, mode);
        const auto at = std::ranges::find(times_, kind, &Entry::kind);
        if (at != times_.end())
            at->times += times;
        else
            times_.push_back({kind, type, mode, times});
    }
    std::map<std::string, std::uint64_t> named() const {
        std::map<std::string, std::uint64_t> result;
        for (const Entry& entry : times_) result[name_of(entry)] += entry.times;
        return result;
    }

private:
    struct Entry {
        std::size_t kind;
        EventType type;
        Mode mode;
        std::uint64_t times;
    };
    static std::string name_of(const Entry& entry) {
        if (entry.mode == Mode::Video) return "video";
        const Contact contact = contact_of(entry.type, entry.mode);
        return std::string{contact == Contact::None ? to_string(entry.type) : to_string(contact)};
    }

    std::vector<Entry> times_;
};

/// A coded event's days, or a told one's with its id.
struct Moment {
    TimeSpan days;
    bool assumed = false;
    EventId id;
};

/// Of a pair's events the first, or the last, in the store's order. Ids of coded events cost
/// something and decide between equal days only; so equals are kept until they are asked for.
class Extreme {
public:
    date::sys_days first() const { return days_.first; }
    date::sys_days last() const { return days_.last; }
    bool empty() const { return !told_ && coded_.empty(); }

    /// Takes it in place of all so far, or beside its equals.
    void take(const Event& event, bool better) {
        if (better) clear({event.days.first, event.days.last, event.days.granularity});
        const Moment moment{event.days, event.time_basis == TimeBasis::Published, event.id};
        if (!told_ || before_ == (event.id < told_->id)) told_ = moment;
    }
    void take(const Link& link, bool better) {
        if (better) clear({link.first, link.last, link.granularity});
        coded_.push_back(link);
    }

    /// The one that ids decide for, the lowest or the highest.
    Result<Moment> settle(LinkWalk& walk) const {
        std::optional<Moment> best = told_;
        for (const Link& link : coded_) {
            const auto id = walk.event_of(link);
            if (!id) return id.error();
            if (best && before_ != (*id < best->id)) continue;
            best = Moment{
                {link.first, link.last, link.granularity}, link.basis == TimeBasis::Published, *id};
        }
        return *best;
    }

    explicit Extreme(bool before) : before_(before) {}

private:
    void clear(TimeSpan days) {
        days_ = days;
        told_.reset();
        coded_.clear();
    }

    TimeSpan days_;
    std::optional<Moment> told_;
    std::vector<Link> coded_;
    bool before_;
};

/// One pair's events so far.
struct Sum {
    std::uint32_t a = 0, b = 0;  // parties
    std::uint64_t times = 0, events = 0;
    KindTimes kinds;
    Extreme first{true}, last{false};
    std::map<std::string, std::uint64_t> places;

    template <class Happening>  // an event or a link
    void add(const Happening& each, date::sys_days from, date::sys_days to) {
        ++events;
        times += each.count;
        kinds.add(each.type, each.mode, each.count);
        if (first.empty() || std::pair(from, first.last()) <= std::pair(first.first(), to))
            first.take(each, first.empty() ||
                                 std::pair(from, first.last()) < std::pair(first.first(), to));
        if (last.empty() || std::pair(to, from) >= std::pair(last.last(), last.first()))
            last.take(each,
                      last.empty() || std::pair(to, from) > std::pair(last.last(), last.first()));
    }
};

}  // namespace annalist::query
