#include "ingest/extract/gather.hpp"

#include <algorithm>
#include <set>

#include "graph/fold.hpp"

namespace annalist::ingest {
namespace {

Contact contact(const Candidate& c) { return contact_of(c.type, c.mode); }

bool is_state(const CastMember& member) { return member.actor.kind == ActorKind::Country; }
bool is_person(const CastMember& member) { return member.actor.kind == ActorKind::Person; }

/// A body of many states, whose own meeting names nobody else.
bool is_assembly(const CastMember& member, const Lexicon& lexicon) {
    const OrganizationRow* row = lexicon.organization_by_id(member.body);
    if (!row || member.actor.kind == ActorKind::Person) return false;
    return row->type == "igo" || row->type == "igo_body" || row->type == "forum" || row->type == "military_alliance";
}

/// Words in the names of bodies that act for a state.
constexpr std::string_view kPublicBodies[] = {"ministry", "department", "government", "parliament", "army", "police", "council", "commission",
                                              "court", "agency", "office", "assembly", "bureau", "committee", "embassy", "senate", "navy",
                                              "air force", "guard", "front", "movement", "party", "union", "authority"};

class Gatherer {
public:
    Gatherer(Cast& cast, std::string_view home) : cast_(cast), home_(home) {}

    std::vector<Draft> run(std::vector<Candidate> candidates) {
        for (Candidate& candidate : candidates) place(std::move(candidate));
        for (Draft& draft : drafts_) address(draft);
        std::vector<Draft> kept;
        for (Draft& draft : drafts_) {
            receive(draft);
            settle(draft);
            if (complete(draft)) kept.push_back(std::move(draft));
        }
        return kept;
    }

private:
    void place(Candidate candidate) {
        if (candidate.parties.empty()) {
            // "The talks lasted two hours": more of an event told before, or nothing.
            if (!candidate.nominal || !candidate.definite || candidate.status != Status::Occurred) return;
            for (std::size_t i = drafts_.size(); i-- > 0;) {
                const Candidate& last = drafts_[i].reports.back();
                if (contact(last) != contact(candidate) || candidate.sentence - last.sentence > 6) continue;
                if (!times_agree(drafts_[i], candidate)) continue;
                candidate.status = last.status;
                drafts_[i].reports.push_back(std::move(candidate));
                return;
            }
            return;
        }
        if (candidate.frame == "join+meeting" && candidate.definite)
            // "joined the discussions": those told of before.
            for (std::size_t i = drafts_.size(); i-- > 0;) {
                const Candidate& last = drafts_[i].reports.back();
                if (contact(last) != Contact::Meet || candidate.sentence - last.sentence > 3 || is_real(last.status) != is_real(candidate.status) || !times_agree(drafts_[i], candidate)) continue;
                join(drafts_[i], std::move(candidate));
                return;
            }
        // What is still to come was not talked of at a meeting told before.
        if ((candidate.group == "told" && candidate.status != Status::Planned) || candidate.frame == "discuss.verb" || candidate.noun == "conversation") {
            // "They discussed ...": what was talked of at a meeting or in a call told before.
            for (std::size_t i = drafts_.size(); i-- > 0;) {
                const Contact kind = contact(drafts_[i].reports.front());
                if (kind != Contact::Meet && kind != Contact::Call) continue;
                if (!sides_agree(drafts_[i].parties, candidate.parties, true) || !times_agree(drafts_[i], candidate)) continue;
                candidate.type = drafts_[i].reports.front().type;
                candidate.mode = drafts_[i].reports.front().mode;
                candidate.status = drafts_[i].reports.front().status;
                join(drafts_[i], std::move(candidate));
                return;
            }
        }
        if (candidate.gathering && candidate.definite)
            // "the summit": all who attend it attend the one told of.
            for (std::size_t i = drafts_.size(); i-- > 0;)
                if (same_gathering(drafts_[i], candidate)) {
                    join(drafts_[i], std::move(candidate));
                    return;
                }
        for (std::size_t i = drafts_.size(); i-- > 0;)
            if (same_event(drafts_[i], candidate)) {
                join(drafts_[i], std::move(candidate));
                return;
            }
        Draft draft;
        draft.parties = candidate.parties;
        draft.reports.push_back(std::move(candidate));
        drafts_.push_back(std::move(draft));
    }

    /// "Kuchma's visit", in a report from Moscow: the host of a visit that names none is the country the
    /// report is written from, unless the visitor is at home there.
    void receive(Draft& draft) {
        const Candidate& first = draft.reports.front();
        const auto* row = cast_.lexicon().country_by_id(home_);
        if (contact(first) != Contact::Visit || !row) return;
        bool visitor = false;
        for (const Involved& p : draft.parties) {
            if (p.role != Role::Source || cast_[p.member].actor.country == home_) return;
            visitor = visitor || (p.official && !cast_[p.member].actor.country.empty());
        }
        if (visitor) draft.parties.push_back({cast_.country(*row), Role::Target, first.trigger_words});
        if (visitor) draft.reports.front().parties.push_back(draft.parties.back());
    }

