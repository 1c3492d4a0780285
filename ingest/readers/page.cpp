#include "ingest/readers/page.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/readers/ascii.hpp"
#include "ingest/readers/furniture.hpp"
#include "ingest/readers/html_tree.hpp"
#include "ingest/readers/linked_data.hpp"
#include "ingest/readers/page_blocks.hpp"
#include "ingest/readers/page_body.hpp"

namespace annalist::ingest {
namespace {

/// Shorter JSON-LD bodies are teasers.
constexpr std::size_t kLongBody = 400;

std::string collapsed(std::string_view text) {
    std::string out;
    append_collapsed(out, text);
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// The content of the first meta tag of one of these names, in their order.
template <std::size_t N>
std::string meta(const HtmlTree& page, const std::array<std::string_view, N>& names) {
    std::size_t best = N;
    std::string found;
    for (std::size_t i = 1; i < page.size(); ++i) {
        if (page[i].tag != Tag::Meta) continue;
        for (std::string_view key : {"property", "name", "itemprop"}) {
            const std::string name = ascii_lower(page.attribute(i, key));
            const auto at = static_cast<std::size_t>(
                std::find(names.begin(), names.end(), name) - names.begin());
            if (at >= best) continue;
            std::string value = collapsed(page.attribute(i, "content"));
            if (value.empty()) continue;
            best = at;
            found = std::move(value);
        }
    }
    return found;
}

std::string first_text(const HtmlTree& page, Tag tag) {
    for (std::size_t i = 1; i < page.size(); ++i) {
        if (page[i].tag != tag) continue;
        if (std::string text = page.inner_text(i); !text.empty()) return text;
    }
    return {};
}

/// "Ministers meet in Minsk | The Daily" without the site's name.
std::string without_site(std::string title, std::string_view site) {
    for (std::string_view bar : {" | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00AB "}) {
        const std::size_t at = title.rfind(bar);
        if (at == std::string::npos || at == 0) continue;
        const std::string_view tail = std::string_view(title).substr(at + bar.size());
        const bool names_site = !site.empty() && (equals_ignoring_case(tail, site) ||
                                                  tail.find(site) != std::string_view::npos);
        if (names_site || (bar == " | " && at > 15)) return title.substr(0, at);
    }
    return title;
}

std::string page_title(const HtmlTree& page, const LinkedData& data, std::string_view site) {
    const std::string heading = first_text(page, Tag::H1);
    std::string title = collapsed(data.headline);
    if (title.empty()) {
        title = meta(page, std::to_array<std::string_view>(
                               {"og:title", "twitter:title", "dc.title", "headline", "title"}));
    }
    if (title.empty()) title = heading;
    if (title.empty()) title = first_text(page, Tag::Title);
    title = without_site(std::move(title), site);
    // The heading that readers see wins where the other is only it with something added.
    if (heading.size() >= 12 && heading.size() < title.size() &&
        title.find(heading) != std::string::npos)
        return heading;
    return title;
}

/// "The Daily - Ministers meet in Minsk" names the paper, when the rest is the headline.
std::string site_in_title(const HtmlTree& page, std::string_view headline) {
    const std::string title = first_text(page, Tag::Title);
    if (headline.size() < 8) return {};
    const std::size_t at = title.find(headline);
    if (at == std::string::npos) return {};
    const bool leads = at == 0;
    std::string_view rest = leads ? std::string_view(title).substr(headline.size())
                                  : std::string_view(title).substr(0, at);
    rest = trim_ascii(rest);
    for (std::string_view bar : {"|", "-", "\u2013", "\u2014", "::", "\u00AB", "\u00BB", "\u00B7", ":"}) {
        if (leads && rest.starts_with(bar)) {
            rest = trim_ascii(rest.substr(bar.size()));
            return rest.size() <= 60 && rest.find('|') == rest.npos ? std::string(rest) : std::string();
        }
        if (!leads && rest.ends_with(bar)) {
            rest = trim_ascii(rest.substr(0, rest.size() - bar.size()));
            return rest.size() <= 60 ? std::string(rest) : std::string();
        }
    }
    return {};
}

std::string page_url(const HtmlTree& page, const LinkedData& data) {
    for (std::size_t i = 1; i < page.size(); ++i) {
        if (page[i].tag == Tag::Link && equals_ignoring_case(page.attribute(i, "rel"), "canonical")) {
            std::string url = collapsed(page.attribute(i, "href"));
            if (url.starts_with("http")) return url;
        }
    }
    std::string url = meta(page, std::to_array<std::string_view>({"og:url", "twitter:url"}));
    if (url.starts_with("http")) return url;
    return data.url.starts_with("http") ? data.url : std::string();
}

std::string page_language(const HtmlTree& page, const LinkedData& data) {
    for (std::size_t i = 1; i < page.size(); ++i) {
        if (page[i].tag != Tag::Html) continue;
        for (std::string_view key : {"lang", "xml:lang"}) {
            if (!page.attribute(i, key).empty()) return std::string(page.attribute(i, key));
        }
    }
    if (!data.language.empty()) return data.language;
    return meta(page, std::to_array<std::string_view>({"og:locale", "content-language", "language"}));
}

/// A name that the page marks as its writer's.
std::string shown_author(const HtmlTree& page) {
    for (std::size_t i = 1; i < page.size(); ++i) {
        if (page[i].tag == Tag::Text || page[i].end - i > 20) continue;
        bool marked = page.attribute(i, "rel") == "author" || page.attribute(i, "itemprop") == "author";
        if (!marked && page.has_attribute(i, "class")) {
            for (const std::string& word : class_words(page.attribute(i, "class")))
                marked = marked || word == "author" || word == "byline" || word == "writer";
        }
        if (!marked) continue;
        const std::string name = page.inner_text(i);
        if (name.size() <= 60 && count_words(name) >= 2 && count_words(name) <= 8) return name;
    }
    return {};
}

std::string page_author(const HtmlTree& page, const LinkedData& data) {
    std::string author = collapsed(data.author);
    if (author.empty()) {
        author = meta(page, std::to_array<std::string_view>(
                                {"author", "article:author", "parsely-author", "sailthru.author",
                                 "dc.creator", "dcterms.creator", "byl"}));
    }
    if (author.starts_with("http")) author.clear();
    if (author.empty()) author = shown_author(page);
    for (std::string_view by : {"By ", "by ", "BY "}) {
        if (author.starts_with(by)) author.erase(0, by.size());
    }
    return author;
}

/// True when markup, not line ends, divides a fragment into paragraphs.
bool has_blocks(std::string_view fragment) {
    for (std::string_view tag : {"<p", "<P", "<br", "<BR", "<div", "<li", "<h2", "<h3", "<section"}) {
        if (fragment.find(tag) != std::string_view::npos) return true;
    }
    return false;
}

/// Line ends as markup: some sources write paragraphs as lines and only links as tags.
std::string with_breaks(std::string_view fragment) {
    std::string markup;
    for (char c : fragment) {
        if (c == '\n') markup += "<br><br>";
        else markup += c;
    }
    return markup;
}

/// JSON-LD's articleBody, when it has much more than the page shows.
bool linked_body_is_better(const std::string& linked, const std::string& shown) {
    return linked.size() >= kLongBody && shown.size() * 10 < linked.size() * 6;
}

}  // namespace

Result<RawArticle> read_page(std::string_view text, const ReadLimits& limits,
                             PlausibleDays plausible) {
    auto page = HtmlTree::parse(text, limits);
    if (!page) return page.error();
    const LinkedData data = read_linked_data(*page);
    const PageBlocks cut = cut_into_blocks(*page);
    PageBody body = find_body(*page, cut);

    RawArticle article;
    article.publisher = meta(*page, std::to_array<std::string_view>({"og:site_name", "application-name"}));
    if (article.publisher.empty()) article.publisher = collapsed(data.publisher);
    article.title = page_title(*page, data, article.publisher);
    if (article.publisher.empty()) article.publisher = site_in_title(*page, article.title);
    article.url = page_url(*page, data);
    article.author = page_author(*page, data);
    article.language = page_language(*page, data);
    article.published =
        page_day(*page, cut, body, data, article.url, article.language, plausible);
    article.text = std::move(body.text);
    if (data.body.size() >= kLongBody) {
        std::string linked;
        if (looks_like_markup(data.body)) {
            if (auto plain = fragment_text(data.body, limits)) linked = std::move(*plain);
        } else {
            linked = collapsed(data.body);
        }
        if (linked_body_is_better(linked, article.text)) article.text = std::move(linked);
    }
    return article;
}

Result<std::string> fragment_text(std::string_view fragment, const ReadLimits& limits) {
    auto page = HtmlTree::parse(has_blocks(fragment) ? std::string(fragment) : with_breaks(fragment),
                                limits);
    if (!page) return page.error();
    const PageBlocks cut = cut_into_blocks(*page);
    std::string text;
    for (const PageBlock& block : cut.blocks) {
        if (block.furniture || line_kind(block.text) != LineKind::Prose) continue;
        if (block.link_density() > 0.9 && block.words < 20) continue;
        if (!text.empty()) text += "\n\n";
        text += block.text;
    }
    return text;
}

bool looks_like_markup(std::string_view text) {
    // An opening tag proves nothing: wires write tickers as <P>, <EM>, <A.N>.
    for (std::string_view tag : {"</p>", "</a>", "</div>", "</span>", "</li>", "</body>", "</b>",
                                 "</strong>", "</em>", "</i>", "<br>", "<br/>", "<br />", "</P>",
                                 "</A>", "<BR>", "</h2>", "</h3>", "</blockquote>"}) {
        if (text.find(tag) != std::string_view::npos) return true;
    }
    return text.starts_with("<p>") || text.starts_with("<div");
}

}  // namespace annalist::ingest
