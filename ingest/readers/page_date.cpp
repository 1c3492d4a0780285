#include "ingest/readers/page_date.hpp"

#include <algorithm>
#include <cstdlib>
#include <array>
#include <vector>

#include "ingest/readers/ascii.hpp"
#include "ingest/readers/date_meta.hpp"
#include "ingest/readers/dateline.hpp"
#include "ingest/readers/url_day.hpp"
#include "ingest/readers/written_day.hpp"

namespace annalist::ingest {
namespace {

/// Dates in a page that are looked at; an archive has thousands.
constexpr std::size_t kMostCandidates = 1000;

struct Finding {
    int rank = 0;  ///< lower is better
    std::uint32_t node = 0;
    date::sys_days day{};
};

class PageDayFinder {
public:
    PageDayFinder(const HtmlTree& page, const PageBlocks& cut, const PageBody& body,
                  const LinkedData& data, std::string_view url, std::string_view language,
                  PlausibleDays plausible)
        : page_(page), cut_(cut), body_(body), data_(data), url_(url), plausible_(plausible) {
        const bool american = language.empty() || equals_ignoring_case(language, "en") ||
                              ascii_lower(language).starts_with("en-us") ||
                              ascii_lower(language).starts_with("en_us");
        order_ = american ? DayOrder::MonthFirst : DayOrder::DayFirst;
    }

    std::optional<PublishedDay> find() {
        const auto from_url = plausible(day_in_url(url_));
        // A time stamp in UTC can fall on the neighbour of the day that the newspaper printed.
        // A day far behind the address's is that of the site's removal to another system.
        const auto local = [&](date::sys_days day, std::string basis, const std::string& stamp) {
            PublishedDay found = answer(day, std::move(basis));
            const auto shift = [&](date::sys_days other, const char* by) {
                found.day = other;
                found.basis += by;
            };
            if (from_url && (*from_url < day || *from_url - day == date::days(1))) {
                shift(*from_url, "+url");
            } else if (!from_url && is_utc(stamp)) {
                const auto shown = text_day();
                if (shown && day - *shown == date::days(1)) shift(*shown, "+page text");
            }
            // A stamp from the site's removal to another system tells no hour of publication.
            if (std::abs((found.day - day).count()) <= 1) found.moment = machine_moment(stamp);
            return found;
        };
        if (auto day = read(data_.published)) return local(*day, "json-ld", data_.published);
        if (auto day = meta_day(kPublishedMeta)) return local(*day, "meta", meta_stamp_);
        if (auto day = element_day(true)) return local(*day, "time", {});
        if (from_url) return answer(*from_url, "url");
        if (auto day = element_day(false)) return answer(*day, "byline");
        if (auto day = plausible(dateline_day(body_.text))) return answer(*day, "dateline");
        if (const auto month = month_in_url(url_)) {
            if (auto day = plausible(dateline_day_in(body_.text, *month)))
                return answer(*day, "dateline+url");
        }
        if (auto day = text_day()) return answer(*day, "page text");
        if (auto day = script_day()) return answer(*day, "script");
        if (auto day = read(data_.modified)) return answer(*day, "json-ld modified");
        if (auto day = meta_day(kModifiedMeta)) return answer(*day, "meta modified");
        if (auto day = loose_day()) return answer(*day, "page text");
        return std::nullopt;
    }

private:
    static PublishedDay answer(date::sys_days day, std::string basis) {
        return {day, std::move(basis), std::nullopt};
    }

    std::optional<date::sys_days> plausible(std::optional<date::sys_days> day) const {
        if (!day || !plausible_.contains(*day)) return std::nullopt;
        return day;
    }
    std::optional<date::sys_days> read(std::string_view value) const {
        if (value.empty() || value.size() > 200) return std::nullopt;
        return plausible(machine_day(value, order_));
    }

    static bool is_utc(std::string_view stamp) {
        return stamp.ends_with('Z') || stamp.ends_with("+00:00") || stamp.ends_with("+0000");
    }

