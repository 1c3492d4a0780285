#include "ingest/link/stories.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace annalist::ingest {
namespace {

bool is_function_word(std::string_view word) {
    static constexpr std::string_view kWords[] = {
        "the", "a", "an", "of", "and", "in", "to", "by", "its", "his", "her", "their", "on", "at", "for", "with", "that", "this",
        "it", "he", "she", "they", "be", "have", "will", "would", "as", "from", "or", "but", "not", "after", "before", "who", "which",
        "'s", "do", "we", "i", "you"};
    return std::ranges::find(kWords, word) != std::end(kWords);
}

}  // namespace

std::string compared_form(const text::Token& token, std::string_view text) {
    std::string form(token.lemma.empty() ? std::string(token.span.in(text)) : token.lemma);
    bool word = false;
    for (char& c : form) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        word = word || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    }
    if (!word || token.upos == text::Upos::PUNCT || is_function_word(form)) return {};
    while (form.size() > 3 && form.back() == 'e') form.pop_back();
    return form;
}

WordRarity::WordRarity(const std::vector<std::vector<std::string>>& articles) : articles_(articles.size()) {
    for (const auto& article : articles)
        for (const auto& word : std::set<std::string>(article.begin(), article.end())) ++articles_with_[word];
}

double WordRarity::of(const std::string& word) const {
    const auto at = articles_with_.find(word);
    const double with = at == articles_with_.end() ? 1.0 : static_cast<double>(at->second);
    return std::log(static_cast<double>(std::max<std::size_t>(articles_, 1)) / with);
}

bool WordRarity::shared(const std::string& word) const {
    const auto at = articles_with_.find(word);
    return at != articles_with_.end() && at->second > 1;
}

std::vector<std::vector<double>> likeness(const std::vector<std::vector<std::string>>& articles, const WordRarity& rarity) {
    std::vector<std::map<std::string, double>> vectors;
    for (const auto& article : articles) {
        std::map<std::string, double> vector;
        for (const auto& word : article)
            if (rarity.shared(word)) vector[word] += 1;
        double square = 0;
        for (auto& [word, weight] : vector) {
            weight = (1 + std::log(weight)) * rarity.of(word);
            square += weight * weight;
        }
        for (auto& [word, weight] : vector) weight /= square > 0 ? std::sqrt(square) : 1;
        vectors.push_back(std::move(vector));
    }
    std::vector<std::vector<double>> alike(articles.size(), std::vector<double>(articles.size(), 1.0));
    for (std::size_t a = 0; a < articles.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            double sum = 0;
            auto left = vectors[a].begin(), right = vectors[b].begin();
            while (left != vectors[a].end() && right != vectors[b].end()) {
                if (left->first < right->first) ++left;
                else if (right->first < left->first) ++right;
                else sum += left++->second * right++->second;
            }
            alike[a][b] = alike[b][a] = sum;
        }
    return alike;
}

std::vector<std::size_t> linked_groups(std::vector<std::vector<double>> alike, double least) {
    const std::size_t n = alike.size();
    std::vector<std::size_t> group(n), size(n, 1), nearest(n, 0);
    std::vector<bool> alive(n, true);
    for (std::size_t i = 0; i < n; ++i) group[i] = i;
    const auto look = [&](std::size_t i) {
        double best = -std::numeric_limits<double>::infinity();
        for (std::size_t j = 0; j < n; ++j)
            if (j != i && alive[j] && alike[i][j] > best) {
                best = alike[i][j];
                nearest[i] = j;
            }
        return best;
    };
    std::vector<double> best(n);
    for (std::size_t i = 0; i < n; ++i) best[i] = look(i);
    for (;;) {
        std::size_t a = n;
        for (std::size_t i = 0; i < n; ++i)
            if (alive[i] && (a == n || best[i] > best[a])) a = i;
        if (a == n || best[a] < least) break;
        const std::size_t b = nearest[a];
        for (std::size_t j = 0; j < n; ++j) {
            if (!alive[j] || j == a || j == b) continue;
            const double mean = (alike[a][j] * static_cast<double>(size[a]) + alike[b][j] * static_cast<double>(size[b])) /
                                static_cast<double>(size[a] + size[b]);
            alike[a][j] = alike[j][a] = mean;
        }
        size[a] += size[b];
        alive[b] = false;
        for (std::size_t& g : group)
            if (g == b) g = a;
        for (std::size_t i = 0; i < n; ++i)
            if (alive[i] && (i == a || nearest[i] == a || nearest[i] == b || alike[i][a] > best[i])) best[i] = look(i);
    }
    return group;
}

}  // namespace annalist::ingest
