#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "graph/result.hpp"
#include "query/window.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Windows that were asked for, kept until the store changes or others need their memory: those not
/// asked for the longest go first. Safe from many threads at once.
class WindowCache {
public:
    /// Keeps windows of at most so many bytes together; larger ones are made anew each time.
    explicit WindowCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// The window of a query's events as make_window() makes it; its limit and order do not matter.
    Result<std::shared_ptr<const Window>> get(const storage::Store& store, const EventQuery& query);

    std::size_t bytes() const;  ///< of the windows kept
    std::size_t size() const;   ///< how many windows are kept

private:
    struct Entry {
        std::string state;  // which store, and its version
        std::string filters;
        std::shared_ptr<const Window> window;
    };

    void keep(Entry entry);

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    std::list<Entry> entries_;  // asked for last stands first
    std::size_t bytes_ = 0;
};

}  // namespace annalist::query
