#include "query/link_filter.hpp"

#include <algorithm>

namespace annalist::query {
namespace {

template <class T>
bool listed(const std::vector<T>& wanted, T value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

}  // namespace

LinkTest::LinkTest(const LinkFilter& asked)
    : confidence_(asked.min_confidence),
      any_relation_(asked.relations.empty()),
      assumed_(asked.include_assumed) {
    for (const std::uint32_t relation : asked.relations) {
        if (relations_.size() <= relation) relations_.resize(relation + 1, 0);
        relations_[relation] = 1;
    }
    const bool any = asked.types.empty() && asked.modes.empty() && asked.kinds.empty();
    if (any) {
        for (auto& of_type : happenings_) of_type.fill(true);
    }
    for (std::size_t t = 0; !any && t < kTypes; ++t)
        for (std::size_t m = 0; m < kModes; ++m) {
            const auto type = static_cast<EventType>(t);
            const auto mode = static_cast<Mode>(m);
            happenings_[t][m] = listed(asked.types, type) && listed(asked.modes, mode) &&
                                listed(asked.kinds, contact_of(type, mode));
        }
    for (std::size_t s = 0; s < kStatuses; ++s)
        statuses_[s] = listed(asked.statuses, static_cast<Status>(s));
}

std::function<bool(const Link&)> LinkFilter::test() const { return LinkTest(*this); }

}  // namespace annalist::query
