#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "ingest/readers/charset.hpp"
#include "ingest/readers/format.hpp"
#include "tests/ingest/readers/reading.hpp"

namespace annalist::ingest {
namespace {

namespace fs = std::filesystem;

const std::string kText =
    "Envoys meet\n\nMay 5, 2020\n\nThe envoys of the two towns met on the bridge and talked about "
    "the price of fish for a whole day.\n";
const std::string kRow =
    R"({"title":"Envoys meet","published":"2020-05-05","text":"The envoys of the two towns met."})";

std::string gzip(const std::string& bytes) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string only_error(const Reading& reading) {
    return reading.errors.size() == 1 ? reading.errors[0] : "(not one error)";
}

TEST(ReadStream, CountsAndNamesEveryRowOfJsonLines) {
    const Reading reading = read_page_file("rows.jsonl");
    ASSERT_EQ(reading.articles.size(), 3u);
    const ReadArticle& first = reading.articles[0];
    EXPECT_EQ(first.article.title, "First");
    EXPECT_EQ(first.article.author, "A. One, B. Two");
    EXPECT_EQ(first.article.published, day("2020-02-29"));
    EXPECT_EQ(first.article.text,
              "The ministers met in the capital on Saturday.\n\nThey will meet again in May.");
    EXPECT_EQ(first.source_id, "7");
    EXPECT_EQ(first.article.id,
              article_id(first.article.title, first.article.published, first.article.text));
    EXPECT_EQ(reading.articles[1].article.publisher, "Wire");
    EXPECT_EQ(reading.articles[1].article.text,
              "The president & the king spoke by telephone on Sunday.\n\nThe call took an hour.");
    EXPECT_TRUE(reading.articles[2].origin.ends_with("rows.jsonl:8"));
    ASSERT_EQ(reading.errors.size(), 4u);
    EXPECT_NE(reading.errors[0].find("rows.jsonl:4: not JSON"), std::string::npos);
    EXPECT_NE(reading.errors[1].find("rows.jsonl:5: not a JSON object"), std::string::npos);
    EXPECT_NE(reading.errors[2].find("rows.jsonl:6: no text"), std::string::npos);
    EXPECT_NE(reading.errors[3].find("rows.jsonl:7: no publication date; give --date"),
              std::string::npos);
    EXPECT_EQ(reading.summary, (ReadSummary{.files = 1, .articles = 3, .failures = 4}));
}

TEST(ReadStream, TheGivenDateServesArticlesWithoutOne) {
    ReadOptions options;
    options.default_date = day("2020-03-04");
    const Reading reading = read_page_file("rows.jsonl", options);
    ASSERT_EQ(reading.articles.size(), 4u);
    EXPECT_EQ(reading.articles[2].article.published, day("2020-03-04"));
    EXPECT_EQ(reading.articles[2].article.published_basis, "given");
    EXPECT_EQ(reading.articles[3].article.published, day("2020-03-02"));
}

TEST(ReadStream, AFeedGivesItsItemsWithTheirFullContent) {
    const Reading reading = read_page_file("feed.rss.xml");
    ASSERT_EQ(reading.articles.size(), 2u);
    const ReadArticle& full = reading.articles[0];
    EXPECT_EQ(full.article.title, "Envoy & minister talk in Vik");
    EXPECT_EQ(full.article.author, "R. Holm");
    EXPECT_EQ(full.article.publisher, "Northern Desk");
    EXPECT_EQ(full.article.url, "https://desk.example.org/vik");
    EXPECT_EQ(full.article.published, day("2023-03-07"));
    EXPECT_EQ(full.source_id, "desk-17");
    EXPECT_TRUE(full.article.text.ends_with("said the minister’s office."));
    EXPECT_TRUE(full.warnings.empty());
    ASSERT_EQ(reading.articles[1].warnings.size(), 1u);
    EXPECT_NE(reading.articles[1].warnings[0].find("item 2: the feed has only a summary"),
              std::string::npos);
    EXPECT_NE(only_error(reading).find("item 3: the item has no text"), std::string::npos);
}

TEST(ReadStream, AnAtomEntryGivesItsXhtmlAndItsFirstDay) {
    const Reading reading = read_page_file("feed.atom.xml");
    ASSERT_EQ(reading.articles.size(), 1u);
    const Article& article = reading.articles[0].article;
    EXPECT_EQ(article.title, "Two leaders on one quay");
    EXPECT_EQ(article.url, "https://wire.example.org/quay");
    EXPECT_EQ(article.author, "Ada Berg");
    EXPECT_EQ(article.published, day("2022-06-16"));
    EXPECT_TRUE(article.text.ends_with("\n\nNo statement was made after it."));
}

TEST(ReadStream, ADamagedFeedGivesWhatStandsBeforeTheDamage) {
    const Reading reading = read_bytes(
        "<rss><channel><item><title>One</title><pubDate>Tue, 05 May 2020 09:00:00 GMT</pubDate>"
        "<description>The envoys of the two towns met on the bridge.</description></item>", "f.rss");
    EXPECT_EQ(reading.articles.size(), 1u);
    EXPECT_NE(only_error(reading).find("f.rss: damaged XML at byte"), std::string::npos);
}

TEST(ReadStream, EntitiesThatAFeedDefinesAreNotExpanded) {
    const Reading reading = read_bytes(
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><rss><channel><item>"
        "<title>&e;</title><pubDate>Tue, 05 May 2020 09:00:00 GMT</pubDate>"
        "<description>The envoys of the two towns met on the bridge.</description>"
        "</item></channel></rss>", "f.xml");
    ASSERT_EQ(reading.articles.size(), 1u);
    EXPECT_EQ(reading.articles[0].article.title.find("root"), std::string::npos);
}

TEST(ReadStream, CharacterReferencesBeyondUnicodeGiveValidText) {
    const Reading reading = read_bytes(
        "<rss><channel><item><title>Envoys&#1114112; meet</title><link>https://a/&#1114112;</link>"
        "<pubDate>Tue, 05 May 2020 09:00:00 GMT</pubDate>"
        "<description>The envoys of the two towns met&#1114112; on the bridge.</description>"
        "</item></channel></rss>", "f.xml");
    ASSERT_EQ(reading.articles.size(), 1u);
    const Article& article = reading.articles[0].article;
    EXPECT_FALSE(invalid_utf8_at(article.title));
    EXPECT_FALSE(invalid_utf8_at(article.url));
    EXPECT_FALSE(invalid_utf8_at(article.text));
}

TEST(ReadStream, JsonArraysAndWrappedArraysAreRead) {
    EXPECT_EQ(read_bytes("[" + kRow + ",\n" + kRow + "]", "a.json").articles.size(), 2u);
    EXPECT_EQ(read_bytes("{\"status\": \"ok\", \"articles\": [" + kRow + "]}", "a.json")
                  .articles.size(), 1u);
    const Reading one = read_bytes("{\n\"title\": \"T\",\n\"date\": \"2020-05-05\",\n"
                                   "\"text\": \"The envoys of the two towns met.\"\n}", "a.json");
    EXPECT_EQ(one.articles.size(), 1u);
}

TEST(ReadStream, ACutArrayGivesTheWholeEntriesAndAnError) {
    const Reading reading = read_bytes("[" + kRow + ",{\"title\":\"U", "a.json");
    EXPECT_EQ(reading.articles.size(), 1u);
    EXPECT_EQ(only_error(reading), "a.json: entry 2: JSON is cut short");
}

TEST(ReadStream, GzipIsReadMemberByMember) {
    const Reading reading = read_bytes(gzip(kRow + "\n") + gzip(kRow + "\n"), "a.jsonl.gz");
    EXPECT_EQ(reading.articles.size(), 2u);
    EXPECT_TRUE(reading.errors.empty());
}

TEST(ReadStream, CutGzipGivesTheLinesBeforeTheCut) {
    std::string rows;
    for (int i = 0; i < 20000; ++i)
        rows += R"({"title":"T)" + std::to_string(i * 7919 % 20011) +
                R"(","published":"2020-05-05","text":"The envoys of the two towns met."})" + "\n";
    std::string packed = gzip(rows);
    packed.resize(packed.size() - 20);
    const Reading reading = read_bytes(packed, "a.jsonl.gz");
    EXPECT_GT(reading.articles.size(), 15000u);
    EXPECT_EQ(only_error(reading), "a.jsonl.gz: gzip data is cut short");
}

