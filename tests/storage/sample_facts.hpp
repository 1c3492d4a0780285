#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"
#include "storage/store.hpp"

namespace annalist::storage {

/// The day written YYYY-MM-DD.
date::sys_days day(std::string_view text);

/// The span with these ends and granularity.
TimeSpan days(std::string_view first, std::string_view last, Granularity granularity);

/// The range from `first` to `last`, both included.
DayRange range(std::string_view first, std::string_view last);

/// Writes one article's facts by hand. Actors are named by their keys and listed as they come up.
class SampleArticle {
public:
    explicit SampleArticle(std::string_view published, std::string_view title = "A day of talks");

    /// Lists an actor, for those whose names matter.
    SampleArticle& actor(std::string_view key, std::string_view name,
                         std::vector<std::string> aliases = {}, std::string_view country = "");
    /// Reports that these actors met.
    SampleArticle& meeting(std::uint64_t event, TimeSpan when, const std::vector<std::string>& who);
    SampleArticle& meeting(std::uint64_t event, std::string_view on,
                           const std::vector<std::string>& who);
    SampleArticle& figure(std::string_view indicator, std::optional<TimeSpan> period,
                          const std::vector<std::string>& parties);
    SampleArticle& affiliation(std::string_view who, std::string_view role, std::string_view body);

    /// The mention added last, to change what else it says.
    Mention& last_mention() { return facts_.mentions.back(); }
    const ArticleFacts& facts() const { return facts_; }
    operator const ArticleFacts&() const { return facts_; }

private:
    ActorId local(std::string_view key);

    ArticleFacts facts_;
};

/// Facts drawn at random, the same for the same generator: few actors and events, so that events
/// are reported again, moved, and change their status and granularity. Every field is used.
ArticleFacts random_facts(std::mt19937_64& random);

/// Rows drawn at random, of the data set "sample": few actors, relations and days, so that rows
/// repeat. Some actors are those of random_facts().
/// `number` moves the days, so that tables of different numbers share none.
CodedTable random_table(std::mt19937_64& random, std::size_t rows, int number = 0);

/// A decision drawn at random of what the store holds now; also ones that it must refuse.
Decision random_decision(std::mt19937_64& random, const Store& store);

/// Everything that a store tells, as text with a line for each thing: two stores with the same dump
/// answer alike.
std::string dump(const Store& store);

/// A folder of its own for a test, removed with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace annalist::storage