    template <std::size_t N>
    std::optional<date::sys_days> meta_day(const std::array<std::string_view, N>& names) {
        std::size_t best = N;
        std::optional<date::sys_days> found;
        for (std::uint32_t i = 1; i < page_.size(); ++i) {
            if (page_[i].tag != Tag::Meta) continue;
            for (std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
                const std::string name = ascii_lower(page_.attribute(i, key));
                if (name.empty()) continue;
                const auto at = static_cast<std::size_t>(
                    std::find(names.begin(), names.end(), name) - names.begin());
                if (at >= best) continue;
                std::string_view content = page_.attribute(i, "content");
                if (content.empty()) content = page_.attribute(i, "datetime");
                if (auto day = read(content)) {
                    best = at;
                    found = day;
                    meta_stamp_ = content;
                }
            }
        }
        return found;
    }

    bool within_comments(std::uint32_t node) const {
        for (std::uint32_t up = node; up != 0; up = page_[up].parent) {
            if (cut_.parts[up].comments) return true;
        }
        return false;
    }
    /// Below an aside, a list of related articles or a link to another page.
    bool within_other_article(std::uint32_t node) const {
        static constexpr std::array kOther = std::to_array<std::string_view>({
            "related", "recommended", "popular", "sidebar", "widget", "latest", "recent",
            "teaser", "promo", "trending", "recirc", "carousel", "archive", "events", "upcoming"});
        for (std::uint32_t up = page_[node].parent; up != 0; up = page_[up].parent) {
            const Tag tag = page_[up].tag;
            if (tag == Tag::Body || tag == Tag::Main) break;
            if (tag == Tag::Aside || tag == Tag::Nav || tag == Tag::Footer) return true;
            for (std::string_view key : {"class", "id"}) {
                for (const std::string& word : class_words(page_.attribute(up, key))) {
                    if (std::find(kOther.begin(), kOther.end(), word) != kOther.end()) return true;
                }
            }
        }
        return false;
    }

    std::uint32_t headline() const {
        for (std::uint32_t i = 1; i < page_.size(); ++i) {
            if (page_[i].tag == Tag::H1) return i;
        }
        return body_.first;
    }

    /// The best element that holds a date: `<time>` and itemprop (`marked`), or one whose class
    /// speaks of a date.
    std::optional<date::sys_days> element_day(bool marked) const {
        const std::uint32_t title = headline();
        std::optional<Finding> best;
        std::size_t looked = 0;
        const std::uint32_t body_end = page_[body_.node].end;
        for (std::uint32_t i = 1; i < page_.size(); ++i) {
            const HtmlNode& node = page_[i];
            if (node.tag == Tag::Text || node.tag == Tag::Meta) continue;
            const PartOfPage& part = cut_.parts[i];
            const std::string_view property = page_.attribute(i, "itemprop");
            const bool is_time = node.tag == Tag::Time || property == "datePublished" ||
                                 property == "dateCreated" || property == "datepublished" ||
                                 (node.tag == Tag::Abbr && page_.attribute(i, "class").find("published") !=
                                                           std::string_view::npos);
            if (marked ? !is_time : is_time || !part.date) continue;
            if (property == "dateModified" || property == "startDate" || property == "endDate") continue;
            std::optional<date::sys_days> day;
            for (std::string_view key : {"datetime", "content", "title", "data-timestamp",
                                         "data-datetime", "data-date", "data-time"}) {
                if (!day) day = read(page_.attribute(i, key));
            }
            const std::string text = node.end - i < 60 ? page_.inner_text(i) : std::string();
            if (!day && text.size() < 200) day = read(text);
            if (!day) continue;
            if (++looked > kMostCandidates) break;

            int rank = 10;
            if (page_.has_attribute(i, "pubdate") || property == "datePublished" ||
                property == "datepublished")
                rank -= 4;
            if (part.date && !part.modified) rank -= 1;
            const std::string lower = ascii_lower(text);
            if (part.modified || lower.starts_with("updated") || lower.starts_with("modified") ||
                lower.starts_with("last updated"))
                rank += 5;
            if (i > title && i < body_end) rank -= 3;          // between headline and end of text
            else if (i + 60 > title && i < body_end) rank -= 2;  // just above the headline
            if (within_other_article(i)) rank += 4;
            if (within_comments(i)) rank += 12;
            if (rank > 16) continue;
            if (!best || rank < best->rank) best = Finding{rank, i, *day};
        }
        if (!best) return std::nullopt;
        return best->day;
    }

