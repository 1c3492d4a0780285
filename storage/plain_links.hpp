#pragma once

#include <functional>
#include <memory>

#include "storage/store.hpp"

namespace annalist::storage {

/// Links made of a store's events, one event after the other, as they are when asked for: what an
/// engine gives that has no better way. `relation_of` says which relation coded an event, 0 when none
/// did. The store outlives the links.
std::unique_ptr<Links> plain_links(const Store& store,
                                   std::function<std::uint32_t(const Event&)> relation_of);

}  // namespace annalist::storage
