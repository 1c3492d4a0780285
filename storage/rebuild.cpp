#include "storage/rebuild.hpp"

#include <fmt/format.h>

#include <map>

namespace annalist::storage {
namespace {

/// Most rows that are brought together for one import.
constexpr std::size_t kMostRows = 500'000;

/// Puts facts into a store; bulletins, which came together, go in together.
class Replay {
public:
    explicit Replay(Store& target) : target_(target) {}

    Result<void> take(const ArticleFacts& facts) {
        auto table = table_of(facts);
        if (table && (table->dataset != table_.dataset || facts.article.published <= day_ ||
                      table_.rows.size() >= kMostRows)) {
            if (auto done = finish(); !done) return done.error();
        }
        if (!table) {
            if (auto done = finish(); !done) return done.error();
            if (auto put = target_.put(facts); !put) return put.error();
            return {};
        }
        day_ = facts.article.published;
        table_.dataset = table->dataset;
        for (CodedRow row : table->rows) {
            row.source = place(table->actors[row.source], actors_, table_.actors, &Actor::key);
            row.target = place(table->actors[row.target], actors_, table_.actors, &Actor::key);
            row.relation = place(table->relations[row.relation], relations_, table_.relations,
                                 &Relation::name);
            table_.rows.push_back(row);
        }
        return {};
    }

    Result<void> finish() {
        day_ = date::sys_days::min();
        if (table_.rows.empty()) return {};
        const auto count = target_.import_table(table_);
        table_ = {};
        actors_.clear();
        relations_.clear();
        if (!count) return count.error();
        return {};
    }

private:
    template <class T>
    static std::uint32_t place(const T& item, std::map<std::string, std::uint32_t>& places,
                               std::vector<T>& list, std::string T::*name) {
        const auto next = static_cast<std::uint32_t>(list.size());
        const auto [found, added] = places.try_emplace(item.*name, next);
        if (added) list.push_back(item);
        return found->second;
    }

    Store& target_;
    CodedTable table_;
    std::map<std::string, std::uint32_t> actors_, relations_;
    date::sys_days day_ = date::sys_days::min();  // of the last bulletin in table_
};

}  // namespace

Result<std::uint64_t> rebuild(const Store& source, Store& target) {
    const auto before = target.stats();
    if (!before) return before.error();
    if (before->articles != 0)
        return Error{ErrorCode::InvalidArgument, "the store to rebuild into is not empty"};

    const auto decisions = source.decisions();
    if (!decisions) return decisions.error();

    std::uint64_t articles = 0;
    std::size_t decided = 0;
    Replay replay(target);
    const auto decide = [&](bool rest) -> Result<void> {
        while (decided < decisions->size() && (rest || (*decisions)[decided].articles <= articles)) {
            if (auto done = replay.finish(); !done) return done.error();
            const Decision& decision = (*decisions)[decided++];
            const auto again = target.decide(decision);
            if (!again) return again.error();
            if (*again != decision)
                return Error{ErrorCode::Corruption,
                             fmt::format("decision {} ({}) was made after {} articles and would be made after {}: "
                                         "articles are missing in the store to rebuild from; look at it with "
                                         "annalist verify, or take a backup of it",
                                         decision.number, to_string(decision.kind), decision.articles, again->articles)};
        }
        return {};
    };
    Result<void> written;
    const auto read = source.scan_facts([&](const ArticleFacts& facts) {
        written = decide(false);
        if (written) written = replay.take(facts);
        articles += written ? 1 : 0;
        return static_cast<bool>(written);
    });
    if (!read) return read.error();
    if (!written) return written.error();
    if (auto rest = replay.finish(); !rest) return rest.error();
    if (auto last = decide(true); !last) return last.error();
    if (auto synced = target.sync(); !synced) return synced.error();
    return articles;
}

}  // namespace annalist::storage
