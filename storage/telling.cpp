#include "storage/telling.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include "graph/fold.hpp"
#include "storage/bytes.hpp"
#include "storage/coded.hpp"
#include "storage/identities.hpp"
#include "storage/keys.hpp"
#include "storage/records.hpp"

namespace annalist::storage {
namespace {

/// Sides of a telling that blocks are made of; with more of them pairs would swamp the index.
constexpr std::size_t kMostSides = 12;
/// Shorter words are mostly particles.
constexpr std::size_t kShortestWord = 4;
/// Words are compared by their beginnings, so that "negotiate" is like "negotiations".
constexpr std::size_t kWordStem = 6;

/// Words that say nothing of which event it is, by their beginnings.
constexpr auto kCommonWords = std::to_array<std::string_view>(
    {"about", "after", "agency", "also", "april", "before", "been", "betwee", "both", "decemb", "during", "februa", "friday", "from", "have", "here", "into", "januar", "july", "june", "last", "march", "minist", "monday", "more", "next", "novemb", "octobe", "offici", "other", "over", "presid", "prime", "report", "said", "says", "saturd", "septem", "since", "some", "statem", "such", "sunday", "than", "that", "their", "them", "there", "they", "this", "thursd", "told", "tuesda", "under", "very", "wednes", "week", "were", "when", "where", "which", "while", "will", "with", "would", "year", "yester"});

template <class T>
void add_all(std::vector<T>& to, const std::vector<T>& from) {
    std::vector<T> both;
    std::ranges::set_union(to, from, std::back_inserter(both));
    to = std::move(both);
}

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::uint32_t> words_of(const Mention& mention, std::string_view text) {
    std::set<std::uint32_t> words;
    const auto left_out = [&](TextSpan word) {
        const auto within = [&](TextSpan span) { return word.begin < span.end && span.begin < word.end; };
        return within(mention.trigger) || (mention.time.words && within(*mention.time.words)) ||
               std::ranges::any_of(mention.participants, within, &Participant::words);
    };
    const std::size_t end = std::min<std::size_t>(mention.sentence.end, text.size());
    for (std::size_t at = mention.sentence.begin; at < end;) {
        std::size_t stop = at;
        while (stop < end && letter(text[stop])) ++stop;
        if (stop - at >= kShortestWord &&
            !left_out({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)})) {
            std::string stem(text.substr(at, std::min(stop - at, kWordStem)));
            for (char& c : stem)
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            if (!std::ranges::binary_search(kCommonWords, std::string_view(stem)))
                words.insert(static_cast<std::uint32_t>(digest(stem)));
        }
        at = stop + 1;
    }
    std::vector<std::uint32_t> kept(words.begin(), words.end());
    if (kept.size() > kMostWords) kept.resize(kMostWords);
    return kept;
}

/// Whom the actors of one article act for.
class Sides {
public:
    Sides(const ArticleFacts& facts, const Identities& who) : facts_(facts), who_(who) {
        for (const Actor& actor : facts.actors) actors_.emplace(actor.id, &actor);
    }

    Party party(const Mention& mention, const Participant& p) const {
        const ActorId is = who_.actors().at(p.actor, mention.article, mention.ordinal);
        Party party{is, side_of(is), ActorKind::Group, p.role};
        const auto known = actors_.find(p.actor);
        if (known == actors_.end()) return party;
        party.kind = known->second->kind;
        party.side = side(*known->second, is);
        if (party.side != side_of(is) || party.kind != ActorKind::Person) return party;
        // A person of no country acts for the body that the article names.
        std::optional<std::uint64_t> body;
        for (const Affiliation& a : facts_.affiliations) {
            const auto at = actors_.find(a.body);
            if (at == actors_.end()) continue;
            const Affiliation read = who_.read(a);
            if (read.actor == is)
                body = std::min(body.value_or(std::numeric_limits<std::uint64_t>::max()), side(*at->second, read.body));
        }
        party.side = body.value_or(party.side);
        return party;
    }

private:
    /// Of an actor as the article has it, by whom it is.
    static std::uint64_t side(const Actor& told, ActorId is) {
        return told.country.empty() ? side_of(is) : side_of(told.country);
    }

