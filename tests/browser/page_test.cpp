// What a reader does with the page, in a real browser. Skipped where there is no Chromium.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/browser/chromium.hpp"
#include "tests/web/sample_annals.hpp"
#include "web/server.hpp"

namespace annalist::web {
namespace {

using testing::Chromium;

constexpr const char* kReady = "document.body?.dataset.ready === 'yes'";
constexpr const char* kQuiet =
    "document.body.dataset.ready === 'yes' && !document.body.hasAttribute('aria-busy')";

class Page : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        browser_ = Chromium::start(why_).release();
        store_ = testing::sample_store().release();
        ServerOptions options;
        options.port = 0;
        auto started = Server::start(*store_, options);
        ASSERT_TRUE(started) << started.error().message;
        server_ = (*std::move(started)).release();
    }
    static void TearDownTestSuite() {
        delete browser_;
        delete server_;
        delete store_;
    }

    void SetUp() override {
        if (browser_ == nullptr) GTEST_SKIP() << why_;
        browser_->set_size(1280, 1000);
        browser_->prefer_dark(false);
    }
    /// Whatever the test did, nothing broke and nothing was asked of other hosts.
    void TearDown() override {
        if (browser_ == nullptr) return;
        for (const auto& complaint : browser_->complaints())
            if (complaint.find("status of 40") == std::string::npos) ADD_FAILURE() << complaint;
        for (const auto& stranger : browser_->strangers()) ADD_FAILURE() << stranger;
    }

    static std::string address(const std::string& query) {
        return "http://127.0.0.1:" + std::to_string(server_->port()) + "/" + query;
    }
    static void open(const std::string& query) {
        ASSERT_TRUE(browser_->open(address(query), kReady)) << query;
    }
    static nlohmann::json js(const std::string& expression) { return browser_->value(expression); }
    static std::string text(const std::string& selector) {
        const auto found = js("document.querySelector('" + selector + "')?.innerText ?? ''");
        return found.is_string() ? found.get<std::string>() : "";
    }
    static int count(const std::string& selector) {
        const auto found = js("document.querySelectorAll('" + selector + "').length");
        return found.is_number() ? found.get<int>() : -1;
    }

    static Chromium* browser_;
    static Server* server_;
    static storage::Store* store_;
    static std::string why_;
};

Chromium* Page::browser_ = nullptr;
Server* Page::server_ = nullptr;
storage::Store* Page::store_ = nullptr;
std::string Page::why_;

TEST_F(Page, ShowsEveryEventThatHappenedUnderItsMonth) {
    open("");
    EXPECT_EQ(count("#timeline .event"), 22);
    EXPECT_NE(text("#group-2021-10-01-2021-10-31").find("Jonas Åsheim visited Kenya"),
              std::string::npos);
    EXPECT_EQ(text("#status-line").find("22 events"), 0u);
}

TEST_F(Page, ShowsPartialDatesAsPartial) {
    open("?status=all");
    EXPECT_NE(text("#timeline").find("April 2021"), std::string::npos);
    EXPECT_EQ(text(".event .when.partial b"), "") << "the heading says it";
    const auto all = text("#timeline");
    for (const char* shown : {"Second quarter of 2022", "about 22 Apr", "11–13 Oct",
                              "week of 6 February 2023", "Autumn 2021"})
        EXPECT_NE(all.find(shown), std::string::npos) << shown;
    EXPECT_EQ(all.find("1 April 2021"), std::string::npos) << "no day that nobody said";
    EXPECT_EQ(all.find("1 January"), std::string::npos);
}

TEST_F(Page, PlansAndDenialsAreToldApartFromWhatHappened) {
    open("?status=all");
    const auto all = text("#timeline");
    EXPECT_NE(all.find("Helena Faria to visit Norway and Kenya"), std::string::npos);
    EXPECT_EQ(count(".event.unreal .badge"), 3);
}

TEST_F(Page, AnEventOpensItsSentenceWithTheMarks) {
    open("?kind=agree");
    js("document.querySelector('.headline').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelector('.report')"));
    EXPECT_EQ(count(".report"), 2);
    EXPECT_EQ(text(".report mark.trigger"), "signed");
    EXPECT_EQ(text(".report mark.time"), "on Wednesday");
    EXPECT_EQ(count(".report:first-child blockquote mark.participant"), 2);
    EXPECT_EQ(js("document.querySelector('.headline').getAttribute('aria-expanded')"), "true");
    EXPECT_EQ(js("document.querySelector('.report a').href"),
              "https://harbourpost.example/accord");
    EXPECT_TRUE(js("location.search").get<std::string>().find("event=") != std::string::npos);
    js("document.querySelector('.headline').click()");
    EXPECT_TRUE(browser_->wait_for("document.querySelector('.evidence').hidden"));
}

