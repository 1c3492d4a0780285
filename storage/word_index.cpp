#include "storage/word_index.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "storage/bytes.hpp"
#include "storage/coded.hpp"
#include "storage/records.hpp"
#include "storage/stems.hpp"

namespace annalist::storage {
namespace {

using Places = std::vector<std::uint32_t>;  ///< ascending

void write(ByteWriter& out, const Places& list) {
    out.varint(list.size());
    std::uint32_t before = 0;
    for (const std::uint32_t each : list) {
        out.varint(each - before);
        before = each;
    }
}

Places read(ByteReader& in) {
    Places list(in.count());
    std::uint32_t before = 0;
    for (std::uint32_t& each : list) each = before += in.varint32();
    return list;
}

std::string key_of(std::string_view stem, std::uint64_t sequence) {
    ByteWriter out;
    out.big64(sequence);
    std::string key{stem};
    key.push_back('\0');
    return key + out.bytes();
}

/// The texts of an article that the index knows, alike ones once; number 0 is the title.
class Texts {
public:
    explicit Texts(const ArticleFacts& facts) {
        stems_.push_back(stems_of(facts.article.title));
        for (std::uint32_t i = 0; i < facts.mentions.size(); ++i) {
            const Mention& mention = facts.mentions[i];
            add(mention.label, i);
            add(mention.sentence.in(facts.article.text), i);
        }
    }

    const std::vector<std::vector<std::string>>& stems() const { return stems_; }
    /// The reports of each text but the title.
    const std::vector<Places>& reports() const { return reports_; }

private:
    void add(std::string_view text, std::uint32_t report) {
        const auto [found, added] = numbers_.try_emplace(text, reports_.size());
        if (added) {
            stems_.push_back(stems_of(text));
            reports_.emplace_back();
        }
        Places& reports = reports_[found->second];
        if (reports.empty() || reports.back() != report) reports.push_back(report);
    }

    std::map<std::string_view, std::size_t> numbers_;  // in reports_
    std::vector<std::vector<std::string>> stems_;
    std::vector<Places> reports_;
};

/// What the entry without a stem says.
struct Reports {
    date::sys_days known;
    ArticleId article;
    std::vector<EventId> events;
    std::vector<Places> texts;  // from number 1
};

std::optional<Reports> decode_reports(std::string_view value) {
    ByteReader in(value);
    Reports reports;
    if (in.byte() != kRecordVersion) return std::nullopt;
    reports.known = date::sys_days{date::days{in.zigzag()}};
    reports.article = {in.big64()};
    reports.events.resize(in.count());
    for (EventId& event : reports.events) event = {in.big64()};
    while (in.ok() && in.left() > 0) {
        reports.texts.push_back(read(in));
        for (const std::uint32_t ordinal : reports.texts.back())
            if (ordinal >= reports.events.size()) return std::nullopt;
    }
    if (!in.done()) return std::nullopt;
    return reports;
}

/// Where a stem stands: number of a text → places in it.
std::optional<std::map<std::uint32_t, Places>> decode_places(std::string_view value) {
    ByteReader in(value);
    if (in.byte() != kRecordVersion) return std::nullopt;
    std::map<std::uint32_t, Places> places;
    std::uint32_t text = 0;
    while (in.ok() && in.left() > 0) {
        text += in.varint32();
        places[text] = read(in);
    }
    if (!in.done()) return std::nullopt;
    return places;
}

/// The entries of one stem, by their numbers in the ledger.
class Entries {
public:
    Entries(std::string_view stem, std::unique_ptr<WordCursor> cursor)
        : prefix_(stem), cursor_(std::move(cursor)) {
        prefix_.push_back('\0');
        cursor_->seek(prefix_);
    }

    bool valid() const {
        return cursor_->valid() && cursor_->key().starts_with(prefix_) &&
               cursor_->key().size() == prefix_.size() + 8;
    }
    /// Stopped at a key of this stem that is none of ours.
    bool damaged() const {
        return cursor_->valid() && cursor_->key().starts_with(prefix_) && !valid();
    }
    std::uint64_t number() const {
        return ByteReader(cursor_->key().substr(prefix_.size())).big64();
    }
    std::string_view value() const { return cursor_->value(); }
    std::string key() const { return std::string(cursor_->key()); }
    void next() { cursor_->next(); }
    /// To the first number that is not below this one: neighbours by steps, others by a look-up.
    void reach(std::uint64_t wanted) {
        for (int steps = 0; valid() && number() < wanted; ++steps) {
            if (steps < kSteps) {
                cursor_->next();
                continue;
            }
            cursor_->seek(key_of(std::string_view(prefix_).substr(0, prefix_.size() - 1), wanted));
            return;
        }
    }

private:
    static constexpr int kSteps = 8;

