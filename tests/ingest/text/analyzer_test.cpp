#include "ingest/text/analyzer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "ingest/text/conllu.hpp"
#include "ingest/text/draw_tree.hpp"

namespace annalist::text {
namespace {

const Analyzer& analyzer() {
    static const auto loaded = Analyzer::load(default_model_path());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

/// "word/UPOS/relation<head" for each token.
std::string brief(std::string_view text, const Sentence& s) {
    std::string out;
    for (const Token& t : s.tokens) {
        out += out.empty() ? "" : " ";
        out += std::string(t.span.in(text)) + "/" + std::string(to_string(t.upos)) + "/" +
               std::string(t.deprel);
        if (t.head >= 0) {
            out += "<" + std::string(s.tokens[static_cast<std::size_t>(t.head)].span.in(text));
        }
    }
    return out;
}

/// Every promise about the shape of an answer.
void expect_sound(std::string_view text, const std::vector<Sentence>& sentences) {
    std::uint32_t at = 0;
    for (const Sentence& s : sentences) {
        ASSERT_FALSE(s.tokens.empty());
        EXPECT_EQ(s.span.begin, s.tokens.front().span.begin);
        EXPECT_EQ(s.span.end, s.tokens.back().span.end);
        int roots = 0;
        for (const Token& t : s.tokens) {
            ASSERT_LE(at, t.span.begin);
            ASSERT_LT(t.span.begin, t.span.end);
            ASSERT_LE(t.span.end, text.size());
            at = t.span.end;
            roots += t.head < 0;
            ASSERT_LT(t.head, static_cast<std::int32_t>(s.tokens.size()));
        }
        EXPECT_EQ(roots, 1);
        std::uint32_t last = 0;
        for (const Entity& e : s.entities) {
            EXPECT_LE(last, e.first);
            EXPECT_LT(e.first, e.last);
            EXPECT_LE(e.last, s.tokens.size());
            last = e.last;
        }
    }
}

TEST(Analyzer, ReadsAPlainSentence) {
    const std::string text = "The ministers visited Paris.";
    const auto got = analyzer().analyze(text);
    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(brief(text, got[0]),
              "The/DET/det<ministers ministers/NOUN/nsubj<visited visited/VERB/root "
              "Paris/PROPN/obj<visited ./PUNCT/punct<visited");
    EXPECT_EQ(got[0].tokens[2].lemma, "visit");
    EXPECT_EQ(got[0].tokens[2].xpos, "VBD");
    ASSERT_EQ(got[0].entities.size(), 1U);
    EXPECT_EQ(got[0].entities[0], (Entity{3, 4, EntityType::Place}));
}

TEST(Analyzer, NamesPersonsBodiesAndPlaces) {
    const std::string text = "Anna Lindholm of the World Bank visited Kenya.";
    const auto got = analyzer().analyze(text);
    ASSERT_EQ(got.size(), 1U);
    const std::vector<Entity> expected = {{0, 2, EntityType::Person},
                                          {4, 6, EntityType::Organization},
                                          {7, 8, EntityType::Place}};
    EXPECT_EQ(got[0].entities, expected);
}

TEST(Analyzer, MarksNationalitiesAsGroups) {
    const std::string text = "The Norwegian envoy left.";
    const auto got = analyzer().analyze(text);
    ASSERT_EQ(got[0].entities.size(), 1U);
    EXPECT_EQ(got[0].entities[0], (Entity{1, 2, EntityType::Group}));
}

TEST(Analyzer, AgreesWithTheTrainingProgramOnStoredSentences) {
    std::ifstream in(ANNALIST_TEST_DATA "/text/parity.conllu");
    const auto expected = read_conllu(in);
    ASSERT_TRUE(expected) << expected.error().message;
    ASSERT_GE(expected->sentences.size(), 10U);
    const auto got = analyzer().analyze(expected->text, expected->raw);
    for (std::size_t i = 0; i < got.size(); ++i) {
        Sentence bare = got[i];
        bare.entities.clear();
        for (std::size_t k = 0; k < bare.tokens.size(); ++k) {
            bare.tokens[k].lemma = expected->sentences[i].tokens[k].lemma;
        }
        EXPECT_EQ(brief(expected->text, bare), brief(expected->text, expected->sentences[i]));
        EXPECT_EQ(bare, expected->sentences[i]);
    }
}

TEST(Analyzer, GivesTheSameAnswersOnEveryInstructionSet) {
    std::ifstream in(ANNALIST_TEST_DATA "/text/parity.conllu");
    const auto document = read_conllu(in);
    ASSERT_TRUE(document);
    const auto plain = Analyzer::load(default_model_path(), portable_kernels());
    ASSERT_TRUE(plain);
    for (const Kernels* k : usable_kernels()) {
        const auto other = Analyzer::load(default_model_path(), *k);
        ASSERT_TRUE(other);
        EXPECT_EQ(plain->analyze(document->text), other->analyze(document->text)) << k->name;
    }
}

TEST(Analyzer, GivesTheSameAnswerToManyThreads) {
    const std::string text =
        "Two ministers met in Oslo on Monday. They discussed fish, grain and steel. Nothing was "
        "signed, an aide said.";
    const auto expected = analyzer().analyze(text);
    std::vector<std::vector<Sentence>> got(4);
    std::vector<std::thread> threads;
    for (auto& g : got) threads.emplace_back([&] { g = analyzer().analyze(text); });
    for (std::thread& t : threads) t.join();
    for (const auto& g : got) EXPECT_EQ(g, expected);
}

TEST(Analyzer, StandsAnyBytes) {
    for (const std::string& text :
         {std::string("\xFF\xC3(\xE2\x82 minister \x80\x80 met"), std::string("\0 a \x01 b", 8),
          std::string("\xF0\x9F\x98\x80\xF0\x9F\x98\x80 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D met"),
          std::string("<p>THE PRESIDENT &amp; THE KING MET</p>"), std::string("...!!!???"),
          std::string("\"\"\"''''((((]]]]"), std::string(5000, ')'), std::string(5000, '\'')}) {
        expect_sound(text, analyzer().analyze(text));
    }
    EXPECT_TRUE(analyzer().analyze("").empty());
    EXPECT_TRUE(analyzer().analyze(" \n ").empty());
}

TEST(Analyzer, CutsAnEndlessSentenceAndSaysSo) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "they met and they talked, ";
    const auto got = analyzer().analyze(text);
    expect_sound(text, got);
    ASSERT_GT(got.size(), 1U);
    for (const Sentence& s : got) EXPECT_TRUE(s.split);
}

TEST(Analyzer, TakesTimeInProportionToAHugeLine) {
    const auto seconds = [](std::size_t words) {
        std::string text;
        for (std::size_t i = 0; i < words; ++i) text += "minister ";
        const auto begin = std::chrono::steady_clock::now();
        expect_sound(text, analyzer().analyze(text));
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    seconds(1000);
    EXPECT_LT(seconds(40000), 40 * (seconds(4000) + 0.05));
}

TEST(Analyzer, CutsASentenceOfFiveThousandTokensAtClauseMarks) {
    std::string text;
    for (int i = 0; i < 550; ++i) text += "the old ministers met in Oslo on Monday, ";
    const auto got = analyzer().analyze(text);
    std::size_t tokens = 0;
    std::size_t at_marks = 0;
    for (const Sentence& s : got) {
        tokens += s.tokens.size();
        at_marks += s.tokens.back().span.in(text) == ",";
        EXPECT_TRUE(s.split);
    }
    EXPECT_GE(tokens, 4900U);
    EXPECT_GE(at_marks + 1, got.size());
}

TEST(Analyzer, KeepsAGivenSentenceOfFiveThousandTokensWhole) {
    std::string text;
    RawSentence raw;
    for (std::uint32_t i = 0; i < 5000; ++i) {
        raw.tokens.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(text.size() + 8)});
        text += "minister ";
    }
    const auto got = analyzer().analyze(text, {raw, raw});
    ASSERT_EQ(got.size(), 2U);
    EXPECT_EQ(got[0].tokens.size(), 5000U);
    EXPECT_TRUE(got[0].split);
    EXPECT_EQ(std::ranges::count_if(got[0].tokens, [](const Token& t) { return t.head < 0; }), 1);
}

TEST(Analyzer, ReadsALineOfOneSignOverAndOver) {
    for (const std::string piece : {")", "7", "<a", "<b>", "Oslo ", "12 ", "\U0001F600"}) {
        std::string text;
        while (text.size() < 6000) text += piece;
        const auto got = analyzer().analyze(text);
        expect_sound(text, got);
        EXPECT_EQ(got.back().span.end, text.find_last_not_of(' ') + 1) << piece;
    }
}

TEST(Analyzer, ATagLeftOverEndsASentence) {
    const std::string text = "<p>Ministers met.</p><br/>Envoys <b>left</b> Oslo";
    const auto got = analyzer().analyze(text);
    std::vector<std::string> sentences;
    for (const Sentence& s : got) sentences.emplace_back(s.span.in(text));
    EXPECT_EQ(sentences, (std::vector<std::string>{"<p>", "Ministers met.", "</p><br/>", "Envoys <b>left</b> Oslo"}));
    EXPECT_EQ(got[3].tokens.size(), 5U);
}

TEST(Analyzer, LeavesNoWordOfAnyScriptOut) {
    for (const std::string text :
         {"Le pr\u00E9sident a rencontr\u00E9 le chancelier \u00E0 Berlin.", "\u4E60\u8FD1\u5E73\u4F1A\u89C1\u4E86\u666E\u4EAC\u3002",
          "\u05D1\u05E0\u05D9\u05DE\u05D9\u05DF met \u0645\u062D\u0645\u062F in Oslo \U0001F600.", "<td class=\"x\">Ministers</td>&nbsp;met<br/>",
          "\u0412\u043B\u0430\u0434\u0438\u043C\u0438\u0440 \u2014 president"}) {
        const auto got = analyzer().analyze(text);
        expect_sound(text, got);
        std::vector<bool> covered(text.size());
        for (const Sentence& s : got) {
            for (const Token& t : s.tokens) std::fill(covered.begin() + t.span.begin, covered.begin() + t.span.end, true);
        }
        for (std::size_t i = 0; i < text.size(); ++i) EXPECT_TRUE(covered[i] || text[i] == ' ') << text << " at " << i;
    }
}

TEST(Analyzer, FindsChainsInTimeInProportionToAHugeLine) {
    const auto seconds = [](int times) {
        std::string text;
        for (int i = 0; i < times; ++i) text += "Anna Lindholm and Peter Otieno met the ministers; they spoke, and both leaders left ";
        const auto sentences = analyzer().analyze(text);
        const auto begin = std::chrono::steady_clock::now();
        const Coreference got = analyzer().coreference(text, sentences);
        EXPECT_FALSE(got.chains.empty());
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    seconds(100);
    EXPECT_LT(seconds(4000), 40 * (seconds(400) + 0.05));
}

TEST(Analyzer, NamesAModelThatItCannotRead) {
    const auto missing = Analyzer::load("/nowhere/english.annalist-model");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::Io);
    EXPECT_NE(missing.error().message.find("/nowhere/english.annalist-model"), std::string::npos);
    const auto foreign = Analyzer::load(ANNALIST_TEST_DATA "/text/parity.conllu");
    ASSERT_FALSE(foreign);
    EXPECT_NE(foreign.error().message.find("parity.conllu"), std::string::npos) << foreign.error().message;
}

TEST(Kernels, AnyProcessorHasThePortableOnes) {
    const auto usable = usable_kernels();
    ASSERT_FALSE(usable.empty());
    EXPECT_EQ(usable.front()->name, std::string("portable"));
}

TEST(Analyzer, ReadsCapitalsAsWords) {
    const std::string text = "THE MINISTERS SIGNED THE TREATY.";
    const auto got = analyzer().analyze(text);
    EXPECT_EQ(brief(text, got[0]),
              "THE/DET/det<MINISTERS MINISTERS/NOUN/nsubj<SIGNED SIGNED/VERB/root "
              "THE/DET/det<TREATY TREATY/NOUN/obj<SIGNED ./PUNCT/punct<SIGNED");
}

TEST(DrawTree, DrawsALineAWordWithTheBranchesToTheHeads) {
    const std::string text = "Ministers met";
    Sentence s;
    s.span = {0, 13};
    s.tokens = {{{0, 9}, "minister", Upos::NOUN, "NNS", "nsubj", 1},
                {{10, 13}, "meet", Upos::VERB, "VBD", "root", -1}};
    EXPECT_EQ(draw_tree(text, s),
              "\u250C\u2500  Ministers NOUN  nsubj         minister\n"
              "\u2514\u2500met         VERB  root          meet\n");
}

}  // namespace
}  // namespace annalist::text