    /// A message to a meeting goes to those who meet.
    void address(Draft& draft) {
        if (contact(draft.reports.front()) != Contact::Message) return;
        for (Candidate& report : draft.reports) {
            if (report.to_event == 0) continue;
            for (const Draft& other : drafts_)
                for (const Candidate& told : other.reports) {
                    if (told.sentence != report.sentence || told.trigger + 1 != report.to_event) continue;
                    for (const Involved& party : other.parties) {
                        const bool there = std::ranges::any_of(draft.parties, [&](const Involved& p) { return p.member == party.member; });
                        if (there) continue;
                        draft.parties.push_back({party.member, Role::Target, told.trigger_words});
                        report.parties.push_back(draft.parties.back());
                    }
                }
        }
    }

    bool times_agree(const Draft& draft, const Candidate& candidate) const {
        if (candidate.time.basis != TimeBasis::Stated) return true;
        for (const Candidate& report : draft.reports)
            if (report.time.basis == TimeBasis::Stated && !report.time.days.overlaps(candidate.time.days)) return false;
        return true;
    }

    bool has_stated_time(const Draft& draft) const {
        return std::ranges::any_of(draft.reports, [](const Candidate& r) { return r.time.basis == TimeBasis::Stated; });
    }

    bool same_event(const Draft& draft, const Candidate& candidate) const {
        const Candidate& first = draft.reports.front();
        if (contact(first) != contact(candidate)) return false;
        if (contact(candidate) == Contact::Message && first.to_event != 0 && candidate.to_event != 0 &&
            first.sentence == candidate.sentence)
            return false;
        if (contact(candidate) == Contact::None) {
            if (first.type != candidate.type || first.mode != candidate.mode) return false;
            if (!times_agree(draft, candidate)) return false;
            if (candidate.type == EventType::Statement) return same_speaker(draft.parties, candidate.parties);
            return first.status == candidate.status && equal_parties(draft.parties, candidate.parties);
        }
        if (!times_agree(draft, candidate)) return false;
        for (const Candidate& report : draft.reports) {
            if (report.sequence && candidate.sequence && report.sequence != candidate.sequence) return false;
            if (report.count != candidate.count && report.count > 1 && candidate.count > 1) return false;
        }
        // Four calls are not the one call told elsewhere.
        const bool many = std::ranges::any_of(draft.reports, [](const Candidate& r) { return r.count > 1; });
        if (many != (candidate.count > 1) && !candidate.definite) return false;
        if (is_real(first.status) != is_real(candidate.status)) {
            // A plan and its fulfilment are one only where the days say so.
            const bool dated = candidate.time.basis == TimeBasis::Stated && has_stated_time(draft);
            // "his visit was aimed at", but not "will make his visit": a noun that no light verb tells of.
            const bool named_again = candidate.definite && candidate.nominal && candidate.frame.find('+') == std::string::npos && (contact(candidate) == Contact::Visit || candidate.governor == candidate.trigger);
            if (!dated && !named_again) return false;
        }
        const bool video = first.mode == Mode::Video, other = candidate.mode == Mode::Video;
        if (video != other && !candidate.definite && candidate.time.basis == TimeBasis::Stated && !has_stated_time(draft)) return false;
        if (contact(candidate) == Contact::Visit || contact(candidate) == Contact::Message)
            return roles_agree(draft.parties, candidate.parties);
        return sides_agree(draft.parties, candidate.parties, candidate.definite || candidate.nominal);
    }

    bool same_gathering(const Draft& draft, const Candidate& candidate) const {
        const Candidate& first = draft.reports.front();
        if (contact(first) != Contact::Meet || !times_agree(draft, candidate)) return false;
        if (is_real(first.status) != is_real(candidate.status)) return false;
        return std::ranges::any_of(draft.reports, [&](const Candidate& r) {
            const bool elsewhere = !r.place.country.empty() && !candidate.place.country.empty() && r.place.country != candidate.place.country;
            return r.gathering && r.noun == candidate.noun && !elsewhere && r.sequence == candidate.sequence;
        });
    }

    bool same_speaker(const std::vector<Involved>& a, const std::vector<Involved>& b) const {
        const auto source = [](const std::vector<Involved>& parties) -> const Involved* {
            const auto at = std::ranges::find(parties, Role::Source, &Involved::role);
            return at == parties.end() ? nullptr : &*at;
        };
        const auto* left = source(a);
        const auto* right = source(b);
        return left && right && left->member == right->member;
    }

