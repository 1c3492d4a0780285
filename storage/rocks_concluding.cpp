#include "storage/rocks_concluding.hpp"

#include <algorithm>

#include "storage/intake.hpp"

namespace annalist::storage {

void Concluding::put_names(const Actor& actor) {
    for (const std::string& name : search_names(actor))
        put(Table::Names, name_key(name, actor.id), "");
}

void Concluding::replace(const std::optional<Event>& old, const std::optional<Event>& event) {
    const std::vector<IndexEntry> entries = event ? entries_of(*event) : std::vector<IndexEntry>{};
    if (old) {
        const auto still = [&](const IndexEntry& entry) {
            return std::ranges::any_of(entries, [&](const IndexEntry& e) {
                return e.table == entry.table && e.key == entry.key;
            });
        };
        for (const IndexEntry& entry : entries_of(*old))
            if (!still(entry)) remove(entry.table, entry.key);
        for (const std::string& key : counts_of(*old)) --counts_[key];
        if (!event) remove(Table::Events, event_key(old->id));
    }
    if (!event) return;
    put(Table::Events, event_key(event->id), encode(*event));
    for (const IndexEntry& entry : entries) put(entry.table, entry.key, entry.value);
    for (const std::string& key : counts_of(*event)) ++counts_[key];
}

void Concluding::replace(EventId id, const std::shared_ptr<const Telling>& old, const Telling& telling) {
    if (old && *old == telling) return;
    const std::vector<BlockEntry> entries = entries_of(id, telling);
    if (old)
        for (const BlockEntry& entry : entries_of(id, *old))
            if (std::ranges::find(entries, entry) == entries.end()) remove(Table::Blocks, block_key(entry));
    for (const BlockEntry& entry : entries) put(Table::Blocks, block_key(entry), "");
    put(Table::Tellings, event_key(id), encode(telling));
}

void Concluding::replace(const Regrouping& regrouping, Tellings& stored) {
    for (const auto& [id, part] : regrouping.parts) {
        if (const auto old = stored.part(id); old && (!part || part->whole != old->whole))
            remove(Table::Wholes, event_key(old->whole) + event_key(id));
        if (!part) {
            remove(Table::Parts, event_key(id));
            continue;
        }
        put(Table::Parts, event_key(id), encode(*part));
        put(Table::Wholes, event_key(part->whole) + event_key(id), "");
    }
}

Result<void> Concluding::commit() {
    for (const auto& [key, change] : counts_)
        if (change != 0) merge(Table::Counts, key, change);
    return database_.write(batch_);
}

}  // namespace annalist::storage
