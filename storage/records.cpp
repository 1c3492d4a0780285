#include "storage/records.hpp"

#include <limits>

#include "storage/bytes.hpp"

namespace annalist::storage {
namespace {

using date::sys_days;

/// The records' common pieces on top of ByteWriter.
class Writer : public ByteWriter {
public:
    Writer() { byte(kRecordVersion); }

    template <class E>
    void code(E value) {
        byte(static_cast<std::uint8_t>(value));
    }
    void span(TextSpan value) {
        varint(value.begin);
        varint(value.size());
    }
    void day(sys_days value) { zigzag(value.time_since_epoch().count()); }
    void days(sys_days first, sys_days last) {
        day(first);
        varint(static_cast<std::uint64_t>((last - first).count()));
    }
    void texts(const std::vector<std::string>& values) {
        varint(values.size());
        for (const std::string& value : values) text(value);
    }
};

class Reader : public ByteReader {
public:
    explicit Reader(std::string_view record) : ByteReader(record) {
        if (byte() != kRecordVersion) fail();
    }

    /// A stored enum whose numbers run from `low` to `high`.
    template <class E>
    E code(E low, E high) {
        const std::uint8_t value = byte();
        if (value < static_cast<std::uint8_t>(low) || value > static_cast<std::uint8_t>(high))
            fail();
        return ok() ? static_cast<E>(value) : low;
    }
    EventType type() { return code(EventType::Agree, EventType::Statement); }
    Mode mode() { return code(Mode::None, kLastMode); }
    Status status() { return code(Status::Occurred, Status::Hypothetical); }
    Granularity granularity() { return code(Granularity::Instant, Granularity::Days); }
    TimeBasis basis() { return code(TimeBasis::Stated, TimeBasis::Published); }
    Role role() { return code(Role::Participant, Role::Mediator); }
    ActorKind kind() { return code(ActorKind::Person, ActorKind::Group); }