TEST_F(Page, TheArticleOpensAtTheSentenceAndClosesWithEscape) {
    open("?kind=agree");
    js("document.querySelector('.headline').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelector('[data-article]')"));
    js("document.querySelector('[data-article]').focus()");
    js("document.querySelector('[data-article]').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelector('#article').open"));
    EXPECT_EQ(text("#article-title"), "Norway and Kenya sign shelf accord");
    EXPECT_NE(text("#article-text mark.trigger").find("signed the Shelf Accord"),
              std::string::npos);
    browser_->press("Escape");
    EXPECT_TRUE(browser_->wait_for("!document.querySelector('#article').open"));
    EXPECT_TRUE(js("document.activeElement.hasAttribute('data-article')"));
}

TEST_F(Page, AnActorIsChosenFromTheKeyboardAlone) {
    open("");
    js("document.querySelector('#actor').focus()");
    browser_->type("Lun");
    ASSERT_TRUE(browser_->wait_for("document.querySelector('#suggestions [data-key]')"));
    EXPECT_EQ(js("document.querySelector('#actor').getAttribute('aria-expanded')"), "true");
    browser_->press("ArrowDown");
    EXPECT_EQ(js("document.querySelector('#actor').getAttribute('aria-activedescendant')"),
              "suggestion-0");
    browser_->press("Enter");
    ASSERT_TRUE(browser_->wait_for("document.querySelector('#met-title').textContent === 'Who met Ingrid Lund'"));
    EXPECT_EQ(js("location.search"), "?actor=person:ingrid-lund");
    EXPECT_EQ(count("#timeline .event"), 7);
    browser_->press("Backspace");
    EXPECT_TRUE(browser_->wait_for("document.querySelectorAll('#timeline .event').length === 22"));
}

TEST_F(Page, KindsAreTogglesThatNarrowAndWiden) {
    open("");
    js("document.querySelector('[data-kind=call]').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelectorAll('#timeline .event').length === 2"));
    EXPECT_EQ(js("document.querySelector('.kinds [data-kind=call]').getAttribute('aria-pressed')"), "true");
    js("document.querySelector('.kinds [data-kind=visit]').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelectorAll('#timeline .event').length === 3"));
    EXPECT_EQ(js("location.search"), "?kind=call,visit");
    js("document.querySelector('.kinds [data-kind=\"\"]').click()");
    EXPECT_TRUE(browser_->wait_for("document.querySelectorAll('#timeline .event').length === 22"));
}

TEST_F(Page, AnAddressShowsTheSameAgainAndBackGoesBack) {
    open("?actor=person:ingrid-lund&from=2022&to=2022-06&order=newest&by=day");
    EXPECT_EQ(count("#timeline .event"), 3);
    EXPECT_EQ(js("document.querySelector('#from').value"), "2022");
    EXPECT_EQ(text(".group h3").find("Tuesday, 28 June 2022"), 0u);
    EXPECT_EQ(text("#chosen li").find("Ingrid Lund"), 0u);
    js("document.querySelector('[data-range=all]').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelectorAll('#timeline .event').length === 7"));
    js("history.back()");
    EXPECT_TRUE(browser_->wait_for("document.querySelectorAll('#timeline .event').length === 3"));
}

TEST_F(Page, APairOfTheTableNarrowsEverythingToTheTwo) {
    open("");
    EXPECT_NE(text("#pairs tbody tr").find("Kenya – Norway"), std::string::npos);
    js("document.querySelector('[data-pair]').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelectorAll('#timeline .event').length === 2"));
    EXPECT_EQ(count("#chosen li"), 2);
}

TEST_F(Page, TheNetworkHasANodeForEachActorAndALinkForEachPair) {
    open("?kind=meet,visit");
    EXPECT_EQ(count("#graph line"), js("fetch('/v1/met?kind=meet,visit').then(r => r.json())"
                                       ".then(a => a.total_pairs)"));
    EXPECT_GE(count("#graph a[aria-label]"), 8);
    EXPECT_EQ(js("[...document.querySelectorAll('#graph circle')].every(c => c.cx.baseVal.value > 0"
                 " && c.cx.baseVal.value < 430 && c.cy.baseVal.value > 0)"),
              true);
    js("document.querySelector('#graph a[data-node=\"person:helena-faria\"]').dispatchEvent("
       "new MouseEvent('click', {bubbles: true, cancelable: true}))");
    EXPECT_TRUE(browser_->wait_for("location.search.includes('helena-faria')"));
}

TEST_F(Page, DraggingOverTheStripChoosesDays) {
    open("");
    const auto box = js("(r => [r.left, r.top, r.width, r.height])"
                        "(document.querySelector('#strip').getBoundingClientRect())");
    const double left = box[0], top = box[1], width = box[2];
    browser_->drag(left + width * 0.55, top + 30, left + width * 0.7, top + 30);
    ASSERT_TRUE(browser_->wait_for("location.search.includes('from=2022-')"));
    ASSERT_TRUE(browser_->wait_for(kQuiet));
    EXPECT_LT(count("#timeline .event"), 22);
    EXPECT_GT(count("#timeline .event"), 0);
}

