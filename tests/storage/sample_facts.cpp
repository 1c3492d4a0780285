#include "sample_facts.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace annalist::storage {

date::sys_days day(std::string_view text) { return parse_iso_day(text).value(); }

TimeSpan days(std::string_view first, std::string_view last, Granularity granularity) {
    return {day(first), day(last), granularity};
}

DayRange range(std::string_view first, std::string_view last) { return {day(first), day(last)}; }

SampleArticle::SampleArticle(std::string_view published, std::string_view title) {
    Article& article = facts_.article;
    article.url = "https://news.example/" + std::string(title);
    article.title = title;
    article.publisher = "The Example";
    article.published = day(published);
    article.published_basis = "dateline";
    article.text = "They met on Friday and talked for an hour.";
    article.id = article_id(article.title, article.published, article.text);
    facts_.stamp = "lexicon 1";
}

ActorId SampleArticle::local(std::string_view key) {
    for (std::size_t i = 0; i < facts_.actors.size(); ++i)
        if (facts_.actors[i].key == key) return {static_cast<std::uint32_t>(i + 1)};
    actor(key, key);
    return {static_cast<std::uint32_t>(facts_.actors.size())};
}

SampleArticle& SampleArticle::actor(std::string_view key, std::string_view name,
                                    std::vector<std::string> aliases, std::string_view country) {
    Actor actor;
    actor.key = key;
    actor.name = name;
    actor.aliases = std::move(aliases);
    actor.country = country;
    facts_.actors.push_back(std::move(actor));
    return *this;
}

SampleArticle& SampleArticle::meeting(std::uint64_t event, TimeSpan when,
                                      const std::vector<std::string>& who) {
    Mention mention;
    mention.article = facts_.article.id;
    mention.ordinal = static_cast<std::uint32_t>(facts_.mentions.size());
    mention.event = {event};
    mention.mode = Mode::InPerson;
    mention.time.days = when;
    mention.time.basis = TimeBasis::Stated;
    for (const std::string& key : who)
        mention.participants.push_back({local(key), Role::Participant, {0, 4}});
    mention.sentence = {0, 42};
    mention.trigger = {5, 8};
    mention.known = facts_.article.published;
    facts_.mentions.push_back(std::move(mention));
    return *this;
}

SampleArticle& SampleArticle::meeting(std::uint64_t event, std::string_view on,
                                      const std::vector<std::string>& who) {
    return meeting(event, TimeSpan::day(day(on)), who);
}

SampleArticle& SampleArticle::figure(std::string_view indicator, std::optional<TimeSpan> period,
                                     const std::vector<std::string>& parties) {
    Figure figure;
    figure.article = facts_.article.id;
    figure.ordinal = static_cast<std::uint32_t>(facts_.figures.size());
    figure.indicator = indicator;
    for (const std::string& key : parties) figure.parties.push_back(local(key));
    std::ranges::sort(figure.parties);
    figure.change = 3.4;
    figure.unit = "%";
    figure.period = period;
    figure.known = facts_.article.published;
    facts_.figures.push_back(std::move(figure));
    return *this;
}

SampleArticle& SampleArticle::affiliation(std::string_view who, std::string_view role,
                                          std::string_view body) {
    Affiliation affiliation;
    affiliation.actor = local(who);
    affiliation.role = role;
    if (!body.empty()) affiliation.body = local(body);
    affiliation.seen = facts_.article.published;
    affiliation.article = facts_.article.id;
    facts_.affiliations.push_back(std::move(affiliation));
    return *this;
}

TemporaryFolder::TemporaryFolder() {
    // In memory where there is such a place: the tests make hundreds of stores, each synced to
    // disk.
    const bool shared_memory = ::access("/dev/shm", W_OK) == 0;
    const std::filesystem::path parent =
        shared_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
    std::string name = (parent / "annalist-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace annalist::storage
