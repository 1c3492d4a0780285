#include "ingest/readers/written_day.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "ingest/readers/ascii.hpp"

namespace annalist::ingest {
namespace {

/// Lower case for ASCII and for the two-byte Latin and Cyrillic capitals that month names use.
std::string fold_word(std::string_view word) {
    std::string folded;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        const auto next = i + 1 < word.size() ? static_cast<unsigned char>(word[i + 1]) : 0;
        if (byte == 0xC3 && next >= 0x80 && next <= 0x9E) {
            folded += {'\xC3', static_cast<char>(next + 0x20)};
            ++i;
        } else if (byte == 0xD0 && next >= 0x90 && next <= 0x9F) {
            folded += {'\xD0', static_cast<char>(next + 0x20)};
            ++i;
        } else if (byte == 0xD0 && next >= 0xA0 && next <= 0xAF) {
            folded += {'\xD1', static_cast<char>(next - 0x20)};
            ++i;
        } else {
            folded.push_back(to_ascii_lower(word[i]));
        }
    }
    return folded;
}

/// Names per month; a name that two languages give to different months is in neither.
constexpr std::array<std::string_view, 12> kMonthNames = {
    "january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari ianuarie "
    "stycznia styczeń ledna leden január ocak января янв январь січня",
    "february feb febr februar feber février févr fevrier febrero fevereiro fev febbraio februari "
    "februarie lutego luty února únor február şubat февраля февр февраль лютого",
    "march mar märz maerz mär mrz mars marzo março marco mrt maart martie marca marzec března "
    "březen március márc mart марта март березня",
    "april apr avril avr abril abr aprile aprilie kwietnia kwiecień dubna duben április ápr nisan "
    "апреля апр апрель квітня",
    "may mai mayo maio maggio mag mei maj května květen május máj mayıs мая май травня",
    "june jun juni juin junio junho giugno giu iunie czerwca czerwiec června červen június jún "
    "haziran июня июн июнь червня",
    "july jul juli juillet juil julio julho luglio lug iulie lipca lipiec července červenec július "
    "júl temmuz июля июл июль липня",
    "august aug août aout agosto ago augustus augusti sierpnia sierpień srpna srpen augusztus "
    "ağustos августа авг август серпня",
    "september sep sept septembre septiembre setiembre setembro set settembre septembrie września "
    "wrzesień září szeptember szept eylül сентября сент сентябрь вересня",
    "october oct oktober okt octobre octubre outubro out ottobre ott octombrie października "
    "październik října říjen október ekim октября окт октябрь жовтня",
    "november nov novembre noviembre novembro noiembrie listopada listopad listopadu kasım ноября "
    "нояб ноябрь",
    "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre desember des "
    "decembrie grudnia grudzień prosince prosinec aralık декабря дек декабрь грудня"};

enum class Kind { Number, Word, Mark };

struct Piece {
    Kind kind = Kind::Mark;
    std::size_t begin = 0, end = 0;
    unsigned value = 0;  ///< of a number of at most 9 figures, or the month of a word, or 0
    char mark = 0;
    bool space_before = false;

