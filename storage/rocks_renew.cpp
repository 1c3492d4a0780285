#include <map>
#include <set>

#include "storage/bytes.hpp"
#include "storage/rocks_concluding.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {
namespace {

/// Gathers what the articles tell otherwise with their actors as `who` reads them.
class Renewing {
public:
    explicit Renewing(const Identities& who) : who_(who) {}

    /// First each article is looked at, then those of articles() are taken.
    void look(const ArticleFacts& facts) {
        const auto told = tellings_of(facts, Identities{}), read = tellings_of(facts, who_);
        for (std::size_t i = 0; i < told.size(); ++i)
            if (told[i] != read[i]) ids_.insert(told[i].first);
    }
    std::set<ArticleId> articles(RocksTellings& stored) const {
        std::set<ArticleId> articles;
        for (const EventId id : ids_)
            if (const auto telling = stored.telling(id))
                articles.insert(telling->articles.begin(), telling->articles.end());
        return articles;
    }
    void take(const ArticleFacts& facts) {
        for (const auto& [id, telling] : tellings_of(facts, who_)) {
            if (!ids_.contains(id)) continue;
            const auto [at, fresh] = changed_.try_emplace(id, telling);
            if (!fresh) join(at->second, telling);
        }
    }
    const std::map<EventId, Telling>& changed() const { return changed_; }

private:
    const Identities& who_;
    std::set<EventId> ids_;
    std::map<EventId, Telling> changed_;
};

}  // namespace

Result<void> RocksStore::load_tellings() {
    const auto who = this->who();
    if (database_->read_only() || who->actors().empty()) return {};
    const auto mark = database_->get(Table::Meta, kTellingsAsRead);
    if (!mark) return mark.error();
    if (mark->has_value()) return {};
    Renewing renewing(*who);
    const auto looked = database_->scan(Table::Ledger, "", "", nullptr,
                                        [&](std::string_view, std::string_view value) -> Result<bool> {
                                            const auto facts = told_facts({ByteReader(value).big64()}, nullptr);
                                            if (!facts) return facts.error();
                                            renewing.look(*facts);
                                            return true;
                                        });
    if (!looked) return looked.error();
    RocksTellings stored(*database_, nullptr);
    for (const ArticleId article : renewing.articles(stored)) {
        const auto facts = told_facts(article, nullptr);
        if (!facts) return facts.error();
        renewing.take(*facts);
    }
    Concluding out(*database_);
    for (const auto& [id, telling] : renewing.changed()) out.replace(id, stored.telling(id), telling);
    const auto regrouping = regroup(stored, renewing.changed(), who->pinned(), who->pinned());
    if (!regrouping) return regrouping.error();
    out.replace(*regrouping, stored);
    if (stored.failed()) return *stored.failed();
    const PartsNow parts(*database_, nullptr, &*regrouping);
    for (const EventId id : regrouping->wholes) {
        const auto old = told_event(id, nullptr);
        if (!old) return old.error();
        auto mentions = mentions_read(id, *who, parts, nullptr);
        if (!mentions) return mentions.error();
        std::optional<Event> event;
        if (!mentions->empty()) event = conclude(*std::move(mentions));
        if (event) event_buckets_ |= bit(bucket_of(event->days));
        out.replace(*old, event);
        out.add("events", (event ? 1 : 0) - (*old ? 1 : 0));
    }
    out.add(kTellingsAsRead, 1);
    return out.commit();
}

}  // namespace annalist::storage
