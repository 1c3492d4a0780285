#include "query/window_cache.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace annalist::query {

Result<std::shared_ptr<const Window>> WindowCache::get(const storage::Store& store,
                                                       const EventQuery& query) {
    EventQuery asked = query;
    asked.order = Order::OldestFirst;
    // The version is read first: what comes in meanwhile makes a window newer than its version,
    // which nobody asks for again.
    Entry entry{fmt::format("{} {}", store.identity(), store.version()), filters_text(asked),
                nullptr};
    {
        const std::lock_guard lock(mutex_);
        const auto found = std::ranges::find_if(entries_, [&](const Entry& each) {
            return each.filters == entry.filters && each.state == entry.state;
        });
        if (found != entries_.end()) {
            entries_.splice(entries_.begin(), entries_, found);
            return found->window;
        }
    }
    auto window = make_window(store, asked);
    if (!window) return window;
    entry.window = *window;
    keep(std::move(entry));
    return window;
}

void WindowCache::keep(Entry entry) {
    const std::size_t size = entry.window->bytes() + entry.filters.size();
    const std::lock_guard lock(mutex_);
    const auto drop = [&](std::list<Entry>::iterator at) {
        bytes_ -= at->window->bytes() + at->filters.size();
        return entries_.erase(at);
    };
    for (auto at = entries_.begin(); at != entries_.end();)
        at = at->state != entry.state || at->filters == entry.filters ? drop(at) : std::next(at);
    if (size > most_bytes_) return;
    while (bytes_ + size > most_bytes_) drop(std::prev(entries_.end()));
    bytes_ += size;
    entries_.push_front(std::move(entry));
}

std::size_t WindowCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

std::size_t WindowCache::size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

}  // namespace annalist::query
