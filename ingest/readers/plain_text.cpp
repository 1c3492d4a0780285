#include "ingest/readers/plain_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "ingest/readers/ascii.hpp"
#include "ingest/readers/dateline.hpp"
#include "ingest/readers/furniture.hpp"
#include "ingest/readers/page_blocks.hpp"
#include "ingest/readers/text_lines.hpp"
#include "ingest/readers/written_day.hpp"

namespace annalist::ingest {
namespace {

constexpr std::size_t kLongestTitle = 300;
constexpr std::size_t kHeadLines = 12;

/// A line long enough, or closed like a sentence, to be part of the article's prose.
bool is_prose_line(std::string_view line) {
    const std::uint32_t words = count_words(line);
    if (words >= 20) return true;
    const bool closed = line.ends_with('.') || line.ends_with("\u201D") || line.ends_with(".\"") ||
                        line.ends_with('!') || line.ends_with('?') || line.ends_with("?\"");
    return words >= 6 && closed;
}

/// Words that a date line may hold beside the date.
bool is_date_line_word(std::string_view word) {
    static constexpr std::array kWords = std::to_array<std::string_view>({
        "published", "posted", "updated", "created", "modified", "last", "date", "on", "at", "by",
        "first", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "am", "pm", "a",
        "p", "m", "gmt", "utc", "est", "edt", "et", "cet", "cest", "bst", "pst", "pdt", "pt",
        "ist", "msk", "jst", "hkt", "sgt", "h", "hrs", "t", "z", "time", "issued", "released",
        "publication", "publish", "added", "the", "local", "as", "of", "and", "th", "st", "nd", "rd",
        "aest", "ast", "cst", "cdt", "eet", "wib", "article", "release", "for", "immediate", "pub",
    });
    return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view candidate) {
        return equals_ignoring_case(candidate, word);
    });
}

/// "Key: value" at the head of a file.
struct HeadField {
    std::string key;
    std::string_view value;
};

std::optional<HeadField> head_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon > 24 || colon + 1 >= line.size()) return std::nullopt;
    return HeadField{ascii_lower(trim_ascii(line.substr(0, colon))),
                     trim_ascii(line.substr(colon + 1))};
}

/// The year of "(c) 2020 The Daily" or "Copyright 2019-2020".
std::optional<int> copyright_year(std::string_view line) {
    const std::string lower = ascii_lower(line);
    if (lower.find("copyright") == std::string::npos && lower.find("(c)") == std::string::npos &&
        line.find("\u00A9") == std::string_view::npos)
        return std::nullopt;
    std::optional<int> year;
    for (std::size_t i = 0; i + 4 <= line.size(); ++i) {
        if (i > 0 && is_ascii_digit(line[i - 1])) continue;
        if (i + 4 < line.size() && is_ascii_digit(line[i + 4])) continue;
        int value = 0;
        const auto [end, error] = std::from_chars(line.data() + i, line.data() + i + 4, value);
        if (error == std::errc() && end == line.data() + i + 4 && value >= 1900 && value <= 2200)
            year = value;
    }
    return year;
}

class PlainReader {
public:
    PlainReader(std::string_view text, PlausibleDays plausible)
        : lines_(cut_lines(text)), plausible_(plausible) {}

    RawArticle read(FirstLine first_line) {
        const bool wrapped = is_hard_wrapped(lines_);
        skip_leading_furniture();
        if (first_line == FirstLine::MayBeTitle) take_title(wrapped);
        take_head();
        const std::size_t tail = cut_comments();
        take_body(tail);
        article_.text = join_paragraphs(body_, wrapped);
        if (article_.publisher.empty()) article_.publisher = dateline_agency(article_.text);
        choose_day();
        return std::move(article_);
    }

private:
    const std::string& line(std::size_t i) const { return lines_[i].text; }

    void skip_leading_furniture() {
        while (next_ < lines_.size() && line_kind(line(next_)) == LineKind::Furniture) ++next_;
    }

