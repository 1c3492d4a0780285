#include "ingest/readers/furniture.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/readers/ascii.hpp"

namespace annalist::ingest {
namespace {

constexpr std::size_t kLongestFurniture = 220;

/// Lower case, inner white space single, marks at both ends away: "— Share this:" is "share this".
std::string bare(std::string_view line) {
    std::string text;
    for (char c : line) {
        if (is_ascii_space(c)) {
            if (!text.empty() && text.back() != ' ') text.push_back(' ');
        } else {
            text.push_back(to_ascii_lower(c));
        }
    }
    const auto is_mark = [](char c) {
        return !is_ascii_alnum(c) && static_cast<unsigned char>(c) < 0x80;
    };
    while (!text.empty() && is_mark(text.back())) text.pop_back();
    std::size_t front = 0;
    while (front < text.size() && is_mark(text[front])) ++front;
    return text.substr(front);
}

/// Takes a number ("12", "1,204", "one", "no") off the front; false when there is none.
bool take_count(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && (is_ascii_digit(text[size]) || text[size] == ',' ||
                                  text[size] == '.'))
        ++size;
    if (size == 0) {
        for (std::string_view word : {"one", "no", "an", "a", "add", "post", "all", "view"}) {
            if (text.starts_with(word) && text.size() > word.size() && text[word.size()] == ' ')
                size = word.size();
        }
    }
    if (size == 0) return false;
    text.remove_prefix(size);
    if (text.starts_with("k ")) text.remove_prefix(1);
    while (text.starts_with(' ')) text.remove_prefix(1);
    return true;
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& set) {
    return std::find(set.begin(), set.end(), text) != set.end();
}

bool is_comment_heading(std::string_view text) {
    static constexpr std::array kHeadings = std::to_array<std::string_view>({
        "comments", "comment", "leave a comment", "leave a reply", "leave a comment below",
        "post a comment", "post your comment", "add a comment", "add comment", "write a comment",
        "join the conversation", "join the discussion", "reader comments", "readers' comments",
        "readers comments", "view comments", "view all comments", "show comments",
        "show all comments", "load comments", "load more comments", "read comments",
        "inline feedbacks", "comments are closed", "comments (0)", "comments section",
        "oldest comments", "newest comments", "most voted", "sort by newest", "sort by oldest",
        "discussion", "responses", "what do you think", "be the first to comment",
        "cancel reply", "log in to comment", "sign in to comment", "login to comment",
        "please log in to comment", "subscribe to comments",
    });
    if (is_one_of(text, kHeadings)) return true;
    std::string_view rest = text;
    if (take_count(rest) &&
        (rest == "comment" || rest == "comments" || rest == "reply" || rest == "replies" ||
         rest == "responses" || rest == "response" || rest == "thoughts on" ||
         rest == "comments so far" || rest == "comments on this article"))
        return true;
    if (rest.starts_with("thoughts on ") || rest.starts_with("responses to ") ||
        rest.starts_with("comments on "))
        return text != rest;
    // "Comments (12)" and "Comments 12"
    if (text.starts_with("comments ") || text.starts_with("comments(")) {
        return std::all_of(text.begin() + 8, text.end(), [](char c) {
            return is_ascii_digit(c) || c == ' ' || c == '(' || c == ')' || c == ',';
        });
    }
    return false;
}

bool is_other_heading(std::string_view text) {
    static constexpr std::array kHeadings = std::to_array<std::string_view>({
        "popular articles", "popular posts", "popular stories", "popular news", "popular now",
        "most popular", "most read", "most viewed", "most commented", "most shared",
        "most recent", "trending", "trending now", "trending stories", "trending articles",
        "related", "related articles", "related stories", "related posts", "related news",
        "related topics", "related content", "related links", "related coverage", "related items",
        "recommended", "recommended for you", "recommended stories", "recommended articles",
        "recommended reading", "you may also like", "you might also like", "you may like",
        "you might like", "you might also be interested in", "you may also be interested in",
        "more from this author", "more from the author", "more stories", "more news",
        "more articles", "more on this story", "more on this topic", "more headlines",
        "more like this", "more to read", "latest news", "latest stories", "latest articles",
        "latest posts", "latest headlines", "recent posts", "recent articles", "recent stories",
        "recent news", "recent comments", "top stories", "top news", "editor's picks",
        "editors' picks", "editors picks", "don't miss", "up next", "read next", "see also",
        "also read", "read also", "read more", "keep reading", "sponsored content", "sponsored", "sponsored links",
        "promoted content", "promoted stories", "around the web", "from around the web",
        "from the web", "elsewhere on the web", "today's headlines", "headlines",
        "share this article", "share this story", "share this post", "about the author",
        "about us", "contact us", "follow us", "site map", "sitemap", "quick links",
        "subscribe to our newsletter", "sign up for our newsletter", "newsletter", "categories",
        "archives", "tags", "tag cloud", "blogroll", "what to read next", "in this section",
        "previous article", "next article", "previous post", "next post", "previous story",
        "next story", "post navigation",
    });
    return is_one_of(text, kHeadings);
}

bool is_lone_furniture(std::string_view text) {
    static constexpr std::array kWhole = std::to_array<std::string_view>({
        "advertisement", "advertisements", "advert", "ad", "story continues below advertisement",
        "story continues below", "article continues below advertisement",
        "article continues after advertisement", "continue reading below",
        "advertisement - scroll to continue", "scroll to continue",
        "scroll to continue with content", "share", "share this", "share on", "share via",
        "share it", "shares", "share this page", "share on facebook", "share on twitter", "share on x",
        "share on linkedin", "share on whatsapp", "share by email", "share on email", "tweet",
        "tweet this", "retweet", "facebook", "twitter", "linkedin", "whatsapp", "telegram",
        "reddit", "pinterest", "email", "e-mail", "print", "print this", "print this article",
        "print article", "email this", "email this article", "email article", "copy link", "link copied",
        "copied", "save", "save article", "bookmark", "like", "follow", "follow us on facebook",
        "follow us on twitter", "subscribe", "subscribe now", "sign in", "sign up", "log in",
        "login", "register", "menu", "home", "skip to content", "skip to main content",
        "back to top", "top", "search", "close", "loading", "loading...", "reply", "report",
        "report abuse", "flag", "upvote", "downvote", "vote", "guest", "view gallery",
        "view slideshow", "watch now", "watch live", "play video", "play", "listen",
        "listen to this article", "click to enlarge", "enlarge image", "enlarge this image",
        "toggle caption", "hide caption", "caption", "read full story", "read the full story", "read the full article",
        "continue reading", "read more", "show more", "load more", "see more", "view more",
        "more", "translate", "text size", "font size", "a a a", "print edition", "accept",
        "accept all", "accept cookies", "reject all", "manage cookies", "cookie settings",
        "privacy policy", "terms of use", "terms of service", "all rights reserved",
        "getty images", "image copyright getty images", "media playback is unsupported on your device",
        "breaking news", "live updates", "exclusive", "opinion", "news", "world", "politics",
        "international",
    });
    if (is_one_of(text, kWhole)) return true;
    static constexpr std::array kStarts = std::to_array<std::string_view>({
        "share this ", "share on ", "follow us on ", "follow us at ", "like us on ",
        "click here to ", "tap here to ", "sign up for our ", "sign up to our ", "sign up here",
        "subscribe to our ", "subscribe to the ", "get our free ", "read more:", "read more about ",
        "read also:", "also read:", "see also:", "related:", "related story:", "read next:",
        "more:", "watch:", "listen:", "photo:", "photos:", "image:", "image credit", "photo credit", "picture:",
        "image source", "file photo", "photo by ", "filed under", "posted in ", "tags:", "tag:",
        "topics:", "categories:", "copyright ", "\xC2\xA9", "(c) 20", "all rights reserved",
        "download the ", "download our ", "we use cookies", "this site uses cookies",
        "this website uses cookies", "by continuing to use ", "please enable javascript",
        "your email address will not be published", "required fields are marked",
        "save my name, email", "notify me of ", "this site uses akismet",
        "do you have a story", "do you have a tip", "got a story", "skip to ", "jump to ", "most read:",
        "have a tip", "got a tip", "send us ", "join our ", "support our journalism", "thank you for reading",
        "thanks for reading", "enjoying this ",
    });
    for (std::string_view start : kStarts) {
        if (text.starts_with(start)) return true;
    }
    if (text.ends_with("all rights reserved") && text.find("\xC2\xA9") != std::string_view::npos)
        return true;
    std::string_view rest = text;
    if (take_count(rest) &&
        (rest == "shares" || rest == "share" || rest == "likes" || rest == "like" ||
         rest == "views" || rest == "view" || rest == "min read" || rest == "minute read" ||
         rest == "minutes read" || rest == "mins read" || rest == "reads" || rest == "retweets"))
        return true;
    return false;
}

/// Two or more words of promotion in a short line.
bool is_promotion(std::string_view text) {
    static constexpr std::array kTerms = std::to_array<std::string_view>({
        "subscribe", "newsletter", "inbox", "sign up", "follow us", "follow him", "follow her",
        "follow me", "facebook", "twitter", "instagram", "click here", "our app", "free trial",
        "like us", "download", "email us", "email him", "email her", "issues for", "special offer", "get updates",
        "latest updates", "join us", "whatsapp", "telegram channel", "youtube channel"});
    int found = 0;
    for (std::string_view term : kTerms) found += text.find(term) != std::string_view::npos;
    return found >= 2;
}

/// "(Reporting by A. Writer; Editing by B. Editor)", "C. Writer contributed to this report."
bool is_staff_note(std::string_view text) {
    for (std::string_view start : {"reporting by ", "editing by ", "additional reporting by ",
                                   "writing by ", "compiled by ", "edited by ", "editor: ",
                                   "with reporting by ", "reporting and writing by "}) {
        if (text.starts_with(start)) return true;
    }
    return text.ends_with("contributed to this report") ||
           text.ends_with("contributed to this story") ||
           text.ends_with("contributed to this article");
}

/// "Image 1 of 5", "Photo 3/12"
bool is_picture_count(std::string_view text) {
    for (std::string_view what : {"image ", "photo ", "picture ", "slide ", "page "}) {
        if (!text.starts_with(what)) continue;
        const std::string_view rest = text.substr(what.size());
        return std::all_of(rest.begin(), rest.end(), [](char c) {
            return is_ascii_digit(c) || c == ' ' || c == '/' || c == 'o' || c == 'f';
        });
    }
    return false;
}

bool is_age_stamp(std::string_view text) {
    std::string_view rest = text;
    if (!take_count(rest)) return false;
    static constexpr std::array kUnits = std::to_array<std::string_view>({
        "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "day", "days",
        "week", "weeks", "month", "months", "year", "years",
    });
    if (!rest.ends_with(" ago")) return false;
    rest.remove_suffix(4);
    return is_one_of(rest, kUnits);
}

}  // namespace

LineKind line_kind(std::string_view line) {
    if (line.size() > kLongestFurniture) return LineKind::Prose;
    const std::string text = bare(line);
    if (text.empty()) return LineKind::Furniture;  // a rule, a bullet, a lone bar
    if (is_comment_heading(text)) return LineKind::CommentSection;
    if (is_other_heading(text)) return LineKind::OtherSection;
    if (is_age_stamp(text)) return LineKind::AgeStamp;
    // The start words are matched with their marks, which `bare` keeps within the line.
    if (is_lone_furniture(text) || is_picture_count(text) || is_promotion(text) ||
        is_staff_note(text))
        return LineKind::Furniture;
    return LineKind::Prose;
}

}  // namespace annalist::ingest
