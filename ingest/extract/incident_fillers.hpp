#pragma once

#include <cstdint>
#include <vector>

#include "ingest/extract/incident_reports.hpp"

namespace annalist::ingest {

/// Reads noun phrases of one sentence as fillers of incidents.
class FillerReader {
public:
    FillerReader(const Tree& tree, std::uint32_t sentence, const IncidentWords& words, const MentionChains& chains, const Lexicon& lexicon)
        : tree_(tree), sentence_(sentence), words_(words), chains_(chains), lexicon_(lexicon) {}

    /// Everybody that the phrase headed by `head` names in a role: its conjuncts and appositions,
    /// what a pronoun stands for. Empty when the phrase can have no such role.
    std::vector<Filler> read(std::uint32_t head, FillerRole role) const;

    /// What the phrase names: the noun within "a group of", a name by its type.
    NounClass class_of(std::uint32_t head) const;
    /// "a group of 10 assassins" → assassins.
    std::uint32_t inner(std::uint32_t head) const;
    /// The words of a phrase without article, relative clauses and coordinated phrases.
    TextSpan words_of(std::uint32_t head) const;

private:
    bool fits(NounClass kind, FillerRole& role, std::uint32_t head) const;
    NounClass plain_class(std::uint32_t at) const;
    bool is_armed_body(std::uint32_t at) const;
    void add(std::uint32_t head, FillerRole role, std::vector<Filler>& out) const;
    void add_pronoun(std::uint32_t head, FillerRole role, std::vector<Filler>& out) const;
    void add_chain(std::int32_t chain, FillerRole role, std::vector<Filler>& out) const;
    bool is_counted(std::uint32_t head) const;
    bool is_sum(std::uint32_t head) const;

    const Tree& tree_;
    std::uint32_t sentence_;
    const IncidentWords& words_;
    const MentionChains& chains_;
    const Lexicon& lexicon_;
};

}  // namespace annalist::ingest
