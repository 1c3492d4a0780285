#include "storage/rocks_verify.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "storage/bytes.hpp"
#include "storage/intake.hpp"

namespace annalist::storage {
namespace {

/// Enough to see what is wrong; a store with more is to be rebuilt anyway.
constexpr std::size_t kMostProblems = 1000;

}  // namespace

Result<VerifyReport> RocksStore::verify() const { return Verification(*this).run(); }

Result<VerifyReport> Verification::run() {
    check_files();
    check_decisions();
    check_actors();
    check_first_layer();
    check_events();
    check_tellings();
    check_entries(Table::ByTime);
    check_entries(Table::ByActor);
    check_entries(Table::ByPair);
    check_counts();
    if (!entries_.even()) name_uneven_entries();
    check_coded();
    check_words();
    check_totals();
    if (io_) return *io_;
    return std::move(report_);
}

void Verification::check_files() {
    const rocksdb::Status status = database_.rocks().VerifyChecksum();
    // A writer may have removed the names of files that we still hold open; their blocks are
    // checked as they are read below.
    if (database_.read_only() && status.IsIOError() &&
        status.subcode() == rocksdb::Status::kPathNotFound)
        return;
    if (!status.ok()) note(database_.error(status));
}

void Verification::check_first_layer() {
    each(Table::Contributions, [&](std::string_view key, std::string_view value) {
        const auto contribution = decode_contribution(value);
        require(key.size() == 8 && contribution, Table::Contributions, key, "cannot be read");
        if (key.size() == 8 && contribution)
            check_contribution({ByteReader(key).big64()}, key, *contribution);
    });
    each(Table::Articles, [&](std::string_view key, std::string_view) {
        require(value_of(Table::Contributions, key).has_value(), Table::Articles, key,
                "has no contribution");
    });
    each(Table::ArticleDays, [&](std::string_view key, std::string_view) {
        const auto record =
            key.size() == 12 ? value_of(Table::Articles, key.substr(4)) : std::nullopt;
        const auto article =
            record ? decode_article(*record, {ByteReader(key.substr(4)).big64()}) : std::nullopt;
        require(article && article_day_key(article->published, article->id) == key,
                Table::ArticleDays, key, "is not the day of its article");
    });
    each(Table::Ledger, [&](std::string_view key, std::string_view value) {
        const auto contribution = contribution_of({ByteReader(value).big64()});
        require(contribution && sequence_key(contribution->sequence) == key, Table::Ledger, key,
                "is not the number of its article");
    });
    each(Table::Figures, [&](std::string_view key, std::string_view value) {
        ++figures_;
        const auto span = parse_span_key(key, 0);
        const auto figure = span ? decode_figure(value, {span->id}, span->ordinal) : std::nullopt;
        require(figure.has_value(), Table::Figures, key, "cannot be read");
        if (!figure) return;
        require(span_key("", listed_span(*figure), figure->article, figure->ordinal) == key,
                Table::Figures, key, "is listed under other days than its own");
        const auto contribution = contribution_of(figure->article);
        require(contribution && figure->ordinal < contribution->figures.size() &&
                    contribution->figures[figure->ordinal] == listed_span(*figure),
                Table::Figures, key, "is not listed by its article");
    });
    each(Table::Affiliations, [&](std::string_view key, std::string_view) {
        const auto report = parse_report_key(key, 4);
        const auto contribution = report ? contribution_of(report->article) : std::nullopt;
        require(contribution && report->ordinal < contribution->affiliations.size() &&
                    actor_key(contribution->affiliations[report->ordinal]) == key.substr(0, 4),
                Table::Affiliations, key, "is not listed by its article");
    });
}

void Verification::check_contribution(ArticleId id, std::string_view key,
                                      const Contribution& contribution) {
    articles_ += naming_ ? 0 : 1;
    const auto record = value_of(Table::Articles, key);
    const auto article = record ? decode_article(*record, id) : std::nullopt;
    require(article.has_value(), Table::Contributions, key, "has no readable article");
    if (!article) return;
    if (!naming_) texts_.emplace_back(id, static_cast<std::uint32_t>(article->text.size()));
    require(value_of(Table::ArticleDays, article_day_key(article->published, id)).has_value(),
            Table::Contributions, key, "is missing in the list by days");
    require(value_of(Table::Ledger, sequence_key(contribution.sequence)) == std::string(key),
            Table::Contributions, key, "is missing in the ledger");
    if (article->published_basis == kTableBasis) {
        Article told = *article;
        if (naming_) return;
        if (auto filled = store_.fill_bulletin(told, now_, nullptr); !filled) note(filled.error());
        require(contribution.actors.empty() && contribution.affiliations.empty() &&
                    contribution.mentions.empty() && contribution.figures.empty(),
                Table::Contributions, key, "lists things, and is of a bulletin");
        return;
    }
    for (const Actor& actor : contribution.actors)
        require(value_of(Table::Actors, actor_key(actor.id)).has_value(), Table::Contributions, key,
                "names an actor that is not there");
    for (std::uint32_t i = 0; i < contribution.affiliations.size(); ++i) {
        const ActorId actor = contribution.affiliations[i];
        const auto value =
            value_of(Table::Affiliations, affiliation_key(actor, article->published, id, i));
        const auto one =
            value ? decode_affiliation(*value, actor, article->published, id) : std::nullopt;
        require(one && one->words.end <= article->text.size(), Table::Contributions, key,
                "has an affiliation that is missing or reaches beyond the text");
    }
    for (std::uint32_t i = 0; i < contribution.mentions.size(); ++i)
        entries_.expect(Table::Mentions, mention_key(contribution.mentions[i], article->published, id, i), 0);
    for (std::uint32_t i = 0; i < contribution.figures.size(); ++i) {
        const auto value = value_of(Table::Figures, span_key("", contribution.figures[i], id, i));
        const auto figure = value ? decode_figure(*value, id, i) : std::nullopt;
        require(figure && std::max(figure->words.end, figure->sentence.end) <= article->text.size(),
                Table::Contributions, key,
                "lists a figure that is missing or reaches beyond the text");
    }
}

void Verification::check_spans(const Mention& mention, std::string_view key) {
    const auto text = std::ranges::lower_bound(texts_, mention.article, {}, &std::pair<ArticleId, std::uint32_t>::first);
    if (text == texts_.end() || text->first != mention.article) return;  // told as not listed
    std::uint32_t end = std::max(mention.sentence.end, mention.trigger.end);
    if (mention.time.words) end = std::max(end, mention.time.words->end);
    for (const Participant& p : mention.participants) end = std::max(end, p.words.end);
    require(end <= text->second, Table::Mentions, key, "reaches beyond the text of its article");
}

void Verification::check_decisions() {
    std::vector<Decision> decisions;
    each(Table::Decisions, [&](std::string_view key, std::string_view value) {
        ++decisions_;
        const std::uint64_t number = key.size() == 8 ? ByteReader(key).big64() : 0;
        const auto decision = decode_decision(value, number);
        require(decision && number == static_cast<std::uint64_t>(decisions_), Table::Decisions, key,
                "cannot be read, or is not the next");
        if (!decision) return;
        for (const std::string& actor : decision->actors)
            require(value_of(Table::ActorKeys, actor).has_value(), Table::Decisions, key,
                    "names an actor that is not there");
        decisions.push_back(*decision);
    });
    auto who = store_.identities_of(decisions, now_);
    if (who) who_ = *std::move(who);
    else note(who.error());
}

void Verification::check_actors() {
    each(Table::Actors, [&](std::string_view key, std::string_view value) {
        ++actors_;
        const ActorId id{ByteReader(key).big32()};
        const auto actor = decode_actor(value, id);
        require(actor.has_value(), Table::Actors, key, "cannot be read");
        if (known_actors_.size() <= id.value) known_actors_.resize(std::size_t{id.value} + 1);
        known_actors_[id.value] = true;
        if (!actor) return;
        require(value_of(Table::ActorKeys, actor->key) == std::string(key), Table::Actors, key,
                "is not found by its key");
        for (const std::string& name : search_names(*actor))
            require(value_of(Table::Names, name_key(name, id)).has_value(), Table::Actors, key,
                    "is not found by one of its names");
        for (const std::string& name : who().names(id))
            require(value_of(Table::Names, name_key(name, id)).has_value(), Table::Actors, key,
                    "is not found by a name that was decided");
    });
    each(Table::ActorKeys, [&](std::string_view key, std::string_view value) {
        const auto record = value_of(Table::Actors, value);
        const auto actor = record ? decode_actor(*record, {}) : std::nullopt;
        require(actor && actor->key == key, Table::ActorKeys, key,
                "leads to another actor or to none");
    });
    each(Table::Names, [&](std::string_view key, std::string_view) {
        const auto record =
            key.size() > 5 ? value_of(Table::Actors, key.substr(key.size() - 4)) : std::nullopt;
        const auto actor = record ? decode_actor(*record, {}) : std::nullopt;
        const std::string_view name = key.substr(0, key.size() < 5 ? 0 : key.size() - 5);
        const bool named =
            actor && (std::ranges::binary_search(search_names(*actor), name) ||
                      std::ranges::count(
                          who().names({ByteReader(key.substr(key.size() - 4)).big32()}), name) != 0);
        require(named, Table::Names, key, "leads to an actor of another name or to none");
    });
}

void Verification::check_totals() {
    const std::pair<const char*, std::int64_t> totals[] = {{"articles", articles_},
                                                           {"events", events_},
                                                           {"mentions", mentions_},
                                                           {"actors", actors_},
                                                           {"figures", figures_},
                                                           {"coded-names", coded_names_},
                                                           {"decisions", decisions_},
                                                           {"words", words_}};
    each(Table::Meta, [&](std::string_view key, std::string_view value) {
        if (key == kTellingsAsRead) return require(decode_sum(value) == 1, Table::Meta, key, "is not 1");
        const bool known =
            std::ranges::any_of(totals, [&](const auto& total) { return key == total.first; });
        require(known, Table::Meta, key, "is not one of the totals");
    });
    for (const auto& [name, counted] : totals) {
        const auto value = value_of(Table::Meta, name);
        const auto kept = value ? decode_sum(*value) : std::optional<std::int64_t>(0);
        require(kept == counted, Table::Meta, name, "is not their number");
    }
}

void Verification::each(Table table, const Each& look) {
    const auto scanned = database_.scan(
        table, "", "", now_, [&](std::string_view key, std::string_view value) -> Result<bool> {
            report_.checked += naming_ ? 0 : 1;
            look(key, value);
            return !io_.has_value();
        });
    if (!scanned) note(scanned.error());
}

std::optional<std::string> Verification::value_of(Table table, std::string_view key) {
    auto value = database_.get(table, key, now_);
    if (value) return *std::move(value);
    note(value.error());
    return std::nullopt;
}

std::optional<Contribution> Verification::contribution_of(ArticleId id) {
    const auto record = value_of(Table::Contributions, article_key(id));
    return record ? decode_contribution(*record) : std::nullopt;
}

void Verification::require(bool good, Table table, std::string_view key, const char* what) {
    if (good || io_ || naming_) return;
    if (report_.problems.size() == kMostProblems) report_.problems.push_back("and more");
    if (report_.problems.size() > kMostProblems) return;
    const bool readable = table == Table::Meta || table == Table::ActorKeys;
    report_.problems.push_back(fmt::format("table {}, key {}: {}", name_of(table),
                                           readable ? std::string(key) : hex(key), what));
}

void Verification::note(const Error& error) {
    if (error.code == ErrorCode::Io) io_ = error;
    const bool told = std::ranges::find(report_.problems, error.message) != report_.problems.end();
    if (!told && report_.problems.size() < kMostProblems) report_.problems.push_back(error.message);
}

}  // namespace annalist::storage
