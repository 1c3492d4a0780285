#include "query/window.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "query/link_walk.hpp"

namespace annalist::query {

Result<std::shared_ptr<const Window>> make_window(const storage::Store& store,
                                                  const EventQuery& query) {
    WindowGraphBuilder acts{Directions::Kept}, contacts{Directions::Dropped};
    std::uint64_t events = 0;
    std::vector<Link> others;  // links between two
    const auto add = [&](std::span<const Link> links) {
        others.clear();
        std::ranges::copy_if(links, std::back_inserter(others),
                             [](const Link& link) { return link.from != link.to; });
        acts.add(others);
        contacts.add(others);
        return others.size();
    };
    LinkWalk walk{store, query};
    const auto walked = walk.all(
        [&](const Event& event) {
            if (add(links_of(event)) != 0) ++events;
            return true;
        },
        [&](std::span<const Link> links) {
            events += add(links);
            return true;
        });
    if (!walked) return walked.error();
    auto window = std::make_shared<Window>();
    window->acts = acts.build();
    window->contacts = contacts.build();
    window->events = events;
    return std::shared_ptr<const Window>(std::move(window));
}

}  // namespace annalist::query