    void take_title(bool wrapped) {
        std::size_t end = next_;  // a wrapped title may take two lines
        while (end < lines_.size() && !lines_[end].before_blank && wrapped && end < next_ + 2) ++end;
        if (end >= lines_.size() || !lines_[end].before_blank || end + 1 >= lines_.size()) return;
        std::string title;
        for (std::size_t i = next_; i <= end; ++i) {
            if (!title.empty()) title += ' ';
            title += line(i);
        }
        if (title.size() > kLongestTitle || is_date_line(title) || dateline_day(title) ||
            yearless_dateline(title))
            return;
        if (const auto field = head_field(title)) {
            if (is_head_key(field->key)) return;
        }
        article_.title = std::move(title);
        next_ = end + 1;
    }

    static bool is_head_key(std::string_view key) {
        static constexpr std::array kKeys = std::to_array<std::string_view>({
            "title", "headline", "date", "published", "publication date", "pubdate", "posted",
            "published on", "posted on", "author", "by", "byline", "source", "publisher",
            "publication", "url", "link", "updated", "last updated", "language"});
        return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
    }

    /// Takes the lines between title and text.
    void take_head() {
        const std::size_t limit = std::min(lines_.size(), next_ + kHeadLines);
        while (next_ < limit) {
            const std::string& text = line(next_);
            const auto field = head_field(text);
            if (field && is_head_key(field->key)) {
                take_field(*field);
            } else if (is_date_line(text)) {
                const std::string lower = ascii_lower(text);
                const bool changed = lower.find("updated") != std::string::npos ||
                                     lower.find("modified") != std::string::npos;
                note_day(text, changed ? modified_ : head_);
            } else if (const auto author = byline(text)) {
                if (article_.author.empty()) article_.author = *author;
            } else if (line_kind(text) == LineKind::Prose) {
                break;
            }
            ++next_;
        }
    }

    void take_field(const HeadField& field) {
        const auto set = [&](std::string& target) {
            if (target.empty()) target = std::string(field.value);
        };
        if (field.key == "title" || field.key == "headline") set(article_.title);
        else if (field.key == "author" || field.key == "by" || field.key == "byline") set(article_.author);
        else if (field.key == "source" || field.key == "publisher" || field.key == "publication") {
            if (field.value.starts_with("http")) set(article_.url);
            else set(article_.publisher);
        } else if (field.key == "url" || field.key == "link") set(article_.url);
        else if (field.key == "language") set(article_.language);
        else if (field.key == "updated" || field.key == "last updated") note_day(field.value, modified_);
        else note_day(field.value, head_);
    }

    static std::optional<std::string> byline(std::string_view text) {
        if (!(text.starts_with("By ") || text.starts_with("BY "))) return std::nullopt;
        if (count_words(text) > 12 || text.ends_with('.')) return std::nullopt;
        const std::string_view name = text.substr(3);
        if (name.empty() || !(is_ascii_upper(name[0]) || static_cast<unsigned char>(name[0]) >= 0x80))
            return std::nullopt;
        return std::string(name);
    }

    void note_day(std::string_view text, std::optional<date::sys_days>& target) const {
        if (target) return;
        const auto found = machine_day(text, DayOrder::MonthFirst);
        if (found && plausible_.contains(*found)) target = *found;
    }

    /// The first line of the readers' comments, or the number of lines. A count of comments above
    /// the text is no section; what is below comments never is the article's.
    std::size_t cut_comments() const {
        std::size_t prose_before = 0, prose_all = 0;
        for (std::size_t i = next_; i < lines_.size(); ++i) {
            if (is_prose_line(line(i))) prose_all += line(i).size();
        }
        for (std::size_t i = next_; i < lines_.size(); ++i) {
            if (is_prose_line(line(i))) prose_before += line(i).size();
            if (line_kind(line(i)) != LineKind::CommentSection || prose_before == 0) continue;
            const std::size_t near = std::min(lines_.size(), i + 7);
            std::size_t signs = 0;
            for (std::size_t k = i + 1; k < near; ++k) {
                const LineKind kind = line_kind(line(k));
                if (kind == LineKind::CommentSection || kind == LineKind::AgeStamp) ++signs;
            }
            if (signs > 0 || prose_before * 10 >= prose_all * 4) return i;
        }
        return lines_.size();
    }