    const ArticleFacts& facts_;
    const Identities& who_;
    std::map<ActorId, const Actor*> actors_;
};

/// What is said of one actor twice: the more telling role, a country before none.
Party joined(const Party& a, const Party& b) {
    const std::uint64_t own = side_of(a.actor);
    Party party{a.actor, 0, std::min(a.kind, b.kind), std::max(a.role, b.role)};
    party.side = a.side == own ? b.side : b.side == own ? a.side : std::min(a.side, b.side);
    return party;
}

auto dating_rank(const Telling& t) { return std::tuple(t.basis, t.days.last - t.days.first, t.days); }

std::uint64_t mixed(std::uint64_t hash) {
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53U;
    return hash ^ (hash >> 33);
}

Telling telling_of(const Mention& mention, const Sides& sides, std::string_view text) {
    Telling telling;
    telling.kind = kind_of(mention.type, mention.mode);
    telling.statuses = static_cast<std::uint8_t>(1U << static_cast<unsigned>(mention.status));
    telling.video = mention.mode == Mode::Video;
    telling.days = mention.time.days;
    telling.basis = mention.time.basis;
    for (const Participant& p : mention.participants) {
        const Party party = sides.party(mention, p);
        const auto known = std::ranges::find(telling.parties, party.actor, &Party::actor);
        if (known == telling.parties.end()) telling.parties.push_back(party);
        else *known = joined(*known, party);
    }
    std::ranges::sort(telling.parties);
    if (std::string city = fold_name(mention.place.city); !city.empty()) telling.cities.push_back(std::move(city));
    if (!mention.place.country.empty()) telling.countries.push_back(mention.place.country);
    telling.count = mention.count;
    if (mention.sequence != 0) telling.sequences.push_back(mention.sequence);
    telling.words = words_of(mention, text);
    telling.articles.push_back(mention.article);
    return telling;
}

}  // namespace

std::uint64_t side_of(std::string_view country) { return mixed(digest(country)) | 1U; }
std::uint64_t side_of(ActorId actor) { return std::uint64_t{actor.value} << 1; }

std::uint16_t kind_of(EventType type, Mode mode) {
    if (const Contact contact = contact_of(type, mode); contact != Contact::None)
        return static_cast<std::uint16_t>(contact);
    return static_cast<std::uint16_t>(static_cast<unsigned>(type) << 8 | static_cast<unsigned>(mode));
}

std::vector<std::pair<EventId, Telling>> tellings_of(const ArticleFacts& facts, const Identities& who) {
    std::map<EventId, Telling> tellings;
    if (facts.article.published_basis == kTableBasis) return {};
    const Sides sides(facts, who);
    for (const Mention& mention : facts.mentions) {
        Telling telling = telling_of(mention, sides, facts.article.text);
        const auto [at, fresh] = tellings.try_emplace(mention.event, telling);
        if (!fresh) join(at->second, telling);
    }
    return {tellings.begin(), tellings.end()};
}

void join(Telling& telling, const Telling& other) {
    telling.kind = std::min(telling.kind, other.kind);
    telling.statuses |= other.statuses;
    telling.video = telling.video || other.video;
    if (dating_rank(other) < dating_rank(telling)) {
        telling.days = other.days;
        telling.basis = other.basis;
    }
    std::map<ActorId, Party> parties;
    for (const Party& party : telling.parties) parties.emplace(party.actor, party);
    for (const Party& party : other.parties) {
        const auto [at, fresh] = parties.try_emplace(party.actor, party);
        if (!fresh) at->second = joined(at->second, party);
    }
    telling.parties.clear();
    for (const auto& [actor, party] : parties) telling.parties.push_back(party);
    add_all(telling.cities, other.cities);
    add_all(telling.countries, other.countries);
    telling.count = std::max(telling.count, other.count);
    add_all(telling.sequences, other.sequences);
    // The smallest of a union are the smallest of the smallest.
    add_all(telling.words, other.words);
    if (telling.words.size() > kMostWords) telling.words.resize(kMostWords);
    add_all(telling.articles, other.articles);
}

Dating dating_of(const Telling& telling) {
    const bool contact = is_contact(telling.kind);
    const int length = telling.days.days();
    const bool one_day = length == 1;
    const bool body = telling.parties.size() == 1 && telling.parties.front().kind == ActorKind::Organization &&
                      telling.kind == static_cast<std::uint16_t>(Contact::Meet) && telling.basis != TimeBasis::Published;
    if (telling.parties.size() < 2 && !body) return Dating::Useless;
    if (!contact) {
        const bool said = telling.kind >> 8 == static_cast<unsigned>(EventType::Statement);
        return !said && one_day && telling.basis == TimeBasis::Stated ? Dating::Close : Dating::Useless;
    }
    if (one_day) return Dating::Close;
    if (telling.basis == TimeBasis::Published) return Dating::Useless;
    if (telling.days.granularity == Granularity::Days && length <= kLongestRun) return Dating::Close;
    return length <= kLongestSpan ? Dating::Coarse : Dating::Useless;
}

std::vector<std::uint64_t> blocks_of(const Telling& telling) {
    if (dating_of(telling) == Dating::Useless) return {};
    std::set<std::uint64_t> all;
    for (const Party& party : telling.parties) all.insert(party.side);
    std::vector<std::uint64_t> sides(all.begin(), all.end());
    if (sides.size() > kMostSides) sides.resize(kMostSides);
    const auto block = [&](std::uint64_t low, std::uint64_t high) {
        return mixed(mixed(mixed(low) + high) + telling.kind);
    };
    if (sides.size() == 1) return {block(sides[0], sides[0])};
    std::vector<std::uint64_t> blocks;
    for (std::size_t i = 0; i < sides.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) blocks.push_back(block(sides[j], sides[i]));
    std::ranges::sort(blocks);
    return blocks;
}

