#include "query/export_sources.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "query/event_query.hpp"

namespace annalist::query {
namespace {

constexpr std::size_t kArticlesRemembered = 1024;
constexpr std::size_t kEventsRemembered = 50'000;

}  // namespace

Result<std::vector<SourceArticle>> SourceBook::of(const Event& event) {
    // A bulletin is put together from its day's rows each time it is asked for, which costs as much
    // as a thousand look-ups, so its events are remembered. One report is then all there is.
    if (const auto found = bulletins_.find(event.id);
        found != bulletins_.end() && event.mentions == 1) {
        auto bulletin = source(found->second, event.id);
        if (!bulletin) return bulletin.error();
        if (!as_known_on_ || bulletin->published <= *as_known_on_)
            return std::vector<SourceArticle>{*std::move(bulletin)};
    }
    const auto mentions = store_.mentions_of(event.id);
    if (!mentions) return mentions.error();
    std::vector<SourceArticle> sources;
    for (const Mention& mention : *mentions) {
        if (as_known_on_ && mention.known > *as_known_on_) continue;
        if (std::ranges::find(sources, mention.article, &SourceArticle::id) != sources.end())
            continue;
        auto article = source(mention.article, event.id);
        if (!article) return article.error();
        if (article->is_bulletin)
            if (auto done = remember_bulletin(*article); !done) return done.error();
        sources.push_back(*std::move(article));
    }
    return sources;
}

Result<SourceArticle> SourceBook::source(ArticleId id, EventId event) {
    if (const auto found = known_.find(id); found != known_.end()) return found->second;
    auto article = store_.article(id);
    if (!article) return article.error();
    if (!*article)
        return Error{
            ErrorCode::Corruption,
            fmt::format(
                "article {}: reports event {}, but is not in the store; run annalist verify",
                article_text(id), event_text(event))};
    Article& a = **article;
    if (known_.size() >= kArticlesRemembered) known_.clear();
    SourceArticle made{a.id,
                       std::move(a.url),
                       std::move(a.title),
                       std::move(a.publisher),
                       std::move(a.language),
                       a.published,
                       a.published_basis == storage::kTableBasis};
    return known_.emplace(id, std::move(made)).first->second;
}

Result<void> SourceBook::remember_bulletin(const SourceArticle& bulletin) {
    const auto mentions = store_.mentions_in(bulletin.id);
    if (!mentions) return mentions.error();
    if (bulletins_.size() + mentions->size() > kEventsRemembered) bulletins_.clear();
    for (const Mention& mention : *mentions) bulletins_.emplace(mention.event, bulletin.id);
    return {};
}

}  // namespace annalist::query
