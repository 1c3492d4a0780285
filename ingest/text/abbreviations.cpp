#include <algorithm>
#include <array>
#include <string>

#include "ingest/text/tokenize.hpp"
#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

using namespace std::string_view_literals;

// Sorted, without the full stop, lower case.
constexpr std::array kTitles = {
    "adm"sv,  "amb"sv,  "atty"sv, "brig"sv, "capt"sv, "cmdr"sv, "col"sv,   "cpl"sv,  "cpt"sv,
    "det"sv,  "dr"sv,   "fr"sv,   "ft"sv,   "gen"sv,  "gov"sv,  "hon"sv,   "insp"sv, "lt"sv,
    "maj"sv,  "messrs"sv, "mme"sv, "mr"sv,  "mrs"sv,  "ms"sv,   "mt"sv,    "pfc"sv,  "pres"sv,
    "prof"sv, "pvt"sv,  "rep"sv,  "reps"sv, "rev"sv,  "sen"sv,  "sens"sv,  "sgt"sv,  "spc"sv,
    "spec"sv, "st"sv,   "ste"sv,  "supt"sv, "vs"sv};

// These are abbreviations whatever their case.
constexpr std::array kOthers = {
    "al"sv,    "approx"sv, "apr"sv,  "assn"sv, "attn"sv, "aug"sv,  "ave"sv,  "blvd"sv, "bros"sv,
    "cf"sv,    "conf"sv,   "corp"sv, "dec"sv,  "dept"sv, "dist"sv, "ed"sv,   "eds"sv,  "est"sv,
    "etc"sv,   "ext"sv,    "feb"sv,  "hwy"sv,  "inc"sv,  "jan"sv,  "jr"sv,   "lb"sv,   "lbs"sv,
    "llc"sv,   "ltd"sv,    "mfg"sv,  "mins"sv, "nov"sv,  "oct"sv,  "oz"sv,   "plc"sv,  "pp"sv,
    "pty"sv,   "sept"sv,   "sq"sv,   "sr"sv,   "tel"sv,  "univ"sv, "vol"sv,  "yrs"sv};

// Only when capitalised: "Co.", "Calif.", "Tues.", but "co." and "sat." end sentences.
constexpr std::array kCapitalised = {
    "ala"sv,  "ariz"sv, "ark"sv,  "bhd"sv,   "calif"sv, "cia"sv,  "co"sv,   "colo"sv, "conn"sv,
    "ct"sv,   "cos"sv,  "del"sv,  "fla"sv,   "fri"sv,   "ga"sv,   "ill"sv,  "ind"sv,  "kan"sv,
    "ky"sv,   "la"sv,   "mass"sv, "md"sv,    "mich"sv,  "minn"sv, "miss"sv, "mo"sv,   "mon"sv,
    "mont"sv, "neb"sv,  "nev"sv,  "no"sv,    "nos"sv,   "okla"sv, "ont"sv,  "ore"sv,  "pa"sv,
    "ph"sv,   "que"sv,  "rd"sv,   "sat"sv,   "sep"sv,   "sun"sv,  "tenn"sv, "tex"sv,  "thu"sv,
    "thur"sv, "thurs"sv, "tue"sv, "tues"sv,  "va"sv,    "vt"sv,   "wash"sv, "wed"sv,  "wis"sv,
    "wyo"sv};

template <std::size_t N>
bool holds(const std::array<std::string_view, N>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

/// U.S, p.m, Ph.D: short runs of letters with points between.
bool pointed(std::string_view core) {
    std::size_t run = 0;
    std::size_t points = 0;
    for (std::size_t at = 0; at < core.size();) {
        const CodePoint c = decode(core, at);
        at += c.bytes;
        if (c.value == U'.') {
            if (run == 0) return false;
            ++points;
            run = 0;
        } else if (is_letter(c.value)) {
            if (++run > 3) return false;
        } else {
            return false;
        }
    }
    return points > 0 && run > 0 && run <= 2;
}

}  // namespace

Abbreviation abbreviation_of(std::string_view token) {
    if (token.size() < 2 || token.back() != '.') return Abbreviation::None;
    const std::string_view core = token.substr(0, token.size() - 1);
    const CodePoint first = decode(core, 0);
    if (!is_letter(first.value)) return Abbreviation::None;
    if (core == "c") return Abbreviation::Other;  // circa
    if (first.bytes == core.size()) {
        return is_upper(first.value) && core != "I" ? Abbreviation::Initial : Abbreviation::None;
    }
    if (pointed(core)) return Abbreviation::Other;
    if (core.size() > 6) return Abbreviation::None;
    const std::string low = fold(core);
    if (holds(kTitles, low)) {
        const bool any_case = low == "vs" || low == "mr" || low == "mrs" || low == "dr";
        return is_upper(first.value) || any_case ? Abbreviation::Title : Abbreviation::None;
    }
    if (holds(kOthers, low)) return Abbreviation::Other;
    if (is_upper(first.value) && holds(kCapitalised, low)) return Abbreviation::Other;
    return Abbreviation::None;
}

}  // namespace annalist::text
