#include "ingest/readers/class_words.hpp"

#include <algorithm>
#include <unordered_set>

#include "ingest/readers/ascii.hpp"

namespace annalist::ingest {
namespace {

using WordSet = std::unordered_set<std::string_view>;

/// A single one of these words makes furniture.
const WordSet& furniture_words() {
    static const WordSet kWords = {
        "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsense", "adslot",
        "adunit", "affiliate", "aggregation", "alsoread", "attribution", "audioplayer",
        "authorbio", "backtotop", "banner", "bannerad", "billboard", "bookmarks", "breadcrumb",
        "breadcrumbs", "byline", "bylines", "captcha", "carousel", "catlinks", "colophon",
        "comment", "commentlist", "comments", "commenting", "commentform", "consent", "cookie",
        "cookies", "copyright", "credit", "credits", "cta", "dateline", "disclaimer", "disqus",
        "donate", "donation", "dfp", "editsection", "embed", "entrymeta", "facebook", "feedback",
        "flyout", "followus", "footer", "footnotes", "gallery", "gdpr", "gpt", "hatnote", "hero",
        "infobox", "instagram", "jetpack", "jumplinks", "keywords", "kicker", "leaderboard",
        "leaveacomment", "linkedin", "login", "lightbox", "livefyre", "loadmore", "masthead",
        "menu", "modal", "mostread", "mostpopular", "mpu", "navbar", "navbox", "nav",
        "navigation", "newsletter", "newsletters", "noprint", "onward", "outbrain", "overlay",
        "pager", "pagination", "paywall", "pinterest", "player", "playlist", "poll", "popular",
        "popup", "postmeta", "postnavi", "prevnext", "print", "printonly", "profile", "promo",
        "promobox", "promos", "promotion", "promoted", "pullquote", "rating", "ratings",
        "recirc", "recirculation", "recommend", "recommendation", "recommendations",
        "recommended", "reddit", "reflist", "registration", "related", "relatedarticles",
        "relatedcontent", "relatedlinks", "relatedposts", "reply", "respond", "rss", "scroller",
        "searchbox", "searchform", "share", "sharebar", "sharebuttons", "sharedaddy",
        "sharethis", "sharing", "shoutbox", "sidebar", "signin", "signup", "slideshow",
        "social", "socialbar", "socialmedia", "socials", "sociable", "sponsor", "sponsored",
        "subscribe", "subscription", "supplemental", "suggested", "syndication", "taboola",
        "tagcloud", "taglist", "tags", "teaser", "teasers", "thumbnail", "thumbnails", "timestamp", "toc",
        "toolbar", "tooltip", "topics", "trending", "twitter", "upsell", "vcard",
        "viafoura", "whatsapp", "wprmprint", "yarpp", "zergnet", "addthis",
        "addtoany", "alert", "appeal", "authorinfo", "authorbox", "bio", "caption", "captions",
        "wpcaption", "imagecaption", "screenreader", "skiplink", "mw-jump", "metadata",
    };
    return kWords;
}

/// Two words one after the other that make furniture where one alone would not.
const WordSet& furniture_pairs() {
    static const WordSet kPairs = {
        "about author", "author bio", "author info", "author box", "author card", "author name",
        "article tools", "article footer", "article meta", "article info", "article tags",
        "article share", "article links", "article nav", "article header", "article author",
        "also read", "back top", "call action", "call to", "continue reading", "cat links",
        "edit section", "editor picks", "entry meta", "entry footer", "entry header",
        "entry title", "entry utility", "email signup", "follow us", "header meta", "image credit", "inline feedbacks",
        "jump link", "jump links", "latest news", "latest posts", "link list", "link box",
        "load more", "meta data", "meta info", "more from", "more in", "more news", "more on",
        "more stories", "more like", "more links", "most popular", "most read", "most viewed",
        "most commented", "nav links", "next article", "next post", "next story", "page footer", "page header",
        "page title", "photo credit", "post author", "post footer", "post info", "post meta",
        "post nav", "post tags", "post title", "posted on", "posted in", "prev next",
        "previous post", "print only", "pull quote", "read also", "read more", "read next",
        "reading time", "recent posts", "recent articles", "see also", "side bar", "sign in",
        "sign up", "site footer", "site header", "skip link", "skip to", "sr only", "reader text",
        "sub nav", "story footer", "story meta", "story tools", "tag list", "tag links",
        "tags links", "text ad", "top stories", "up next", "next prev", "user info", "video player",
        "visually hidden", "widget area", "widget title", "sidebar widget", "widget sidebar", "you might", "you may", "image caption", "media caption",
        "wp caption", "figure caption", "headline wrapper", "cover image",
    };
    return kPairs;
}

/// Words that make furniture even of most of a page's prose.
const WordSet& sure_words() {
    static const WordSet kWords = {"footer", "nav", "navigation", "navbar", "menu",
                                   "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent",
                                   "gdpr", "modal", "colophon", "newsletter"};
    return kWords;
}

/// After another word: the state that a script put the element in.
const WordSet& state_words() {
    static const WordSet kWords = {"enabled", "disabled", "visible", "hidden", "active", "open",
                                   "closed", "on", "off", "loaded", "ready", "top"};
    return kWords;
}

const WordSet& comment_words() {
    static const WordSet kWords = {"comment",     "comments",    "commentlist", "commenting",
                                   "commentform", "disqus",      "livefyre",    "respond",
                                   "replies",     "viafoura",    "shoutbox",    "coral",
                                   "discussion"};
    return kWords;
}

/// "body article" style pairs that a publishing system gives the element with the article's text.
const WordSet& body_pairs() {
    static const WordSet kPairs = {
        "article body", "article content", "article text", "article copy", "article page",
        "blog content", "blog post", "body copy", "body content", "body text", "content body",
        "content article", "entry content", "entry body", "entry text", "news body",
        "news content", "news text", "news article", "page content", "post body", "post content",
        "post text", "post entry", "single content", "story body", "story content", "story text",
        "story copy", "text body", "text content", "main text", "main article", "rich text",
        "td post", "field body", "content text", "article main",
    };
    return kPairs;
}

const WordSet& body_words() {
    static const WordSet kWords = {"articlebody",    "articlecontent", "articletext", "bodytext",
                                   "entrycontent",   "postbody",       "postcontent", "storybody",
                                   "storycontent",   "newsbody",       "blogcontent", "storytext",
                                   "articlecontents"};
    return kWords;
}

bool is_hidden(const HtmlTree& page, std::size_t node) {
    if (page.has_attribute(node, "hidden")) return true;
    const std::string style = ascii_lower(page.attribute(node, "style"));
    if (style.empty()) return false;
    std::string tight;
    std::copy_if(style.begin(), style.end(), std::back_inserter(tight),
                 [](char c) { return !is_ascii_space(c); });
    return tight.find("display:none") != std::string::npos ||
           tight.find("visibility:hidden") != std::string::npos;
}

void judge_words(std::string_view value, PartOfPage& part) {
    const std::vector<std::string> words = class_words(value);
    bool denied = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        // "has-section-nav", "no-sidebar", "modal-enabled" speak of a page's state.
        denied = denied || word == "has" || word == "no" || word == "with" || word == "without" ||
                 word == "hide" || word == "show";
        const bool is_state = i + 1 < words.size() && state_words().contains(words[i + 1]);
        const bool says_no = denied || is_state || (i > 0 && words[i - 1] == "is") ||
                             (word == "sidebar" && i > 0 &&
                              (words[i - 1] == "content" || words[i - 1] == "main"));
        if (!says_no && furniture_words().contains(word)) part.furniture = true;
        if (!says_no && sure_words().contains(word)) part.surely = true;
        if (word.size() > 7 && (word.starts_with("related") || word.starts_with("recommend")))
            part.furniture = true;
        if (!says_no && comment_words().contains(word)) part.comments = part.furniture = true;
        if (body_words().contains(word)) part.body = std::max(part.body, 2);
        if (word == "article" || word == "story" || word == "entry" || word == "post" ||
            word == "content" || word == "body" || word == "text" || word == "main")
            part.body = std::max(part.body, 1);
        if (word == "date" || word == "time" || word == "published" || word == "pubdate" ||
            word == "datetime" || word == "timestamp" || word == "dateline" || word == "posted" ||
            word == "publish" || word == "datum" || word == "fecha" || word == "publication" ||
            word == "postdate" || word == "entrydate" || word == "created")
            part.date = true;
        if (word == "modified" || word == "updated" || word == "update" || word == "lastmod")
            part.modified = true;
        if (i + 1 < words.size() && !says_no) {
            const std::string pair = word + " " + words[i + 1];
            if (furniture_pairs().contains(pair)) part.furniture = true;
            if (body_pairs().contains(pair)) part.body = std::max(part.body, 2);
        }
    }
}

/// Judges each class by itself, so that words of two classes make no pair.
void judge_names(std::string_view names, PartOfPage& part) {
    while (!names.empty()) {
        names = trim_ascii(names);
        std::size_t end = 0;
        while (end < names.size() && !is_ascii_space(names[end])) ++end;
        judge_words(names.substr(0, end), part);
        names.remove_prefix(end);
    }
}

}  // namespace