TEST(ReadStream, AGzipBombIsRefused) {
    ReadOptions options;
    options.limits.document_bytes = 1 << 20;
    const Reading reading = read_bytes(gzip(std::string(50 << 20, ' ') + "x"), "a.txt.gz", options);
    EXPECT_EQ(only_error(reading), "a.txt.gz: larger than 1 MiB, too large for one document");
}

TEST(ReadStream, AnEndlessLineIsPassedOverAndTheNextIsRead) {
    ReadOptions options;
    options.limits.line_bytes = 1 << 20;
    const Reading reading =
        read_bytes("{\"title\":\"" + std::string(3 << 20, 'x') + "\"}\n" + kRow + "\n", "a.jsonl",
                   options);
    EXPECT_EQ(reading.articles.size(), 1u);
    EXPECT_EQ(only_error(reading), "a.jsonl:1: line longer than 1 MiB");
}

TEST(ReadStream, BadInputIsNamedWithItsReason) {
    EXPECT_EQ(only_error(read_bytes("", "a.txt")), "a.txt: the file is empty");
    EXPECT_EQ(only_error(read_bytes(" \n\n", "a.txt")), "a.txt: the file is empty");
    EXPECT_EQ(only_error(read_bytes(std::string("a\0b", 3), "a.txt")), "a.txt: not text: NUL bytes");
    EXPECT_EQ(only_error(read_bytes("Title\n\nCaf\xE9 \xC3\xA9 \xFF", "a.txt")),
              "a.txt: invalid UTF-8 at byte 10");
    EXPECT_EQ(only_error(read_bytes("<?xml version='1.0'?><urlset/>", "a.xml")),
              "a.xml: XML of an unknown kind (root element urlset)");
    EXPECT_EQ(only_error(read_bytes("{\"a\":" + std::string(3000, '[') + std::string(3000, ']') + "}",
                                    "a.jsonl")).substr(0, 19),
              "a.jsonl:1: not JSON");
}

