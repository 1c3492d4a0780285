#include "ingest/text/conllu.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace annalist::text {
namespace {

const std::string kTwo =
    "# sent_id = a\n"
    "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "1\tdo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n"
    "2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n"
    "3\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n"
    "\n"
    "# newpar\n"
    "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No\n"
    "2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_\n"
    "\n";

TEST(ReadConllu, RebuildsTheTextFromTheSpacing) {
    std::istringstream in(kTwo);
    const auto d = read_conllu(in);
    ASSERT_TRUE(d);
    EXPECT_EQ(d->text, "don't.\n\nYes!");
    ASSERT_EQ(d->raw.size(), 2U);
    EXPECT_EQ(d->raw[0].tokens[1].in(d->text), "n't");
    EXPECT_EQ(d->sentences[0].tokens[1].head, 0);
    EXPECT_EQ(d->sentences[0].tokens[1].deprel, "advmod");
}

TEST(ReadConllu, SaysWhereAFileIsBroken) {
    std::istringstream columns("1\tdo\n");
    EXPECT_NE(read_conllu(columns).error().message.find("line 1"), std::string::npos);
    std::istringstream head("1\tdo\tdo\tAUX\tVB\t_\t9\troot\t_\t_\n\n");
    EXPECT_EQ(read_conllu(head).error().code, ErrorCode::InvalidArgument);
    std::istringstream order("2\tdo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n");
    EXPECT_EQ(read_conllu(order).error().code, ErrorCode::InvalidArgument);
}

TEST(WriteConllu, KeepsIdsAndMultiwordLinesOfTheSource) {
    std::istringstream in(kTwo);
    const auto d = read_conllu(in);
    ASSERT_TRUE(d);
    std::ostringstream out;
    write_conllu(out, *d, d->sentences);
    EXPECT_EQ(out.str(), kTwo);
}

TEST(WriteConllu, WritesNamesAndSpacing) {
    const std::string text = "In Rome.";
    Sentence s;
    s.span = {0, 8};
    s.tokens = {{{0, 2}, "in", Upos::ADP, "IN", "case", 1},
                {{3, 7}, "Rome", Upos::PROPN, "NNP", "root", -1},
                {{7, 8}, ".", Upos::PUNCT, ".", "punct", 1}};
    s.entities = {{1, 2, EntityType::Place}};
    std::ostringstream out;
    write_conllu(out, text, {s});
    EXPECT_EQ(out.str(),
              "# sent_id = 1\n# text = In Rome.\n"
              "1\tIn\tin\tADP\tIN\t_\t2\tcase\t_\t_\n"
              "2\tRome\tRome\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(place)|SpaceAfter=No\n"
              "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n");
}

TEST(WriteConllu, MentionsOfOneThingShareTheirNumber) {
    const std::string text = "Li left.";
    Sentence sentence;
    sentence.span = {0, 8};
    sentence.tokens.resize(3);
    sentence.tokens[0].span = {0, 2};
    sentence.tokens[1].span = {3, 7};
    sentence.tokens[2].span = {7, 8};
    Mention one, two;
    one.span = {0, 2};
    one.chain = 4;
    two.span = {0, 7};
    two.chain = 5;
    Mention alone;
    alone.span = {3, 7};
    std::ostringstream out;
    write_conllu(out, text, {sentence}, {{two, one, alone}, {}});
    EXPECT_NE(out.str().find("Coref=(c5(c4)\n"), std::string::npos) << out.str();
    EXPECT_NE(out.str().find("Coref=c5)|SpaceAfter=No\n"), std::string::npos) << out.str();
}

TEST(WriteConllu, AGroupSaysWhomItMeans) {
    const std::string text = "Both left.";
    Sentence sentence;
    sentence.span = {0, 10};
    sentence.tokens.resize(1);
    sentence.tokens[0].span = {0, 4};
    Mention both;
    both.span = {0, 4};
    both.chain = 2;
    std::ostringstream out;
    write_conllu(out, text, {sentence}, {{both}, {{{0}, {}}, {{0}, {}}, {{0}, {0, 1}}}});
    EXPECT_NE(out.str().find("# group c2 = c0 c1\n1\tBoth"), std::string::npos) << out.str();
}

}  // namespace
}  // namespace annalist::text