    /// A date in the short blocks around the headline and at the end of the text.
    std::optional<date::sys_days> text_day() const {
        const std::uint32_t title = headline();
        std::optional<Finding> best;
        std::size_t looked = 0;
        const std::uint32_t body_end = page_[body_.node].end;
        for (const PageBlock& block : cut_.blocks) {
            if (block.text.size() > 250) continue;
            const auto found = first_written_day(block.text, order_);
            if (!found || !plausible_.contains(found->day)) continue;
            if (++looked > kMostCandidates) break;
            const std::string lead = ascii_lower(std::string_view(block.text).substr(0, found->begin));
            int rank = 10;
            for (std::string_view word : {"publish", "posted", "ver\u00F6ffentlicht", "erstellt", "publi",
                                          "stand:", "vom ", "datum", "date:", "on "}) {
                if (lead.find(word) != std::string::npos) rank -= 2;
            }
            if (lead.find("updated") != std::string::npos || lead.find("copyright") != std::string::npos)
                rank += 3;
            if (found->begin < 25 && block.text.size() < 60) rank -= 2;
            if (block.first > title && block.first <= body_.first) rank -= 4;
            else if (block.first + 80 > title && block.first < body_end) rank -= 2;
            if (within_other_article(block.first)) rank += 3;
            if (within_comments(block.first)) rank += 12;
            if (rank > 8) continue;
            if (!best || rank < best->rank) best = Finding{rank, block.first, found->day};
        }
        if (!best) return std::nullopt;
        return best->day;
    }

    /// Data that scripts carry: "datePublished":"2020-07-24" and its kin.
    std::optional<date::sys_days> script_day() const {
        static constexpr std::array kKeys = std::to_array<std::string_view>({
            "datePublished", "publishedAt", "published_at", "publishDate", "publish_date",
            "publicationDate", "publication_date", "publishedDate", "published_date", "pubDate",
            "pubdate", "firstPublished", "firstPublishedDate", "created_at", "createdAt", "dateCreated",
            "articlePublishedDate", "date_published", "published",
        });
        for (std::string_view key : kKeys) {
            for (std::uint32_t i = 1; i < page_.size(); ++i) {
                if (page_[i].tag != Tag::Text || page_[page_[i].parent].tag != Tag::Script) continue;
                const std::string_view text = page_.text(i);
                for (std::size_t at = text.find(key); at != std::string_view::npos;
                     at = text.find(key, at + 1)) {
                    std::size_t value = at + key.size();
                    while (value < text.size() && value < at + key.size() + 8 &&
                           (text[value] == '"' || text[value] == '\'' || text[value] == '\\' ||
                            text[value] == ':' || text[value] == '=' || text[value] == ' '))
                        ++value;
                    if (value == at + key.size()) continue;
                    if (auto day = read(text.substr(value, 10))) return day;
                    if (auto day = read(text.substr(value, 32))) return day;
                }
            }
        }
        return std::nullopt;
    }

    /// Any date in the page's blocks, the most frequent one, the first of equals.
    std::optional<date::sys_days> loose_day() const {
        std::vector<std::pair<date::sys_days, int>> counts;
        for (const PageBlock& block : cut_.blocks) {
            if (within_comments(block.first)) continue;
            for (const WrittenDay& found : written_days(block.text, order_, 4)) {
                if (!plausible_.contains(found.day)) continue;
                const auto known = std::find_if(counts.begin(), counts.end(), [&](const auto& entry) {
                    return entry.first == found.day;
                });
                if (known == counts.end()) {
                    if (counts.size() < 200) counts.emplace_back(found.day, 1);
                } else {
                    ++known->second;
                }
            }
        }
        const auto best = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        });
        if (best == counts.end()) return std::nullopt;
        return best->first;
    }

    const HtmlTree& page_;
    const PageBlocks& cut_;
    const PageBody& body_;
    const LinkedData& data_;
    std::string_view url_;
    PlausibleDays plausible_;
    DayOrder order_ = DayOrder::MonthFirst;
    std::string meta_stamp_;  ///< what meta_day() read
};

}  // namespace

std::optional<PublishedDay> page_day(const HtmlTree& page, const PageBlocks& cut,
                                     const PageBody& body, const LinkedData& data,
                                     std::string_view url, std::string_view language,
                                     PlausibleDays plausible) {
    return PageDayFinder(page, cut, body, data, url, language, plausible).find();
}

}  // namespace annalist::ingest
