#include "storage/rocks_tellings.hpp"

#include <algorithm>

#include "storage/bytes.hpp"
#include "storage/keys.hpp"

namespace annalist::storage {

std::shared_ptr<const Telling> RocksTellings::telling(EventId id) {
    const auto [known, fresh] = tellings_.try_emplace(id);
    if (!fresh) return known->second;
    const auto record = database_.get(Table::Tellings, event_key(id), at_);
    if (!record) return fail(record.error()), nullptr;
    if (!*record) return nullptr;
    auto telling = decode_telling(**record);
    if (!telling) return fail(database_.corrupt(Table::Tellings, event_key(id))), nullptr;
    return known->second = std::make_shared<const Telling>(*std::move(telling));
}

std::vector<BlockEntry> RocksTellings::entries(bool coarse, std::uint64_t block, date::sys_days first,
                                               date::sys_days last) {
    const auto [known, fresh] = entries_.try_emplace({coarse, block, first, last});
    std::vector<BlockEntry>& found = known->second;
    if (!fresh) return found;
    // Up to the day and its length: behind come only ids.
    const std::string begin = block_key({coarse, block, first, 0, EventId{}}).substr(0, 13);
    const std::string end = block_key({coarse, block, last + date::days{1}, 0, EventId{}}).substr(0, 13);
    const auto scanned = database_.scan(Table::Blocks, begin, end, at_,
                                        [&](std::string_view key, std::string_view) -> Result<bool> {
                                            const auto entry = parse_block_key(key);
                                            if (!entry) return database_.corrupt(Table::Blocks, key);
                                            found.push_back(*entry);
                                            return true;
                                        });
    if (!scanned) fail(scanned.error());
    return found;
}

std::optional<Part> RocksTellings::part(EventId told) {
    const auto record = database_.get(Table::Parts, event_key(told), at_);
    if (!record) return fail(record.error()), std::nullopt;
    if (!*record) return std::nullopt;
    const auto part = decode_part(**record);
    if (!part) fail(database_.corrupt(Table::Parts, event_key(told)));
    return part;
}

std::vector<EventId> RocksTellings::parts_of(EventId whole) {
    const auto told = PartsNow(database_, at_).told(whole);
    if (told) return *told;
    fail(told.error());
    return {};
}

Result<std::optional<EventId>> PartsNow::whole(EventId told) const {
    if (changed_ != nullptr)
        if (const auto found = changed_->parts.find(told); found != changed_->parts.end())
            return found->second ? std::optional(found->second->whole) : std::nullopt;
    const auto record = database_.get(Table::Parts, event_key(told), at_);
    if (!record) return record.error();
    if (!*record) return std::optional<EventId>{};
    const auto part = decode_part(**record);
    if (!part) return database_.corrupt(Table::Parts, event_key(told));
    return std::optional(part->whole);
}

Result<std::vector<EventId>> PartsNow::told(EventId whole) const {
    std::vector<EventId> ids;
    const std::string prefix = event_key(whole);
    const auto scanned = database_.scan(Table::Wholes, prefix, behind(prefix), at_,
                                        [&](std::string_view key, std::string_view) -> Result<bool> {
                                            if (key.size() != 16) return database_.corrupt(Table::Wholes, key);
                                            ids.push_back({ByteReader(key.substr(8)).big64()});
                                            return true;
                                        });
    if (!scanned) return scanned.error();
    if (changed_ == nullptr) return ids;
    std::erase_if(ids, [&](EventId id) { return changed_->parts.contains(id); });
    for (const auto& [id, part] : changed_->parts)
        if (part && part->whole == whole) ids.push_back(id);
    std::ranges::sort(ids);
    return ids;
}

}  // namespace annalist::storage