    std::string prefix_;
    std::unique_ptr<WordCursor> cursor_;
};

/// Whether some place of the first has the others' next ones behind it.
bool in_a_row(const std::vector<std::map<std::uint32_t, Places>>& stems, std::uint32_t text) {
    for (const std::uint32_t place : stems.front().at(text)) {
        bool all = true;
        for (std::uint32_t i = 1; all && i < stems.size(); ++i) {
            const auto found = stems[i].find(text);
            all = found != stems[i].end() && std::ranges::binary_search(found->second, place + i);
        }
        if (all) return true;
    }
    return false;
}

}  // namespace

std::vector<WordEntry> word_entries(const ArticleFacts& facts, std::uint64_t sequence) {
    std::vector<WordEntry> entries;
    if (facts.mentions.empty() || facts.article.published_basis == kTableBasis) return entries;
    const Texts texts(facts);
    ByteWriter reports;
    reports.byte(kRecordVersion);
    reports.zigzag(facts.article.published.time_since_epoch().count());
    reports.big64(facts.article.id.value);
    reports.varint(facts.mentions.size());
    for (const Mention& mention : facts.mentions) reports.big64(mention.event.value);
    for (const Places& ordinals : texts.reports()) write(reports, ordinals);
    entries.push_back({key_of("", sequence), reports.take()});

    std::map<std::string_view, std::map<std::uint32_t, Places>> stems;
    for (std::uint32_t text = 0; text < texts.stems().size(); ++text)
        for (std::uint32_t place = 0; place < texts.stems()[text].size(); ++place)
            stems[texts.stems()[text][place]][text].push_back(place);
    for (const auto& [stem, places] : stems) {
        ByteWriter out;
        out.byte(kRecordVersion);
        std::uint32_t before = 0;
        for (const auto& [text, list] : places) {
            out.varint(text - before);
            before = text;
            write(out, list);
        }
        entries.push_back({key_of(stem, sequence), out.take()});
    }
    return entries;
}

std::string find_phrase(std::span<const std::string> stems,
                        const std::function<std::unique_ptr<WordCursor>()>& open,
                        const PhraseVisitor& visit) {
    Entries articles("", open());
    std::vector<Entries> words;
    for (const std::string& stem : stems) words.emplace_back(stem, open());
    for (std::uint64_t number = 0;;) {
        bool together = true;
        for (Entries& word : words) {
            word.reach(number);
            if (word.damaged()) return word.key();
            if (!word.valid()) return {};
            together = together && (&word == &words.front() || word.number() == number);
            number = word.number();
        }
        if (!together) continue;
        articles.reach(number);
        if (articles.damaged()) return articles.key();
        const auto reports = articles.valid() && articles.number() == number
                                 ? decode_reports(articles.value())
                                 : std::nullopt;
        if (!reports) return key_of("", number);
        std::vector<std::map<std::uint32_t, Places>> places;
        for (const Entries& word : words) {
            auto each = decode_places(word.value());
            if (!each || each->empty() || each->rbegin()->first > reports->texts.size())
                return word.key();
            places.push_back(*std::move(each));
        }
        const auto tell = [&](std::uint32_t ordinal) {
            return visit({reports->events[ordinal], reports->known, reports->article, ordinal});
        };
        for (const auto& [text, list] : places.front()) {
            if (!in_a_row(places, text)) continue;
            if (text != 0) {
                for (const std::uint32_t ordinal : reports->texts[text - 1])
                    if (!tell(ordinal)) return {};
                continue;
            }
            for (std::uint32_t i = 0; i < reports->events.size(); ++i)
                if (!tell(i)) return {};
            break;  // the title is every report's
        }
        ++number;
    }
}

}  // namespace annalist::storage