    bool equal_parties(const std::vector<Involved>& a, const std::vector<Involved>& b) const {
        std::set<std::pair<std::uint32_t, Role>> left, right;
        for (const Involved& p : a) left.emplace(p.member, p.role);
        for (const Involved& p : b) right.emplace(p.member, p.role);
        return left == right;
    }

    /// How many of `a` find a partner in `b`, one to one.
    std::size_t partners(const std::vector<Involved>& a, const std::vector<Involved>& b) const {
        std::vector<bool> used(b.size(), false);
        std::size_t count = 0;
        for (const bool exact : {true, false})
            for (const Involved& p : a) {
                if (!exact && std::ranges::any_of(b, [&](const Involved& q) { return q.member == p.member; })) continue;
                for (std::size_t j = 0; j < b.size(); ++j) {
                    const bool fits = exact ? p.member == b[j].member : same_side(cast_[p.member], cast_[b[j].member]);
                    if (used[j] || !fits) continue;
                    used[j] = true;
                    ++count;
                    break;
                }
            }
        return count;
    }

    bool sides_agree(const std::vector<Involved>& a, const std::vector<Involved>& b, bool nominal) const {
        // Two ministers of one country are two people.
        for (const Involved& p : a)
            for (const Involved& q : b)
                if (p.member != q.member && is_person(cast_[p.member]) && is_person(cast_[q.member]) &&
                    !cast_[p.member].actor.country.empty() &&
                    cast_[p.member].actor.country == cast_[q.member].actor.country) {
                    const bool both = std::ranges::any_of(a, [&](const Involved& r) { return r.member == q.member; }) ||
                                      std::ranges::any_of(b, [&](const Involved& r) { return r.member == p.member; });
                    if (!both) return false;
                }
        const std::size_t shared = partners(a, b);
        const std::size_t fewer = std::min(a.size(), b.size());
        if (fewer == 1) return shared == 1 && (nominal || a.size() == b.size());
        return shared >= fewer;
    }

    bool roles_agree(const std::vector<Involved>& a, const std::vector<Involved>& b) const {
        for (const Role role : {Role::Source, Role::Target}) {
            std::vector<Involved> left, right;
            std::ranges::copy_if(a, std::back_inserter(left), [&](const Involved& p) { return p.role == role; });
            std::ranges::copy_if(b, std::back_inserter(right), [&](const Involved& p) { return p.role == role; });
            if (left.empty() || right.empty()) continue;
            if (!sides_agree(left, right, true)) return false;
        }
        return true;
    }

    void join(Draft& draft, Candidate candidate) {
        // "during her visit" says nothing of whether it has been: what told of it first does.
        if (candidate.nominal && candidate.definite && candidate.governor == candidate.trigger)
            candidate.status = draft.reports.front().status;
        for (const Involved& p : candidate.parties) {
            const auto at = std::ranges::find(draft.parties, p.member, &Involved::member);
            if (at == draft.parties.end()) draft.parties.push_back(p);
            else if (at->role == Role::Participant) at->role = p.role;
        }
        draft.reports.push_back(std::move(candidate));
    }

    /// A state is left out where somebody who speaks for it in the same role is named.
    void settle(Draft& draft) const {
        if (contact(draft.reports.front()) == Contact::None) return;
        std::vector<Involved> kept;
        for (const Involved& p : draft.parties) {
            const CastMember& member = cast_[p.member];
            const bool represented = is_state(member) &&
                std::ranges::any_of(draft.parties, [&](const Involved& q) {
                    if (q.member == p.member || !is_person(cast_[q.member])) return false;
                    const bool role = q.role == p.role || (p.role != Role::Target && q.role != Role::Target);
                    return role && same_side(cast_[q.member], member);
                });
            if (!represented) kept.push_back(p);
        }
        // Somebody's own country is no partner of his visit or message.
        if (const auto kind = contact(draft.reports.front()); kind == Contact::Visit)
            std::erase_if(kept, [&](const Involved& p) {
                return p.role == Role::Target && std::ranges::any_of(kept, [&](const Involved& q) {
                    return q.role == Role::Source && same_side(cast_[q.member], cast_[p.member]);
                });
            });
        draft.parties = std::move(kept);
        // One report that it was by video link says so for all.
        const bool video = std::ranges::any_of(draft.reports, [](const Candidate& r) { return r.mode == Mode::Video; });
        for (Candidate& report : draft.reports)
            if (video && report.mode == Mode::InPerson) report.mode = Mode::Video;
    }