    std::size_t size() const { return end - begin; }
};

bool is_word_byte(char c) { return is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Cuts text into numbers, words and marks, from `at` on, at most `count` of them.
std::vector<Piece> cut(std::string_view text, std::size_t at, std::size_t count) {
    std::vector<Piece> pieces;
    bool space = false;
    while (at < text.size() && pieces.size() < count) {
        const char c = text[at];
        if (is_ascii_space(c) || text.substr(at).starts_with("\xC2\xA0")) {
            space = true;
            at += is_ascii_space(c) ? 1 : 2;
            continue;
        }
        Piece piece;
        piece.begin = at;
        piece.space_before = space;
        space = false;
        if (is_ascii_digit(c)) {
            piece.kind = Kind::Number;
            while (at < text.size() && is_ascii_digit(text[at])) ++at;
            if (at - piece.begin <= 9)
                std::from_chars(text.data() + piece.begin, text.data() + at, piece.value);
        } else if (is_word_byte(c)) {
            piece.kind = Kind::Word;
            if (static_cast<unsigned char>(c) >= 0xE0) {  // an ideograph stands alone
                at += static_cast<unsigned char>(c) >= 0xF0 ? 4 : 3;
                at = std::min(at, text.size());
            } else {
                while (at < text.size() && is_word_byte(text[at]) &&
                       static_cast<unsigned char>(text[at]) < 0xE0 &&
                       !text.substr(at).starts_with("\xC2\xA0"))
                    ++at;
            }
            if (at - piece.begin <= 24) piece.value = month_number(text.substr(piece.begin, at - piece.begin));
        } else {
            piece.mark = c;
            ++at;
        }
        piece.end = at;
        pieces.push_back(piece);
    }
    return pieces;
}

/// Walks over the pieces of one supposed date. Every step either takes what it names or fails.
class DateScan {
public:
    DateScan(std::string_view text, std::vector<Piece> pieces, DayOrder order)
        : text_(text), pieces_(std::move(pieces)), order_(order) {}

    std::optional<WrittenDay> at_start() {
        for (auto form : {&DateScan::year_first, &DateScan::figures, &DateScan::day_first,
                          &DateScan::month_first}) {
            next_ = 0;
            year_ = month_ = day_ = 0;
            if (!(this->*form)()) continue;
            const date::year_month_day ymd{date::year(static_cast<int>(year_)), date::month(month_),
                                           date::day(day_)};
            if (ymd.ok()) return WrittenDay{date::sys_days(ymd), pieces_[0].begin,
                                            pieces_[next_ - 1].end};
        }
        return std::nullopt;
    }

    std::optional<YearlessDay> yearless_at_start() {
        next_ = 0;
        if (!(month() && (mark('.') || true) && day())) {
            next_ = 0;
            if (!(day() && month())) return std::nullopt;
        }
        const date::month_day md{date::month(month_), date::day(day_)};
        if (!md.ok()) return std::nullopt;
        return YearlessDay{md, pieces_[0].begin, pieces_[next_ - 1].end};
    }

private:
    const Piece* peek() const { return next_ < pieces_.size() ? &pieces_[next_] : nullptr; }
    std::string_view word() const { return text_.substr(peek()->begin, peek()->size()); }

    bool mark(char c) {
        if (!peek() || peek()->kind != Kind::Mark || peek()->mark != c) return false;
        ++next_;
        return true;
    }
    /// Takes any of these words, if one stands here.
    void skip_words(std::initializer_list<std::string_view> words) {
        if (!peek() || peek()->kind != Kind::Word) return;
        for (std::string_view candidate : words) {
            if (equals_ignoring_case(word(), candidate)) {
                ++next_;
                return;
            }
        }
    }
    bool number(unsigned& value, std::size_t min_size, std::size_t max_size) {
        if (!peek() || peek()->kind != Kind::Number || peek()->size() < min_size ||
            peek()->size() > max_size)
            return false;
        value = peek()->value;
        ++next_;
        return true;
    }
    bool day() {
        if (!number(day_, 1, 2) || day_ < 1 || day_ > 31) return false;
        if (peek() && !peek()->space_before && peek()->kind == Kind::Word)
            skip_words({"st", "nd", "rd", "th", "er", "º", "ª", "e"});
        return true;
    }
    bool month() {
        if (!peek() || peek()->kind != Kind::Word || peek()->value == 0) return false;
        month_ = peek()->value;
        ++next_;
        return true;
    }
    bool year() { return number(year_, 4, 4) && year_ >= 1800 && year_ <= 2200; }

    /// 2020-07-24, 2020/7/24, 2020. július 24., 2020年7月24日
    bool year_first() {
        if (!year() || !peek()) return false;
        if (peek()->kind == Kind::Mark) {
            const char separator = peek()->mark;
            if (separator != '-' && separator != '/' && separator != '.') return false;
            ++next_;
            if (separator == '.' && month()) return day();
            if (!number(month_, 1, 2) || !mark(separator)) return false;
            return day_figures();
        }
        if (peek()->kind == Kind::Word && (word() == "年" || word() == "년")) {
            ++next_;
            if (!number(month_, 1, 2) || !peek() || (word() != "月" && word() != "월")) return false;
            ++next_;
            return day_figures();
        }
        return month() && day();
    }
    bool day_figures() {
        if (!number(day_, 1, 2)) return false;
        // "2020-07-241" or "10.1.2.3.4" is something else.
        return true;
    }

    /// 24/07/2020, 24.7.20, 07-24-2020
    bool figures() {
        unsigned first = 0, second = 0;
        if (!number(first, 1, 2) || !peek() || peek()->kind != Kind::Mark) return false;
        const char separator = peek()->mark;
        if (separator != '/' && separator != '.' && separator != '-') return false;
        ++next_;
        if (!number(second, 1, 2) || !mark(separator)) return false;
        if (!number(year_, 4, 4)) {
            if (separator == '-' || !number(year_, 2, 2)) return false;
            year_ += year_ < 70 ? 2000 : 1900;
        } else if (year_ < 1800 || year_ > 2200) {
            return false;
        }
        if (peek() && peek()->kind == Kind::Mark && peek()->mark == separator &&
            !peek()->space_before && next_ + 1 < pieces_.size() &&
            pieces_[next_ + 1].kind == Kind::Number && !pieces_[next_ + 1].space_before)
            return false;  // an address or a version
        const bool month_first = separator != '.' && (order_ == DayOrder::MonthFirst || second > 12);
        day_ = month_first && first <= 12 ? second : first;
        month_ = month_first && first <= 12 ? first : second;
        return true;
    }

    /// 24 July 2020, 24th of July, 2020, 24. Juli 2020, 24 de julio de 2020, 24-Jul-2020
    bool day_first() {
        if (!day()) return false;
        if (!mark('.') && !mark('-') && !mark('/')) mark(',');
        skip_words({"of", "de", "d", "den"});
        if (!month()) return false;
        if (!mark('.') && !mark('-') && !mark('/')) mark(',');
        mark(',');
        skip_words({"de", "del", "of"});
        return year();
    }

    /// July 24, 2020, Jul. 24th 2020, Jul 24 10:20:30 UTC 2020
    bool month_first() {
        if (!month()) return false;
        if (!mark('.')) mark('-');
        if (!day()) return false;
        if (!mark(',')) mark('-');
        const std::size_t before_time = next_;
        if (year()) return true;
        next_ = before_time;
        unsigned ignored = 0;
        if (!number(ignored, 1, 2) || !mark(':') || !number(ignored, 2, 2)) return false;
        if (mark(':') && !number(ignored, 2, 2)) return false;
        if (peek() && peek()->kind == Kind::Word) ++next_;
        return year();
    }

    std::string_view text_;
    std::vector<Piece> pieces_;
    DayOrder order_;
    std::size_t next_ = 0;
    unsigned year_ = 0, month_ = 0, day_ = 0;
};

constexpr std::size_t kMaxPieces = 12;

std::optional<date::sys_days> compact_day(std::string_view digits) {
    unsigned year = 0, month = 0, day = 0;
    std::from_chars(digits.data(), digits.data() + 4, year);
    std::from_chars(digits.data() + 4, digits.data() + 6, month);
    std::from_chars(digits.data() + 6, digits.data() + 8, day);
    const date::year_month_day ymd{date::year(static_cast<int>(year)), date::month(month),
                                   date::day(day)};
    if (!ymd.ok() || year < 1800 || year > 2200) return std::nullopt;
    return date::sys_days(ymd);
}

}  // namespace

unsigned month_number(std::string_view word) {
    static const std::unordered_map<std::string_view, unsigned> kMonths = [] {
        std::unordered_map<std::string_view, unsigned> months;
        for (unsigned month = 1; month <= 12; ++month) {
            std::string_view names = kMonthNames[month - 1];
            while (!names.empty()) {
                const std::size_t space = std::min(names.find(' '), names.size());
                months.emplace(names.substr(0, space), month);
                names.remove_prefix(std::min(space + 1, names.size()));
            }
        }
        return months;
    }();
    const auto found = kMonths.find(fold_word(word));
    return found == kMonths.end() ? 0 : found->second;
}

std::vector<WrittenDay> written_days(std::string_view text, DayOrder order, std::size_t limit) {
    std::vector<WrittenDay> days;
    for (std::size_t i = 0; i < text.size() && days.size() < limit;) {
        const bool begins = i == 0 || !(is_ascii_alnum(text[i - 1]) ||
                                        static_cast<unsigned char>(text[i - 1]) >= 0x80) ||
                            text.substr(0, i).ends_with("\xC2\xA0") ||
                            (is_ascii_digit(text[i]) && !is_ascii_alnum(text[i - 1]));
        const bool number = is_ascii_digit(text[i]);
        if (!begins || !(number || is_word_byte(text[i]))) {
            ++i;
            continue;
        }
        if (!number) {  // only a month's name can begin a date
            const auto word = cut(text, i, 1);
            if (word[0].value == 0) {
                i = word[0].end;
                continue;
            }
        }
        DateScan scan(text, cut(text, i, kMaxPieces), order);
        if (const auto day = scan.at_start()) {
            days.push_back(*day);
            i = day->end;
        } else {
            i = cut(text, i, 1)[0].end;
        }
    }
    return days;
}

std::optional<WrittenDay> first_written_day(std::string_view text, DayOrder order) {
    const auto days = written_days(text, order, 1);
    if (days.empty()) return std::nullopt;
    return days.front();
}

std::optional<YearlessDay> yearless_day_at_start(std::string_view text) {
    auto pieces = cut(text, 0, kMaxPieces);
    if (pieces.empty()) return std::nullopt;
    return DateScan(text, std::move(pieces), DayOrder::DayFirst).yearless_at_start();
}

std::optional<date::sys_time<std::chrono::minutes>> machine_moment(std::string_view value) {
    using Moment = date::sys_time<std::chrono::minutes>;
    value = trim_ascii(value);
    if ((value.size() == 10 || value.size() == 13) && std::ranges::all_of(value, is_ascii_digit)) {
        std::int64_t seconds = 0;
        std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (value.size() == 13) seconds /= 1000;
        return date::floor<std::chrono::minutes>(date::sys_seconds(std::chrono::seconds(seconds)));
    }
    const auto day = first_written_day(value, DayOrder::MonthFirst);
    if (!day) return std::nullopt;
    const auto figures = [&](std::size_t at) -> int {  // two of them, or -1
        if (at + 2 > value.size() || !is_ascii_digit(value[at]) || !is_ascii_digit(value[at + 1])) return -1;
        return (value[at] - '0') * 10 + value[at + 1] - '0';
    };
    const auto colon = value.find(':', day->end);
    if (colon == std::string_view::npos || colon < 2) return std::nullopt;
    const int hour = figures(colon - 2), minute = figures(colon + 1);
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return std::nullopt;
    std::size_t at = colon + 3;
    while (at < value.size() && (is_ascii_digit(value[at]) || value[at] == ':' || value[at] == '.' || value[at] == ' ')) ++at;
    const auto zone = value.substr(at);
    int ahead = 0;  // of UTC, in minutes
    if (zone.starts_with('+') || zone.starts_with('-')) {
        const int hours = figures(at + 1);
        const int rest = figures(at + (zone.size() > 3 && zone[3] == ':' ? 4 : 3));
        if (hours < 0 || hours > 14) return std::nullopt;
        ahead = (zone[0] == '-' ? -1 : 1) * (hours * 60 + std::max(rest, 0));
    } else if (zone != "Z" && zone != "GMT" && zone != "UT" && zone != "UTC") {
        return std::nullopt;
    }
    return Moment(day->day) + std::chrono::minutes(hour * 60 + minute - ahead);
}

std::optional<date::sys_days> machine_day(std::string_view value, DayOrder order) {
    value = trim_ascii(value);
    std::size_t digits = 0;
    while (digits < value.size() && is_ascii_digit(value[digits])) ++digits;
    if (digits == 8 || (digits == 14 && digits == value.size())) {
        if (const auto day = compact_day(value)) return day;
    }
    if (digits == value.size() && (digits == 10 || digits == 13)) {
        std::int64_t seconds = 0;
        std::from_chars(value.data(), value.data() + value.size(), seconds);
        if (digits == 13) seconds /= 1000;
        return date::floor<date::days>(date::sys_seconds(std::chrono::seconds(seconds)));
    }
    if (const auto found = first_written_day(value, order)) return found->day;
    return std::nullopt;
}

}  // namespace annalist::ingest