std::vector<BlockEntry> entries_of(EventId id, const Telling& telling) {
    std::vector<BlockEntry> entries;
    for (const std::uint64_t block : blocks_of(telling))
        entries.push_back({dating_of(telling) == Dating::Coarse, block, telling.days.first,
                           static_cast<std::uint8_t>(telling.days.days()), id});
    return entries;
}

std::string block_key(const BlockEntry& entry) {
    ByteWriter out;
    out.byte(entry.coarse ? 1 : 0);
    out.big64(entry.block);
    return out.take() + day_key(entry.first) + static_cast<char>(entry.length) + event_key(entry.id);
}

std::optional<BlockEntry> parse_block_key(std::string_view key) {
    if (key.size() != 22 || static_cast<unsigned char>(key[0]) > 1 || key[13] == 0) return std::nullopt;
    BlockEntry entry;
    entry.coarse = key[0] != 0;
    entry.block = ByteReader(key.substr(1)).big64();
    entry.first = day_at(key, 9);
    entry.length = static_cast<std::uint8_t>(key[13]);
    entry.id = {ByteReader(key.substr(14)).big64()};
    return entry;
}

std::string encode(const Telling& telling) {
    ByteWriter out;
    out.byte(kRecordVersion);
    out.byte(static_cast<std::uint8_t>(telling.kind >> 8));
    out.byte(static_cast<std::uint8_t>(telling.kind));
    out.byte(telling.statuses);
    out.byte(telling.video ? 1 : 0);
    out.byte(static_cast<std::uint8_t>(telling.days.granularity));
    out.byte(static_cast<std::uint8_t>(telling.basis));
    out.zigzag(telling.days.first.time_since_epoch().count());
    out.varint(static_cast<std::uint64_t>((telling.days.last - telling.days.first).count()));
    out.varint(telling.parties.size());
    for (const Party& party : telling.parties) {
        out.varint(party.actor.value);
        out.big64(party.side);
        out.byte(static_cast<std::uint8_t>(party.kind));
        out.byte(static_cast<std::uint8_t>(party.role));
    }
    for (const auto* texts : {&telling.cities, &telling.countries}) {
        out.varint(texts->size());
        for (const std::string& text : *texts) out.text(text);
    }
    out.varint(telling.count);
    out.varint(telling.sequences.size());
    for (const std::uint32_t sequence : telling.sequences) out.varint(sequence);
    out.varint(telling.words.size());
    for (const std::uint32_t word : telling.words) out.big32(word);
    out.varint(telling.articles.size());
    for (const ArticleId article : telling.articles) out.big64(article.value);
    return out.take();
}

std::optional<Telling> decode_telling(std::string_view record) {
    ByteReader in(record);
    Telling telling;
    if (in.byte() != kRecordVersion) in.fail();
    const auto within = [&](std::uint8_t low, std::uint8_t high) {
        const std::uint8_t value = in.byte();
        if (value < low || value > high) in.fail();
        return value;
    };
    telling.kind = static_cast<std::uint16_t>(in.byte() << 8);
    telling.kind = static_cast<std::uint16_t>(telling.kind | in.byte());
    telling.statuses = in.byte();
    telling.video = within(0, 1) != 0;
    telling.days.granularity = static_cast<Granularity>(within(1, static_cast<std::uint8_t>(Granularity::Days)));
    telling.basis = static_cast<TimeBasis>(within(1, static_cast<std::uint8_t>(TimeBasis::Published)));
    const std::int64_t first = in.zigzag();
    const std::int64_t last = first + in.varint32();
    if (first < std::numeric_limits<std::int32_t>::min() || last > std::numeric_limits<std::int32_t>::max()) return std::nullopt;
    telling.days.first = date::sys_days{date::days{static_cast<std::int32_t>(first)}};
    telling.days.last = date::sys_days{date::days{static_cast<std::int32_t>(last)}};
    telling.parties.resize(in.count());
    for (Party& party : telling.parties) {
        party.actor = {in.varint32()};
        party.side = in.big64();
        party.kind = static_cast<ActorKind>(within(1, static_cast<std::uint8_t>(ActorKind::Group)));
        party.role = static_cast<Role>(within(1, static_cast<std::uint8_t>(Role::Mediator)));
    }
    for (auto* texts : {&telling.cities, &telling.countries}) {
        texts->resize(in.count());
        for (std::string& text : *texts) text = std::string(in.text());
    }
    telling.count = in.varint32();
    telling.sequences.resize(in.count());
    for (std::uint32_t& sequence : telling.sequences) sequence = in.varint32();
    telling.words.resize(in.count());
    for (std::uint32_t& word : telling.words) word = in.big32();
    telling.articles.resize(in.count());
    for (ArticleId& article : telling.articles) article = {in.big64()};
    if (!in.done()) return std::nullopt;
    return telling;
}

}  // namespace annalist::storage
