#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "storage/merging.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {

/// Gathers in a batch what puts events and their index entries in the place of others.
class Concluding {
public:
    explicit Concluding(Database& database) : database_(database) {}

    void put(Table table, std::string_view key, std::string_view value) {
        batch_.Put(database_.handle(table), slice(key), slice(value));
    }
    void remove(Table table, std::string_view key) {
        batch_.Delete(database_.handle(table), slice(key));
    }
    void merge(Table table, std::string_view key, std::int64_t change) {
        batch_.Merge(database_.handle(table), slice(key), slice(encode_sum(change)));
    }
    /// Changes a total.
    void add(std::string_view what, std::int64_t change) {
        if (change != 0) merge(Table::Meta, what, change);
    }
    /// The names by which an actor is found.
    void put_names(const Actor& actor);

    /// Puts a told event's telling in the place of what it was before.
    void replace(EventId id, const std::shared_ptr<const Telling>& old, const Telling& telling);
    /// Puts parts in the place of those that `stored` has.
    void replace(const Regrouping& regrouping, Tellings& stored);

    /// Puts `event` in the place of what it was before; either may be missing.
    void replace(const std::optional<Event>& old, const std::optional<Event>& event);

    /// Writes it all, whole or not at all.
    Result<void> commit();

private:
    Database& database_;
    std::map<std::string, std::int64_t> counts_;
    rocksdb::WriteBatch batch_;
};

}  // namespace annalist::storage
