#include <algorithm>
#include <set>
#include <tuple>

#include "storage/bytes.hpp"
#include "storage/rocks_engine.hpp"

// Actors as a reader sees them: by id, key and name, with what they belonged to.
namespace annalist::storage {

Result<std::optional<Actor>> RocksStore::actor(ActorId id) const {
    // The version is read first: an actor that changes meanwhile is kept for a version that is over.
    const std::uint64_t version_now = version();
    if (auto known = known_actors_.find(id, version_now)) return known;
    const View now(*this);
    auto actor = actor_read(id, now.who(), now);
    if (actor && *actor) known_actors_.keep(**actor, version_now);
    return actor;
}

Result<std::optional<Actor>> RocksStore::actor_read(ActorId id, const Identities& who,
                                                    const rocksdb::Snapshot* at) const {
    if (who.empty()) return told_actor(id, at);
    return who.actor(who.actors().whole(id), [&](ActorId told) { return told_actor(told, at); });
}

Result<std::optional<Actor>> RocksStore::told_actor(ActorId id, const rocksdb::Snapshot* at) const {
    const auto record = database_->get(Table::Actors, actor_key(id), at);
    if (!record) return record.error();
    if (!*record) return std::optional<Actor>{};
    auto actor = decode_actor(**record, id);
    if (!actor) return database_->corrupt(Table::Actors, actor_key(id));
    return actor;
}

Result<std::optional<ActorId>> RocksStore::told_actor_id(std::string_view key,
                                                         const rocksdb::Snapshot* at) const {
    const auto id = database_->get(Table::ActorKeys, key, at);
    if (!id) return id.error();
    if (!*id) return std::optional<ActorId>{};
    ByteReader reader(**id);
    const ActorId actor{reader.big32()};
    if (!reader.done()) return database_->corrupt(Table::ActorKeys, key);
    return std::optional(actor);
}

Result<std::optional<Actor>> RocksStore::actor_by_key(std::string_view key) const {
    const View now(*this);
    const auto id = told_actor_id(key, now);
    if (!id) return id.error();
    if (!*id) return std::optional<Actor>{};
    return actor_read(**id, now.who(), now);
}

Result<void> RocksStore::scan_actors(const ActorVisitor& visit) const {
    const View now(*this);
    return database_->scan(Table::Actors, "", "", now,
                           [&](std::string_view key, std::string_view value) -> Result<bool> {
                               const ActorId id{ByteReader(key).big32()};
                               const auto told = decode_actor(value, id);
                               if (!told) return database_->corrupt(Table::Actors, key);
                               if (now.who().empty()) return visit(*told);
                               if (!now.who().stands(id)) return true;
                               const auto actor = actor_read(id, now.who(), now);
                               if (!actor) return actor.error();
                               return visit(actor->value());
                           });
}

Result<std::vector<Actor>> RocksStore::find_actors(std::string_view prefix,
                                                   std::size_t limit) const {
    std::vector<Actor> found;
    if (limit == 0) return found;
    const View now(*this);
    const std::string wanted = fold_name(prefix);
    std::set<ActorId> seen;
    const auto scanned =
        database_->scan(Table::Names, wanted, behind(wanted), now,
                        [&](std::string_view key, std::string_view) -> Result<bool> {
                            if (key.size() < 5) return database_->corrupt(Table::Names, key);
                            const ActorId told{ByteReader(key.substr(key.size() - 4)).big32()};
                            const ActorId id = now.who().actors().whole(told);
                            if (now.who().gone(told) || !seen.insert(id).second) return true;
                            auto actor = actor_read(id, now.who(), now);
                            if (!actor) return actor.error();
                            if (!*actor) return database_->corrupt(Table::Names, key);
                            found.push_back(std::move(**actor));
                            return found.size() < limit;
                        });
    if (!scanned) return scanned.error();
    return found;
}

Result<std::vector<Affiliation>> RocksStore::affiliations_of(ActorId id) const {
    const View now(*this);
    id = now.who().actors().whole(id);
    std::vector<std::pair<std::uint32_t, Affiliation>> found;  // with its place in the article
    for (const ActorId told : now.who().actors().told(id)) {
        const std::string prefix = actor_key(told);
        const auto scanned = database_->scan(
            Table::Affiliations, prefix, behind(prefix), now,
            [&](std::string_view key, std::string_view value) -> Result<bool> {
                const auto report = parse_report_key(key, prefix.size());
                auto one = report ? decode_affiliation(value, told, report->day, report->article)
                                  : std::nullopt;
                if (!one) return database_->corrupt(Table::Affiliations, key);
                *one = now.who().read(*std::move(one));
                if (one->actor == id) found.emplace_back(report->ordinal, *std::move(one));
                return true;
            });
        if (!scanned) return scanned.error();
    }
    std::ranges::sort(found, {}, [](const auto& each) {
        return std::tuple(each.second.seen, each.second.article, each.first);
    });
    std::vector<Affiliation> affiliations;
    for (auto& each : found) affiliations.push_back(std::move(each.second));
    return affiliations;
}

}  // namespace annalist::storage
