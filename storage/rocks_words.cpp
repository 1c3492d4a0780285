#include "storage/bytes.hpp"
#include "storage/rocks_concluding.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {
namespace {

class RocksCursor final : public WordCursor {
public:
    explicit RocksCursor(std::shared_ptr<rocksdb::Iterator> it) : it_(std::move(it)) {}

    void seek(std::string_view key) override { it_->Seek(slice(key)); }
    void next() override { it_->Next(); }
    bool valid() const override { return it_->Valid(); }
    std::string_view key() const override { return view(it_->key()); }
    std::string_view value() const override { return view(it_->value()); }

private:
    std::shared_ptr<rocksdb::Iterator> it_;
};

/// Bytes of entries that are gathered before they are written, where an older store gets its index.
constexpr std::size_t kFillBytes = 4 << 20;

}  // namespace

Result<std::vector<WordEntry>> RocksStore::words_of(ArticleId id, std::uint64_t sequence,
                                                    const rocksdb::Snapshot* at) const {
    ArticleFacts facts;
    auto article = article_at(id, at);
    if (!article) return article.error();
    facts.article = std::move(*article);
    const auto record = database_->get(Table::Contributions, article_key(id), at);
    if (!record) return record.error();
    const auto contribution = *record ? decode_contribution(**record) : std::nullopt;
    if (!contribution) return database_->corrupt(Table::Contributions, article_key(id));
    for (std::uint32_t i = 0; i < contribution->mentions.size(); ++i) {
        const std::string key =
            mention_key(contribution->mentions[i], facts.article.published, id, i);
        const auto value = database_->get(Table::Mentions, key, at);
        if (!value) return value.error();
        auto mention = *value ? decode_mention(**value, contribution->mentions[i],
                                               facts.article.published, id, i)
                              : std::nullopt;
        // In a damaged store a span may reach anywhere.
        if (!mention || mention->sentence.begin > mention->sentence.end ||
            mention->sentence.end > facts.article.text.size())
            return database_->corrupt(Table::Mentions, key);
        facts.mentions.push_back(*std::move(mention));
    }
    return word_entries(facts, sequence);
}

Result<void> RocksStore::load_words() {
    // The total is written with the last of the index, so that it tells whether all is there.
    const auto total = database_->get(Table::Meta, "words");
    if (!total) return total.error();
    has_words_ = total->has_value();
    if (has_words_ || database_->read_only()) return {};
    std::int64_t entries = 0;
    rocksdb::WriteBatch batch;
    const auto filled = database_->scan(
        Table::Ledger, "", "", nullptr,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            const auto words =
                words_of({ByteReader(value).big64()}, ByteReader(key).big64(), nullptr);
            if (!words) return words.error();
            entries += static_cast<std::int64_t>(words->size());
            for (const WordEntry& entry : *words)
                batch.Put(database_->handle(Table::Words), slice(entry.key), slice(entry.value));
            if (batch.GetDataSize() < kFillBytes) return true;
            if (auto written = database_->write(batch); !written) return written.error();
            batch.Clear();
            return true;
        });
    if (!filled) return filled;
    batch.Merge(database_->handle(Table::Meta), "words", slice(encode_sum(entries)));
    if (auto written = database_->write(batch); !written) return written;
    has_words_ = true;
    return {};
}

Result<bool> RocksStore::scan_words(std::span<const std::string> phrase, date::sys_days known,
                                    const EventIdVisitor& visit) const {
    if (!has_words_) return false;
    const View now(*this);
    std::vector<std::shared_ptr<rocksdb::Iterator>> iterators;
    const auto open = [&] {
        rocksdb::ReadOptions options;
        options.snapshot = now;
        iterators.emplace_back(
            database_->rocks().NewIterator(options, database_->handle(Table::Words)));
        return std::make_unique<RocksCursor>(iterators.back());
    };
    const PartsNow parts(*database_, now);
    Result<void> failure;
    const std::string damaged = find_phrase(phrase, open, [&](const PhraseReport& report) {
        if (report.known > known) return true;
        const auto part = parts.whole(report.told);
        if (!part) {
            failure = part.error();
            return false;
        }
        const EventId event = part->value_or(
            now.who().events().at(report.told, report.article, report.ordinal));
        return event == EventId{} || visit(event);
    });
    if (!failure) return failure.error();
    for (const auto& it : iterators)
        if (!it->status().ok()) return database_->error(it->status());
    if (!damaged.empty()) return database_->corrupt(Table::Words, damaged);
    return true;
}

}  // namespace annalist::storage
