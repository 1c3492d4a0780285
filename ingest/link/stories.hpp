#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/text/analysis.hpp"

namespace annalist::ingest {

/// The form under which a word is compared with others: its lemma in small letters without final
/// "e"; "" for what has neither letter nor digit, and for the commonest function words.
std::string compared_form(const text::Token& token, std::string_view text);

/// How rare words are among articles: the natural logarithm of articles by articles that have the word.
class WordRarity {
public:
    explicit WordRarity(const std::vector<std::vector<std::string>>& articles);

    /// Of a word that no article has, the rarity of one that a single article has.
    double of(const std::string& word) const;
    /// Whether more than one article has it.
    bool shared(const std::string& word) const;

private:
    std::unordered_map<std::string, std::size_t> articles_with_;
    std::size_t articles_ = 0;
};

/// Likeness of articles by their words, in [0, 1]: cosine of (1 + ln count) times rarity. Row by row.
std::vector<std::vector<double>> likeness(const std::vector<std::vector<std::string>>& articles, const WordRarity& rarity);

/// Groups by average linkage: the two groups that are most alike are joined, until the mean
/// likeness between any two is below `least`. Gives each element the number of its group. Cubic at worst.
std::vector<std::size_t> linked_groups(std::vector<std::vector<double>> alike, double least);

}  // namespace annalist::ingest
