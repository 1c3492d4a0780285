#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/result.hpp"

namespace annalist::query {

/// Named values as command line flags or an HTTP query string give them. A name may come more than
/// once; in names '_' and '-' are the same.
class Parameters {
public:
    Parameters() = default;
    Parameters(std::initializer_list<std::pair<std::string, std::string>> entries);

    void add(std::string_view name, std::string_view value);

    bool has(std::string_view name) const;
    /// The first value of that name; "" when there is none.
    std::string first(std::string_view name) const;
    /// All values of that name in order, as they stand.
    std::vector<std::string> all(std::string_view name) const;
    /// All values of that name, each split at commas and trimmed; empty parts are dropped.
    std::vector<std::string> list(std::string_view name) const;

    const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }

private:
    std::vector<std::pair<std::string, std::string>> entries_;
};

/// What is asked; each question has its own set of parameters.
enum class Question { Events, Met, Timeline, Figures, Actors, Graph, Rank, Communities, Ego, Path, Compare };

/// One parameter: the command line's `--name`, HTTP's `name=`, with the same meaning.
struct ParameterInfo {
    std::string_view name;
    std::string_view value;  ///< what stands for the value in help: "DAY", "NAME"; "" for a switch
    std::string_view help;
    bool repeatable = false;
};

/// The parameters of a question, in the order in which help lists them.
std::span<const ParameterInfo> parameters_of(Question question);

/// Errors: InvalidArgument for a name that the question does not know (the nearest known one is
/// offered), and for a value that is not UTF-8.
Result<void> check_names(const Parameters& parameters, Question question);

}  // namespace annalist::query