    void take_body(std::size_t tail) {
        bool in_other_section = false;
        for (std::size_t i = next_; i < tail; ++i) {
            const std::string& text = line(i);
            const LineKind kind = line_kind(text);
            if (kind == LineKind::OtherSection) {
                // "Read more" and the like over the rest of the text end nothing.
                in_other_section = true;
                continue;
            }
            if (in_other_section) {
                if (!is_prose_line(text) || count_words(text) < 12) {
                    note_furniture(text);
                    continue;
                }
                in_other_section = false;
            }
            if (kind != LineKind::Prose || is_date_line(text)) {
                note_furniture(text);
                continue;
            }
            TextLine kept = lines_[i];
            if (dropped_since_kept_) kept.after_blank = true;
            dropped_since_kept_ = false;
            body_.push_back(std::move(kept));
        }
        for (std::size_t i = tail; i < lines_.size(); ++i) note_furniture(line(i));
    }

    /// Remembers what a line that is left out says about the day.
    void note_furniture(const std::string& text) {
        dropped_since_kept_ = true;
        if (is_date_line(text)) {
            const std::string lower = ascii_lower(text);
            const bool changed = lower.find("updated") != std::string::npos ||
                                 lower.find("modified") != std::string::npos;
            note_day(text, changed ? modified_ : tail_);
        }
        if (!copyright_) copyright_ = copyright_year(text);
    }

    void choose_day() {
        const auto set = [&](std::optional<date::sys_days> day, const char* basis) {
            if (article_.published || !day || !plausible_.contains(*day)) return;
            article_.published = PublishedDay{*day, basis, std::nullopt};
        };
        set(head_, "head");
        set(dateline_day(article_.text), "dateline");
        set(leading_day(article_.text), "lead");
        set(tail_, "tail");
        set(modified_, "updated line");
        if (!article_.published && copyright_) {
            if (const auto day = yearless_dateline(article_.text)) {
                const date::year_month_day ymd = date::year(*copyright_) / *day;
                if (ymd.ok()) set(date::sys_days(ymd), "dateline+copyright");
            }
        }
    }

    std::vector<TextLine> lines_;
    PlausibleDays plausible_;
    RawArticle article_;
    std::vector<TextLine> body_;
    std::size_t next_ = 0;
    bool dropped_since_kept_ = false;
    std::optional<date::sys_days> head_, tail_, modified_;
    std::optional<int> copyright_;
};

}  // namespace

bool is_date_line(std::string_view line) {
    if (line.size() > 120) return false;
    if (!first_written_day(line, DayOrder::MonthFirst)) return false;
    std::string word;
    const auto allowed = [&] {
        return word.empty() || static_cast<unsigned char>(word[0]) >= 0x80 || is_date_line_word(word);
    };
    // A second date ("Updated ...") may follow the first.
    std::size_t begin = 0;
    auto days = written_days(line, DayOrder::MonthFirst, 4);
    days.push_back({{}, line.size(), line.size()});
    for (const WrittenDay& day : days) {
        for (char c : line.substr(begin, day.begin - begin)) {
            if (is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80) {
                word += c;
                continue;
            }
            if (!allowed()) return false;
            word.clear();
        }
        if (!allowed()) return false;
        word.clear();
        begin = day.end;
    }
    return true;
}

RawArticle read_plain_text(std::string_view text, FirstLine first_line, PlausibleDays plausible) {
    return PlainReader(text, plausible).read(first_line);
}

}  // namespace annalist::ingest
