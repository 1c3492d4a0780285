#pragma once

#include <date/date.h>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/event.hpp"
#include "graph/id.hpp"
#include "graph/result.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// An article that reports an event, without its text.
struct SourceArticle {
    ArticleId id;
    std::string url, title, publisher, language;
    date::sys_days published{};
    bool is_bulletin = false;  ///< rows of a coded table (storage/coded.hpp)

    /// Whether the url is one that a browser may follow (http or https).
    bool has_link() const { return url.starts_with("https://") || url.starts_with("http://"); }
};

/// Looks up what events rest on. Remembers some articles, as neighbours in time share them; memory
/// does not grow beyond that. For one export; not thread-safe.
class SourceBook {
public:
    /// With `as_known_on`, only reports published by then count.
    SourceBook(const storage::Store& store, std::optional<date::sys_days> as_known_on)
        : store_(store), as_known_on_(as_known_on) {}

    /// The articles that report an event, each once, by publication day, then id.
    /// Errors: those of the store; Corruption when an article is gone.
    Result<std::vector<SourceArticle>> of(const Event& event);

private:
    Result<SourceArticle> source(ArticleId id, EventId event);
    Result<void> remember_bulletin(const SourceArticle& bulletin);

    const storage::Store& store_;
    std::optional<date::sys_days> as_known_on_;
    std::unordered_map<ArticleId, SourceArticle> known_;
    std::unordered_map<EventId, ArticleId> bulletins_;  ///< of events that coded tables report
};

}  // namespace annalist::query
