#include "storage/plain_links.hpp"

namespace annalist::storage {
namespace {

class PlainLinks final : public Links {
public:
    PlainLinks(const Store& store, std::function<std::uint32_t(const Event&)> relation_of)
        : store_(store), relation_of_(std::move(relation_of)) {}

    Result<void> all(DayRange days, const LinkVisitor& visit) override {
        return store_.scan(days, [&](const Event& e) {
            return give(e, visit, [](const Link&) { return true; });
        });
    }
    Result<void> of(ActorId actor, DayRange days, const LinkVisitor& visit) override {
        const auto whole = whole_of(actor);
        if (!whole) return whole.error();
        return store_.scan_actor(*whole, days, [&](const Event& e) {
            return give(e, visit, [&](const Link& l) { return l.from == *whole || l.to == *whole; });
        });
    }
    Result<void> between(ActorId one, ActorId other, DayRange days,
                         const LinkVisitor& visit) override {
        const auto a = whole_of(one), b = whole_of(other);
        if (!a) return a.error();
        if (!b) return b.error();
        return store_.scan_actor(*a, days, [&](const Event& e) {
            return give(e, visit, [&](const Link& l) {
                return (l.from == *a && l.to == *b) || (l.from == *b && l.to == *a);
            });
        });
    }
    Result<EventId> event_of(const Link& link) override { return link.event; }

    Result<void> all(DayRange days, const EventVisitor& told, const LinkVisitor& coded) override {
        return store_.scan(days, [&](const Event& e) { return give(e, told, coded); });
    }
    Result<void> of(ActorId actor, DayRange days, const EventVisitor& told,
                    const LinkVisitor& coded) override {
        const auto whole = whole_of(actor);
        if (!whole) return whole.error();
        return store_.scan_actor(*whole, days, [&](const Event& e) { return give(e, told, coded); });
    }
    Result<void> between(ActorId one, ActorId other, DayRange days, const EventVisitor& told,
                         const LinkVisitor& coded) override {
        const auto a = whole_of(one), b = whole_of(other);
        if (!a) return a.error();
        if (!b) return b.error();
        return store_.scan_pair(*a, *b, days, [&](const Event& e) { return give(e, told, coded); });
    }

private:
    bool give(const Event& event, const EventVisitor& told, const LinkVisitor& coded) {
        const std::uint32_t relation = relation_of_(event);
        std::vector<Link> links = relation == 0 ? std::vector<Link>{} : links_of(event);
        if (links.empty()) return told(event);
        for (Link& link : links) link.relation = relation;
        return coded(links);
    }

    /// What the actor is part of: itself, unless it was merged.
    Result<ActorId> whole_of(ActorId id) const {
        const auto actor = store_.actor(id);
        if (!actor) return actor.error();
        return *actor ? (*actor)->id : id;
    }

    template <class Wanted>
    bool give(const Event& event, const LinkVisitor& visit, const Wanted& wanted) {
        std::vector<Link> links = links_of(event);
        std::erase_if(links, [&](const Link& link) { return !wanted(link); });
        for (Link& link : links) link.relation = relation_of_(event);
        return links.empty() || visit(links);
    }

    const Store& store_;
    std::function<std::uint32_t(const Event&)> relation_of_;
};

}  // namespace

std::unique_ptr<Links> plain_links(const Store& store,
                                   std::function<std::uint32_t(const Event&)> relation_of) {
    return std::make_unique<PlainLinks>(store, std::move(relation_of));
}

}  // namespace annalist::storage
