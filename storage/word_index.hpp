#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"
#include "graph/result.hpp"

namespace annalist::storage {

// The index of words, alike in every engine: which reports of events have a word in their label, in
// their sentence or in the title of their article. An article's entries are made of that article
// alone, so that to put one only adds entries; its number in the ledger is in the keys, so that each
// word's entries grow at their end. Bulletins have none: their words are few, and the relation and
// actors say them.
//   key    stem, a zero byte, 8-byte number in the ledger
//   value  version, then for each text with the stem: varint number of the text less the one before,
//          list of varint places of the stem in it, each less the one before
// With an empty stem, what these numbers stand for:
//   value  version, day published, 8-byte article, list of 8-byte events that the article reports (as
//          told, by ordinal), then for each text but number 0, the title: list of varint ordinals of
//          the reports whose label or sentence it is, each less the one before
// Texts that are alike are one. Lists begin with their number of items as a varint.

struct WordEntry {
    std::string key, value;

    bool operator==(const WordEntry&) const = default;
};

/// The entries of an article, by key; none for a bulletin or an article that reports nothing. `sequence`
/// is its number in the ledger.
std::vector<WordEntry> word_entries(const ArticleFacts& facts, std::uint64_t sequence);

/// Reads the index's keys in order, wherever they are kept.
class WordCursor {
public:
    virtual ~WordCursor() = default;
    /// Goes to the first key that is not before this one.
    virtual void seek(std::string_view key) = 0;
    virtual void next() = 0;
    virtual bool valid() const = 0;
    virtual std::string_view key() const = 0;    ///< until it moves on
    virtual std::string_view value() const = 0;  ///< likewise
};

/// One report of a phrase: which event it told of, where and when.
struct PhraseReport {
    EventId told;
    date::sys_days known;
    ArticleId article;
    std::uint32_t ordinal = 0;
};

/// Receives the reports; false ends the search.
using PhraseVisitor = std::function<bool(const PhraseReport&)>;

/// Visits the reports in which the stems, one at least, stand one behind the other within one text, by
/// number in the ledger; one may come several times. `open` makes cursors, one for each stem and one
/// more. Cost: the entries of the stem that has fewest, times the stems. Memory: one entry
/// of each. Gives the key of an entry that cannot be read, or "".
std::string find_phrase(std::span<const std::string> stems,
                        const std::function<std::unique_ptr<WordCursor>()>& open,
                        const PhraseVisitor& visit);

}  // namespace annalist::storage
