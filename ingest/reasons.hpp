#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/article.hpp"
#include "graph/event.hpp"
#include "ingest/pipeline.hpp"

namespace annalist::ingest {

/// Why a field of a mention has its value.
struct Reason {
    std::string field;            ///< "event", "status", "time", "place", "participant", "attribution", "count", "sequence", "confidence"
    std::string because;          ///< in words, which quote those of the text
    std::vector<TextSpan> words;  ///< of the article's text that it rests on; a participant's own first

    bool operator==(const Reason&) const = default;
};

/// Reads an article again to say why its mentions are what they are. The pipeline must know what it knew
/// when the article was read (the same model and lexicon), and outlive this.
class ArticleReasons {
public:
    ArticleReasons(const Article& article, const Pipeline& pipeline);

    /// The reasons of a mention of the article, in the order of Reason::field; empty when read today the
    /// article does not give it. What a word does for status, speaker and number is found by reading the
    /// sentence without it. Cost: one extraction for each word of the sentence.
    std::vector<Reason> of(const Mention& mention) const;

private:
    class Sentence;

    ArticleFacts read(const std::vector<text::Sentence>& sentences, bool dated = true) const;
    void event(const Mention& mention, const Sentence& sentence, std::vector<Reason>& into) const;
    void words_that_count(const Mention& mention, std::size_t at, std::vector<Reason>& into) const;
    void time(const Mention& mention, const Sentence& sentence, std::vector<Reason>& into) const;
    void place(const Mention& mention, std::vector<Reason>& into) const;
    void participants(const Mention& mention, const Sentence& sentence, std::vector<Reason>& into) const;
    void confidence(const Mention& mention, std::vector<Reason>& into) const;

    const Article& article_;
    const Pipeline& pipeline_;
    std::vector<text::Sentence> sentences_;
    std::vector<text::Timex> timexes_;
};

}  // namespace annalist::ingest
