#include "query/export_sources.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "query/event_query.hpp"

namespace annalist::query {

namespace {
constexpr std::size_t kRemembered = 1024;
}

Result<std::vector<SourceArticle>> SourceBook::of(EventId event) {
    const auto mentions = store_.mentions_of(event);
    if (!mentions) return mentions.error();
    std::vector<SourceArticle> sources;
    for (const Mention& mention : *mentions) {
        if (as_known_on_ && mention.known > *as_known_on_) continue;
        if (std::ranges::find(sources, mention.article, &SourceArticle::id) != sources.end()) continue;
        if (const auto found = known_.find(mention.article); found != known_.end()) {
            sources.push_back(found->second);
            continue;
        }
        auto article = store_.article(mention.article);
        if (!article) return article.error();
        if (!*article)
            return Error{ErrorCode::Corruption,
                         fmt::format("article {}: reports event {}, but is not in the store; run annalist verify",
                                     article_text(mention.article), event_text(event))};
        Article& a = **article;
        if (known_.size() >= kRemembered) known_.clear();
        sources.push_back({a.id, std::move(a.url), std::move(a.title), std::move(a.publisher),
                           std::move(a.language), a.published});
        known_.emplace(a.id, sources.back());
    }
    return sources;
}

}  // namespace annalist::query