    /// A byte of flags of which only those in `known` may be set.
    std::uint8_t flags(std::uint8_t known) {
        const std::uint8_t value = byte();
        if ((value & ~known) != 0) fail();
        return value;
    }
    std::string string() { return std::string(text()); }
    ActorId actor() { return {varint32()}; }
    TextSpan span() {
        const std::uint32_t begin = varint32();
        const std::uint32_t size = varint32();
        if (size > std::numeric_limits<std::uint32_t>::max() - begin) fail();
        return ok() ? TextSpan{begin, begin + size} : TextSpan{};
    }
    sys_days day() { return checked_day(zigzag()); }
    void days(sys_days& first, sys_days& last) {
        first = day();
        const std::uint32_t length = varint32();
        last = checked_day(std::int64_t{first.time_since_epoch().count()} + length);
    }
    std::vector<std::string> texts() {
        std::vector<std::string> values(count());
        for (std::string& value : values) value = string();
        return values;
    }

private:
    sys_days checked_day(std::int64_t days) {
        if (days < std::numeric_limits<std::int32_t>::min() ||
            days > std::numeric_limits<std::int32_t>::max())
            fail();
        return sys_days{date::days{ok() ? static_cast<std::int32_t>(days) : 0}};
    }
};

/// The record, if all of it was read and all of it was right.
template <class T>
std::optional<T> whole(const Reader& in, T&& record) {
    if (!in.done()) return std::nullopt;
    return std::forward<T>(record);
}

void write_entry(Writer& out, const Event& event) {
    out.code(event.type);
    out.code(event.mode);
    out.code(event.status);
    out.code(event.days.granularity);
    out.code(event.time_basis);
    out.text(event.place.city);
    out.text(event.place.country);
    out.varint(event.actors.size());
    for (const EventActor& a : event.actors) {
        out.code(a.role);
        out.varint(a.actor.value);
    }
    out.varint(event.count);
    out.text(event.label);
    out.real(event.confidence);
    out.varint(event.mentions);
    out.day(event.known);
}

void read_entry(Reader& in, Event& event) {
    event.type = in.type();
    event.mode = in.mode();
    event.status = in.status();
    event.days.granularity = in.granularity();
    event.time_basis = in.basis();
    event.place.city = in.string();
    event.place.country = in.string();
    event.actors.resize(in.count());
    for (EventActor& a : event.actors) {
        a.role = in.role();
        a.actor = in.actor();
    }
    event.count = in.varint32();
    event.label = in.string();
    event.confidence = in.real();
    event.mentions = in.varint32();
    event.known = in.day();
}

void write_names(Writer& out, const Actor& actor) {
    out.code(actor.kind);
    out.text(actor.name);
    out.texts(actor.aliases);
    out.text(actor.country);
    out.text(actor.wikidata);
}

void read_names(Reader& in, Actor& actor) {
    actor.kind = in.kind();
    actor.name = in.string();
    actor.aliases = in.texts();
    actor.country = in.string();
    actor.wikidata = in.string();
}

}  // namespace

std::string encode(const Article& article) {
    Writer out;
    out.text(article.url);
    out.text(article.title);
    out.text(article.publisher);
    out.text(article.author);
    out.day(article.published);
    out.text(article.published_basis);
    out.text(article.language);
    out.text(article.text);
    return out.take();
}

std::optional<Article> decode_article(std::string_view record, ArticleId id) {
    Reader in(record);
    Article article;
    article.id = id;
    article.url = in.string();
    article.title = in.string();
    article.publisher = in.string();
    article.author = in.string();
    article.published = in.day();
    article.published_basis = in.string();
    article.language = in.string();
    article.text = in.string();
    return whole(in, std::move(article));
}

std::string encode(const Actor& actor) {
    Writer out;
    out.text(actor.key);
    write_names(out, actor);
    return out.take();
}

std::optional<Actor> decode_actor(std::string_view record, ActorId id) {
    Reader in(record);
    Actor actor;
    actor.id = id;
    actor.key = in.string();
    read_names(in, actor);
    return whole(in, std::move(actor));
}

std::string encode(const Affiliation& affiliation) {
    Writer out;
    out.text(affiliation.role);
    out.varint(affiliation.body.value);
    out.text(affiliation.country);
    out.span(affiliation.words);
    return out.take();
}

std::optional<Affiliation> decode_affiliation(std::string_view record, ActorId actor, sys_days seen,
                                              ArticleId article) {
    Reader in(record);
    Affiliation affiliation;
    affiliation.actor = actor;
    affiliation.role = in.string();
    affiliation.body = in.actor();
    affiliation.country = in.string();
    affiliation.seen = seen;
    affiliation.article = article;
    affiliation.words = in.span();
    return whole(in, std::move(affiliation));
}

std::string encode(const Mention& mention) {
    Writer out;
    out.code(mention.type);
    out.code(mention.mode);
    out.code(mention.status);
    out.code(mention.time.days.granularity);
    out.code(mention.time.basis);
    out.byte(static_cast<std::uint8_t>((mention.time.words ? 1 : 0) |
                                       (mention.time.minute_of_day ? 2 : 0)));
    out.days(mention.time.days.first, mention.time.days.last);
    out.text(mention.time.timex);
    if (mention.time.words) out.span(*mention.time.words);
    if (mention.time.minute_of_day) out.varint(*mention.time.minute_of_day);
    out.text(mention.place.city);
    out.text(mention.place.country);
    out.varint(mention.participants.size());
    for (const Participant& p : mention.participants) {
        out.code(p.role);
        out.varint(p.actor.value);
        out.span(p.words);
    }
    out.varint(mention.count);
    out.varint(mention.sequence);
    out.text(mention.label);
    out.varint(mention.attributed_to.value);
    out.span(mention.sentence);
    out.span(mention.trigger);
    out.text(mention.frame);
    out.real(mention.confidence);
    return out.take();
}

std::optional<Mention> decode_mention(std::string_view record, EventId event, sys_days known,
                                      ArticleId article, std::uint32_t ordinal) {
    Reader in(record);
    Mention mention;
    mention.event = event;
    mention.known = known;
    mention.article = article;
    mention.ordinal = ordinal;
    mention.type = in.type();
    mention.mode = in.mode();
    mention.status = in.status();
    mention.time.days.granularity = in.granularity();
    mention.time.basis = in.basis();
    const std::uint8_t flags = in.flags(3);
    in.days(mention.time.days.first, mention.time.days.last);
    mention.time.timex = in.string();
    if ((flags & 1) != 0) mention.time.words = in.span();
    if ((flags & 2) != 0) {
        const std::uint32_t minute = in.varint32();
        if (minute > std::numeric_limits<std::uint16_t>::max()) in.fail();
        mention.time.minute_of_day = static_cast<std::uint16_t>(minute);
    }
    mention.place.city = in.string();
    mention.place.country = in.string();
    mention.participants.resize(in.count());
    for (Participant& p : mention.participants) {
        p.role = in.role();
        p.actor = in.actor();
        p.words = in.span();
    }
    mention.count = in.varint32();
    mention.sequence = in.varint32();
    mention.label = in.string();
    mention.attributed_to = in.actor();
    mention.sentence = in.span();
    mention.trigger = in.span();
    mention.frame = in.string();
    mention.confidence = in.real();
    return whole(in, std::move(mention));
}

std::string encode_entry(const Event& event) {
    Writer out;
    write_entry(out, event);
    return out.take();
}

std::optional<Event> decode_entry(std::string_view record, EventId id, sys_days first,
                                  sys_days last) {
    Reader in(record);
    Event event;
    event.id = id;
    event.days.first = first;
    event.days.last = last;
    read_entry(in, event);
    return whole(in, std::move(event));
}

std::string encode(const Event& event) {
    Writer out;
    out.days(event.days.first, event.days.last);
    write_entry(out, event);
    return out.take();
}

std::optional<Event> decode_event(std::string_view record, EventId id) {
    Reader in(record);
    Event event;
    event.id = id;
    in.days(event.days.first, event.days.last);
    read_entry(in, event);
    return whole(in, std::move(event));
}

std::string encode(const Figure& figure) {
    Writer out;
    out.byte(static_cast<std::uint8_t>((figure.value ? 1 : 0) | (figure.value_high ? 2 : 0) |
                                       (figure.change ? 4 : 0) | (figure.period ? 8 : 0)));
    out.text(figure.indicator);
    out.varint(figure.parties.size());
    for (const ActorId party : figure.parties) out.varint(party.value);
    if (figure.value) out.real(*figure.value);
    if (figure.value_high) out.real(*figure.value_high);
    out.text(figure.unit);
    if (figure.change) out.real(*figure.change);
    out.text(figure.basis);
    if (figure.period) {
        out.days(figure.period->first, figure.period->last);
        out.code(figure.period->granularity);
    }
    out.span(figure.words);
    out.span(figure.sentence);
    out.real(figure.confidence);
    out.day(figure.known);
    return out.take();
}

std::optional<Figure> decode_figure(std::string_view record, ArticleId article,
                                    std::uint32_t ordinal) {
    Reader in(record);
    Figure figure;
    figure.article = article;
    figure.ordinal = ordinal;
    const std::uint8_t flags = in.flags(15);
    figure.indicator = in.string();
    figure.parties.resize(in.count());
    for (ActorId& party : figure.parties) party = in.actor();
    if ((flags & 1) != 0) figure.value = in.real();
    if ((flags & 2) != 0) figure.value_high = in.real();
    figure.unit = in.string();
    if ((flags & 4) != 0) figure.change = in.real();
    figure.basis = in.string();
    if ((flags & 8) != 0) {
        TimeSpan period;
        in.days(period.first, period.last);
        period.granularity = in.granularity();
        figure.period = period;
    }
    figure.words = in.span();
    figure.sentence = in.span();
    figure.confidence = in.real();
    figure.known = in.day();
    return whole(in, std::move(figure));
}

std::string encode(const Relation& relation) {
    Writer out;
    out.text(relation.dataset);
    out.text(relation.name);
    out.code(relation.type);
    out.code(relation.mode);
    out.real(relation.confidence);
    return out.take();
}

std::optional<Relation> decode_relation(std::string_view record, std::uint32_t id) {
    Reader in(record);
    Relation relation;
    relation.id = id;
    relation.dataset = in.string();
    relation.name = in.string();
    relation.type = in.type();
    relation.mode = in.mode();
    relation.confidence = in.real();
    if (!in.done()) return std::nullopt;
    return relation;
}

std::string encode(const Contribution& contribution) {
    Writer out;
    out.varint(contribution.sequence);
    out.text(contribution.stamp);
    out.varint(contribution.actors.size());
    for (const Actor& actor : contribution.actors) {
        out.varint(actor.id.value);
        write_names(out, actor);
    }
    out.varint(contribution.affiliations.size());
    for (const ActorId actor : contribution.affiliations) out.varint(actor.value);
    out.varint(contribution.mentions.size());
    for (const EventId event : contribution.mentions) out.big64(event.value);
    out.varint(contribution.figures.size());
    for (const TimeSpan& span : contribution.figures) {
        out.days(span.first, span.last);
        out.code(span.granularity);
    }
    return out.take();
}

std::optional<Contribution> decode_contribution(std::string_view record) {
    Reader in(record);
    Contribution contribution;
    contribution.sequence = in.varint();
    contribution.stamp = in.string();
    contribution.actors.resize(in.count());
    for (Actor& actor : contribution.actors) {
        actor.id = in.actor();
        read_names(in, actor);
    }
    contribution.affiliations.resize(in.count());
    for (ActorId& actor : contribution.affiliations) actor = in.actor();
    contribution.mentions.resize(in.count());
    for (EventId& event : contribution.mentions) event = {in.big64()};
    contribution.figures.resize(in.count());
    for (TimeSpan& span : contribution.figures) {
        in.days(span.first, span.last);
        span.granularity = in.granularity();
    }
    return whole(in, std::move(contribution));
}

}  // namespace annalist::storage
