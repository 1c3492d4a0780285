#include "web/timed_store.hpp"

namespace annalist::web {

using storage::EventVisitor;
using storage::LinkVisitor;

/// Links that end in time.
class TimedLinks final : public storage::Links {
public:
    TimedLinks(std::unique_ptr<storage::Links> links, const TimedStore& store)
        : links_(std::move(links)), store_(store) {}

    Result<void> all(DayRange days, const LinkVisitor& visit) override {
        return store_.done(links_->all(days, store_.timed(visit)));
    }
    Result<void> of(ActorId actor, DayRange days, const LinkVisitor& visit) override {
        return store_.done(links_->of(actor, days, store_.timed(visit)));
    }
    Result<void> between(ActorId a, ActorId b, DayRange days, const LinkVisitor& visit) override {
        return store_.done(links_->between(a, b, days, store_.timed(visit)));
    }
    Result<EventId> event_of(const Link& link) override { return links_->event_of(link); }
    Result<void> all(DayRange days, const EventVisitor& told, const LinkVisitor& coded) override {
        return store_.done(links_->all(days, store_.timed(told), store_.timed(coded)));
    }
    Result<void> of(ActorId actor, DayRange days, const EventVisitor& told,
                    const LinkVisitor& coded) override {
        return store_.done(links_->of(actor, days, store_.timed(told), store_.timed(coded)));
    }
    Result<void> between(ActorId a, ActorId b, DayRange days, const EventVisitor& told,
                         const LinkVisitor& coded) override {
        return store_.done(links_->between(a, b, days, store_.timed(told), store_.timed(coded)));
    }

private:
    std::unique_ptr<storage::Links> links_;
    const TimedStore& store_;
};

bool TimedStore::late() const {
    // The clock costs more than a link; a look at every sixteenth call is often enough.
    if (over_ || calls_++ % 16 != 0) return over_;
    const auto now = Clock::now();
    over_ = now >= end_;
    if (!over_ && now >= next_look_) {
        over_ = gone_();
        next_look_ = now + kBetweenLooks;
    }
    return over_;
}

Result<void> TimedStore::done(Result<void> scanned) const {
    if (scanned && over_) return Error{ErrorCode::Io, "this answer took too long, or nobody waits for it any more"};
    return scanned;
}

Result<void> TimedStore::scan_actors(const storage::ActorVisitor& visit) const {
    return done(store_.scan_actors(timed(visit)));
}

Result<void> TimedStore::scan(DayRange days, const EventVisitor& visit) const {
    return done(store_.scan(days, timed(visit)));
}

Result<void> TimedStore::scan_actor(ActorId actor, DayRange days, const EventVisitor& visit) const {
    return done(store_.scan_actor(actor, days, timed(visit)));
}

Result<void> TimedStore::scan_pair(ActorId a, ActorId b, DayRange days,
                                   const EventVisitor& visit) const {
    return done(store_.scan_pair(a, b, days, timed(visit)));
}

Result<void> TimedStore::scan_figures(DayRange days, const storage::FigureVisitor& visit) const {
    return done(store_.scan_figures(days, timed(visit)));
}

Result<void> TimedStore::scan_articles(DayRange published,
                                       const storage::ArticleVisitor& visit) const {
    return done(store_.scan_articles(published, timed(visit)));
}

Result<void> TimedStore::scan_facts(const storage::FactsVisitor& visit) const {
    return done(store_.scan_facts(timed(visit)));
}

Result<bool> TimedStore::scan_words(std::span<const std::string> phrase, date::sys_days known,
                                    const storage::EventIdVisitor& visit) const {
    const auto scanned = store_.scan_words(phrase, known, timed(visit));
    if (auto in_time = done(scanned ? Result<void>{} : scanned.error()); !in_time)
        return in_time.error();
    return scanned;
}

Result<std::unique_ptr<storage::Links>> TimedStore::links() const {
    auto links = store_.links();
    if (!links) return links.error();
    return std::unique_ptr<storage::Links>(std::make_unique<TimedLinks>(*std::move(links), *this));
}

}  // namespace annalist::web