TEST_F(Page, AMistakeIsToldAndDoesNotEmptyThePage) {
    open("");
    js("document.querySelector('#from').value = '2022-02-30'; document.querySelector('#filters').requestSubmit()");
    ASSERT_TRUE(browser_->wait_for("!document.querySelector('#problem').hidden"));
    EXPECT_NE(text("#problem").find("from=2022-02-30: no such day"), std::string::npos);
    EXPECT_EQ(js("document.querySelector('#problem').getAttribute('role')"), "alert");
    EXPECT_EQ(count("#timeline .event"), 22);
    js("document.querySelector('#from').value = '2023'; document.querySelector('#filters').requestSubmit()");
    ASSERT_TRUE(browser_->wait_for("document.querySelectorAll('#timeline .event').length === 4"));
    EXPECT_TRUE(js("document.querySelector('#problem').hidden"));
}

TEST_F(Page, WordsOfArticlesAreNeverMarkupAndScriptAddressesNeverLinks) {
    open("?status=planned&from=2024&to=2024");
    js("document.querySelector('.headline').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelector('.report')"));
    EXPECT_NE(text(".report blockquote").find("<b>officials</b>"), std::string::npos);
    EXPECT_EQ(count(".report blockquote b"), 0);
    EXPECT_EQ(count("a[href^=\"javascript\"]"), 0);
}

TEST_F(Page, NothingFoundIsSaidInWords) {
    open("?from=1990&to=1991");
    EXPECT_NE(text("#groups").find("Nothing here"), std::string::npos);
    EXPECT_NE(text("#pairs").find("Nobody met anybody"), std::string::npos);
}

/// Every control has a name, every id is there once, headings do not skip a level.
TEST_F(Page, ScreenReadersFindNamesForEverything) {
    open("?status=all");
    js("document.querySelector('.headline').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelector('.report')"));
    EXPECT_EQ(js("[...document.querySelectorAll('button, a, input, select')].filter(e =>"
                 " !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length))"
                 ".map(e => e.outerHTML)"),
              nlohmann::json::array());
    EXPECT_EQ(js("(ids => ids.filter((id, i) => ids.indexOf(id) !== i))"
                 "([...document.querySelectorAll('[id]')].map(e => e.id))"),
              nlohmann::json::array());
    EXPECT_EQ(js("[...document.querySelectorAll('[aria-controls], [aria-labelledby]')].filter(e =>"
                 " !document.getElementById(e.getAttribute('aria-controls') ??"
                 " e.getAttribute('aria-labelledby'))).length"),
              0);
    EXPECT_EQ(js("[...document.querySelectorAll('h1, h2, h3')].map(h => +h.tagName[1])"
                 ".filter((level, i, all) => i && level - all[i - 1] > 1).length"),
              0);
    EXPECT_EQ(js("document.documentElement.lang"), "en");
}

/// WCAG 2.2, 1.4.3: 4.5 to 1 for text, in both schemes.
TEST_F(Page, TextHasEnoughContrastInLightAndDark) {
    const std::string worst =
        "(() => { const rgb = c => c.match(/[\\d.]+/g).map(Number);"
        " const lum = c => { const [r, g, b] = rgb(c).map(v => (v /= 255) <= .03928 ? v / 12.92"
        " : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };"
        " const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e)"
        ".backgroundColor; if ((rgb(c)[3] ?? 1) > .99) return c; } return 'rgb(255, 255, 255)'; };"
        " let least = 99, at = ''; for (const e of document.querySelectorAll('main *, header *,"
        " form *, footer *')) { if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())"
        " || e.closest('svg') || !e.checkVisibility()) continue;"
        " const a = lum(getComputedStyle(e).color), b = lum(ground(e));"
        " const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);"
        " if (ratio < least) { least = ratio; at = e.outerHTML.slice(0, 80); } }"
        " return [least, at]; })()";
    for (const bool dark : {false, true}) {
        browser_->prefer_dark(dark);
        open("?status=all");
        js("document.querySelector('.headline').click()");
        ASSERT_TRUE(browser_->wait_for("document.querySelector('.report')"));
        const auto found = js(worst);
        ASSERT_TRUE(found.is_array());
        EXPECT_GE(found[0].get<double>(), 4.5) << (dark ? "dark " : "light ") << found[1];
    }
}

TEST_F(Page, FitsATelephoneWithoutScrollingSideways) {
    browser_->set_size(360, 740, true);
    open("?status=all");
    EXPECT_LE(js("document.documentElement.scrollWidth").get<int>(), 360);
    js("document.querySelector('.headline').click()");
    ASSERT_TRUE(browser_->wait_for("document.querySelector('.report')"));
    EXPECT_LE(js("document.documentElement.scrollWidth").get<int>(), 360);
}

}  // namespace
}  // namespace annalist::web
