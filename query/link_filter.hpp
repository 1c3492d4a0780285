#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "graph/link.hpp"

namespace annalist::query {

/// Which links count; an empty list asks for nothing.
struct LinkFilter {
    std::vector<std::uint32_t> relations;
    std::vector<EventType> types;
    std::vector<Mode> modes;
    std::vector<Contact> kinds;
    std::vector<Status> statuses{Status::Occurred, Status::Ongoing};
    double min_confidence = 0.0;
    bool include_assumed = true;

    /// The same as a test, quick to ask many times.
    std::function<bool(const Link&)> test() const;
};

/// A filter laid out for asking: what a link may be, by number.
class LinkTest {
public:
    explicit LinkTest(const LinkFilter& asked);

    bool operator()(const Link& link) const {
        return (any_relation_ ||
                (link.relation < relations_.size() && relations_[link.relation])) &&
               happenings_[static_cast<std::size_t>(link.type)]
                          [static_cast<std::size_t>(link.mode)] &&
               statuses_[static_cast<std::size_t>(link.status)] && link.confidence >= confidence_ &&
               (assumed_ || link.basis != TimeBasis::Published);
    }

private:
    static constexpr std::size_t kTypes = 32, kModes = 64, kStatuses = 16;

    std::vector<char> relations_;
    std::array<std::array<bool, kModes>, kTypes> happenings_{};  // type and mode
    std::array<bool, kStatuses> statuses_{};
    double confidence_;
    bool any_relation_, assumed_;

    static_assert(static_cast<std::size_t>(EventType::Statement) < kTypes);
    static_assert(static_cast<std::size_t>(kLastMode) < kModes);
    static_assert(static_cast<std::size_t>(Status::Hypothetical) < kStatuses);
};

}  // namespace annalist::query