std::vector<std::string> class_words(std::string_view value) {
    std::vector<std::string> words;
    std::string word;
    const auto flush = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (std::size_t i = 0; i < value.size() && words.size() < 32; ++i) {
        const char c = value[i];
        if (!is_ascii_alpha(c)) {
            flush();
            continue;
        }
        if (is_ascii_upper(c) && i > 0 && is_ascii_lower(value[i - 1])) flush();
        word.push_back(to_ascii_lower(c));
    }
    flush();
    return words;
}

PartOfPage part_of_page(const HtmlTree& page, std::size_t node) {
    PartOfPage part;
    part.hidden = is_hidden(page, node);
    judge_names(page.attribute(node, "class"), part);
    judge_names(page.attribute(node, "id"), part);

    const std::string_view role = page.attribute(node, "role");
    if (role == "navigation" || role == "complementary" || role == "banner" ||
        role == "contentinfo" || role == "dialog" || role == "alertdialog" || role == "search" ||
        role == "menu" || role == "menubar" || role == "toolbar")
        part.furniture = true;
    const std::string_view property = page.attribute(node, "itemprop");
    if (property.find("articleBody") != std::string_view::npos ||
        property.find("reviewBody") != std::string_view::npos)
        part.body = 3;
    if (property == "datePublished" || property == "dateCreated") part.date = true;
    if (property == "dateModified") part.modified = true;
    if (property == "comment" || property == "author" || property == "publisher")
        part.furniture = true;
    if (part.body >= 2 && !part.comments) part.furniture = false;
    if (page[node].tag == Tag::Blockquote && !part.comments) {
        part.quotation = true;  // its classes name the network that it is from
        part.furniture = part.surely = false;
    }
    return part;
}

}  // namespace annalist::ingest