TEST(ReadStream, AnotherLanguageIsRefusedUnlessAllowed) {
    const std::string french =
        "Rencontre\n\n5 mai 2020\n\nLes ministres des affaires étrangères des deux pays se sont "
        "rencontrés mardi dans la capitale pour parler du prix de la pêche et des traversées.";
    const Reading refused = read_bytes(french, "a.txt");
    EXPECT_EQ(only_error(refused), "a.txt: language is fr, not English");
    EXPECT_EQ(refused.codes[0], ErrorCode::Unsupported);
    ReadOptions options;
    options.english_only = false;
    const Reading taken = read_bytes(french, "a.txt", options);
    ASSERT_EQ(taken.articles.size(), 1u);
    EXPECT_EQ(taken.articles[0].article.language, "fr");
}

TEST(ReadStream, ATextBeyondTheLimitIsRefused) {
    ReadOptions options;
    options.limits.article_bytes = 1000;
    std::string text = "Envoys\n\nMay 5, 2020\n\n";
    for (int i = 0; i < 60; ++i) text += "The envoys met on the bridge again. ";
    EXPECT_NE(only_error(read_bytes(text, "a.txt", options)).find("a.txt: the text has"),
              std::string::npos);
}

TEST(ReadStream, AFutureDayNeedsAnAsOfThatAllowsIt) {
    ReadOptions options;
    options.as_of = day("2020-01-01");
    EXPECT_EQ(only_error(read_bytes(kText, "a.txt", options)),
              "a.txt: no publication date; give --date");
    options.as_of = day("2020-05-05");
    EXPECT_EQ(read_bytes(kText, "a.txt", options).articles.size(), 1u);
}

TEST(ReadStream, StopsWhenTheSinkAsks) {
    std::istringstream in(kRow + "\n" + kRow + "\n" + kRow + "\n");
    int calls = 0;
    const ReadSummary summary = read_stream(in, "a.jsonl", {}, [&](Result<ReadArticle>) {
        return ++calls < 2;
    });
    EXPECT_EQ(calls, 2);
    EXPECT_TRUE(summary.stopped);
}

TEST(ReadPath, AFolderIsWalkedInNameOrderAndOnlyItsArticlesAreTaken) {
    const fs::path folder = fs::path(testing::TempDir()) / "readers_walk";
    fs::remove_all(folder);
    fs::create_directories(folder / "b");
    fs::create_directories(folder / ".hidden");
    const auto write = [&](const char* name, const std::string& bytes) {
        std::ofstream(folder / name, std::ios::binary) << bytes;
    };
    write("c.txt", kText);
    write("a.jsonl.gz", gzip(kRow));
    write("b/one.TXT", kText);
    write("a.expected.json", "{}");
    write("README.md", "# Read me");
    write("README.txt", kText);
    write("picture.png", "\x89PNG");
    write(".hidden/d.txt", kText);
    fs::create_directory_symlink(folder, folder / "loop");

    Reading reading;
    reading.summary = read_path(folder.string(), {}, collect(reading));
    ASSERT_EQ(reading.articles.size(), 3u);
    EXPECT_TRUE(reading.errors.empty());
    EXPECT_TRUE(reading.articles[0].origin.ends_with("a.jsonl.gz:1"));
    EXPECT_TRUE(reading.articles[1].origin.ends_with("b/one.TXT"));
    EXPECT_TRUE(reading.articles[2].origin.ends_with("c.txt"));
    fs::remove_all(folder);
}

TEST(ReadPath, AMissingFileIsNotFound) {
    Reading reading;
    reading.summary = read_path("/nowhere/at/all.txt", {}, collect(reading));
    EXPECT_EQ(only_error(reading), "/nowhere/at/all.txt: cannot open: No such file or directory");
    EXPECT_EQ(reading.codes[0], ErrorCode::NotFound);
}

TEST(DetectFormat, ContentSpeaksBeforeTheName) {
    EXPECT_EQ(detect_format("<!DOCTYPE html><html>", true, "a.txt"), Format::Html);
    EXPECT_EQ(detect_format("<?xml version='1.0'?><rss>", true, "a.html"), Format::Feed);
    EXPECT_EQ(detect_format("{\"a\":1}\n{\"a\":2}\n", true, "a"), Format::JsonLines);
    EXPECT_EQ(detect_format("{\"a\":1}\n", true, "a.json"), Format::JsonDocument);
    EXPECT_EQ(detect_format("{\"a\":1}\n", true, "a.jsonl.gz"), Format::JsonLines);
    EXPECT_EQ(detect_format("[{\"a\":1}]", true, "a"), Format::JsonDocument);
    EXPECT_EQ(detect_format("[Editor's note] The envoys", true, "a"), Format::PlainText);
    EXPECT_EQ(detect_format("Envoys meet\n", true, "a.txt"), Format::PlainText);
}

}  // namespace
}  // namespace annalist::ingest
