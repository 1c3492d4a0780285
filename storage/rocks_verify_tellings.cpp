#include <algorithm>

#include "storage/bytes.hpp"
#include "storage/rocks_verify.hpp"

namespace annalist::storage {

const Identities& Verification::told_as() {
    static const Identities kNobody;
    if (!tellings_as_read_) tellings_as_read_ = value_of(Table::Meta, kTellingsAsRead).has_value();
    return *tellings_as_read_ ? who() : kNobody;
}

void Verification::check_told(const ArticleFacts& facts) {
    for (auto& [id, telling] : tellings_of(facts, told_as())) {
        const std::string key = event_key(id);
        const auto record = value_of(Table::Tellings, key);
        const auto kept = record ? decode_telling(*record) : std::nullopt;
        require(kept.has_value(), Table::Tellings, key, "is missing or cannot be read");
        if (!kept) continue;
        if (kept->articles.size() == 1) {
            require(*kept == telling, Table::Tellings, key, "is not what its article tells");
            continue;
        }
        const auto [at, fresh] = often_told_.try_emplace(id, telling);
        if (!fresh) join(at->second, telling);
    }
}

void Verification::check_tellings() {
    if (database_.handle(Table::Tellings) == nullptr) return;
    if (!naming_) {
        each(Table::Contributions, [&](std::string_view key, std::string_view value) {
            const auto contribution = key.size() == 8 ? decode_contribution(value) : std::nullopt;
            if (!contribution || contribution->mentions.empty()) return;  // a bulletin, or told of above
            const auto facts = store_.told_facts({ByteReader(key).big64()}, now_);
            if (facts) check_told(*facts);
            else note(facts.error());
        });
        for (const auto& [id, telling] : often_told_) {
            const auto record = value_of(Table::Tellings, event_key(id));
            require(record && decode_telling(*record) == telling, Table::Tellings, event_key(id),
                    "is not what its articles tell");
        }
        often_told_.clear();
    }
    each(Table::Tellings, [&](std::string_view key, std::string_view value) {
        const auto telling = key.size() == 8 ? decode_telling(value) : std::nullopt;
        require(telling.has_value(), Table::Tellings, key, "cannot be read");
        if (!telling) return;
        const EventId id{ByteReader(key).big64()};
        for (const BlockEntry& entry : entries_of(id, *telling)) entries_.expect(Table::Blocks, block_key(entry), 0);
        check_part(id, *telling, key);
    });
    each(Table::Blocks, [&](std::string_view key, std::string_view) { entries_.found(Table::Blocks, key, 0); });
    each(Table::Wholes, [&](std::string_view key, std::string_view) { entries_.found(Table::Wholes, key, 0); });
    each(Table::Parts, [&](std::string_view key, std::string_view) {
        require(key.size() == 8 && value_of(Table::Tellings, key), Table::Parts, key, "is of nothing that was told");
    });
}

void Verification::check_part(EventId id, const Telling& telling, std::string_view key) {
    RocksTellings tellings(database_, now_);
    const auto part = tellings.part(id);
    if (part) entries_.expect(Table::Wholes, event_key(part->whole) + event_key(id), 0);
    if (naming_) return;
    for (const ArticleId article : telling.articles) {
        const auto contribution = contribution_of(article);
        require(contribution && std::ranges::count(contribution->mentions, id) != 0, Table::Tellings, key,
                "is of an article that does not tell of it");
    }
    require(Merging(tellings, now_.who().pinned()).part(id) == part, Table::Parts, key,
            "is not what it is by the rules");
    if (tellings.failed()) note(*tellings.failed());
}

std::optional<EventId> Verification::part_of(EventId told) {
    const auto part = PartsNow(database_, now_).whole(told);
    if (part) return *part;
    note(part.error());
    return std::nullopt;
}

}  // namespace annalist::storage
