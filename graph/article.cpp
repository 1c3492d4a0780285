#define XXH_INLINE_ALL
#include <xxhash.h>

#include "graph/article.hpp"
#include "graph/time_span.hpp"

namespace annalist {

ArticleId article_id(std::string_view title, date::sys_days published, std::string_view text) {
    std::string content = iso_day(published);
    content.reserve(content.size() + title.size() + text.size() + 2);
    content.append(1, '\0').append(title).append(1, '\0').append(text);
    return {XXH3_64bits(content.data(), content.size())};
}

}  // namespace annalist