    /// Contacts are between those who act for states and bodies. Countries by their bare names hold
    /// talks and sign agreements, but it is their teams that "meet", unless the article is about
    /// people in office.
    bool is_public(const Draft& draft) const {
        if (std::ranges::any_of(draft.parties, [](const Involved& p) { return p.official; })) return true;
        const bool states = std::ranges::all_of(draft.parties, [&](const Involved& p) { return is_state(cast_[p.member]); });
        if (!states) return false;
        for (const Candidate& report : draft.reports)
            if (report.frame != "meet.verb" && report.frame != "meeting.noun") return true;
        return cast_.has_officials();
    }

    /// Somebody unknown, of no state or body that is known, whose titles firms and clubs give as well: "chairman Ann Hill".
    static bool leads_a_firm(const CastMember& member) {
        static constexpr std::string_view kTitles[] = {"president", "vice president", "chairman", "chairwoman", "chairperson", "vice chairman", "director", "secretary", "executive",
                                                       "chief",     "chief executive", "spokesman", "spokeswoman", "spokesperson", "head", "manager", "official", "founder", "partner"};
        return member.actor.key.starts_with("person:~") && member.body.empty() && member.actor.country.empty() &&
               std::ranges::all_of(member.titles, [](const std::string& title) { return std::ranges::find(kTitles, title) != std::end(kTitles); });
    }

    /// Whether this actor does what it does in public affairs: an office holder, a state (among private
    /// persons only in an article that knows of office holders), a body that is no company, an armed group.
    bool acts_publicly(const Involved& p, const Draft& draft) const {
        const CastMember& member = cast_[p.member];
        switch (member.actor.kind) {
            case ActorKind::Person: return cast_.is_official(p.member) && !leads_a_firm(member);
            case ActorKind::Country:
                return cast_.has_officials() || std::ranges::none_of(draft.parties, [&](const Involved& q) {
                           return is_person(cast_[q.member]) && !cast_.is_official(q.member);
                       });
            case ActorKind::Organization: {
                if (const auto* row = cast_.lexicon().organization_by_id(member.body))
                    return row->type != "company" && row->type != "bank" && row->type != "media" && row->type != "agreement";
                const std::string name = fold_name(member.actor.name);
                return std::ranges::any_of(kPublicBodies, [&](std::string_view word) { return name.find(word) != std::string::npos; });
            }
            default: return true;
        }
    }

    bool complete(const Draft& draft) const {
        const Candidate& first = draft.reports.front();
        if (contact(first) != Contact::None && !is_public(draft)) return false;
        if (contact(first) == Contact::None) {
            // What athletes and firms say and do to each other is for other annals.
            const bool said = first.type == EventType::Statement;
            if (said && !is_real(first.status) && first.status != Status::Planned) return false;  // "he should say so"
            if (std::ranges::none_of(draft.parties, [&](const Involved& p) { return (!said || p.role == Role::Source) && acts_publicly(p, draft); })) return false;
        }
        const auto with = [&](Role role) {
            return std::ranges::count_if(draft.parties, [&](const Involved& p) { return p.role == role; });
        };
        switch (contact(first)) {
            case Contact::None: return with(Role::Source) > 0 || draft.parties.size() >= 2;
            case Contact::Visit: return with(Role::Source) > 0 && with(Role::Target) > 0;
            case Contact::Message: return draft.parties.size() >= 2 && (with(Role::Source) > 0 || with(Role::Participant) >= 2);
            case Contact::Call: return draft.parties.size() >= 2;
            case Contact::Meet:
            case Contact::Agree: {
                if (draft.parties.size() >= 2) return true;
                if (draft.parties.size() == 1 && contact(first) == Contact::Meet && draft.parties[0].official &&
                    std::ranges::any_of(draft.reports, [](const Candidate& r) { return r.gathering || r.unnamed; }))
                    return true;
                return draft.parties.size() == 1 && is_assembly(cast_[draft.parties[0].member], cast_.lexicon()) &&
                       first.group != "social" && (contact(first) == Contact::Meet || !first.nominal);
            }
        }
        return false;
    }

    Cast& cast_;
    std::string_view home_;  ///< country that the article is written from; "" when not said
    std::vector<Draft> drafts_;
};

}  // namespace

bool same_side(const CastMember& a, const CastMember& b) {
    if (a.actor.key == b.actor.key) return true;
    if (a.actor.kind == ActorKind::Group || b.actor.kind == ActorKind::Group) return false;
    if (is_person(a) && is_person(b)) return false;
    if (!a.body.empty() && a.body == b.body) return true;
    if (a.actor.country.empty() || a.actor.country != b.actor.country) return false;
    // The state itself, or a person and a national body of his country.
    return is_state(a) || is_state(b);
}

std::vector<Draft> gather(std::vector<Candidate> candidates, Cast& cast, std::string_view home) {
    return Gatherer(cast, home).run(std::move(candidates));
}

}  // namespace annalist::ingest
