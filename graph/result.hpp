#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace annalist {

/// What kind of thing went wrong; a caller chooses its exit code or HTTP status by it.
enum class ErrorCode {
    InvalidArgument,  ///< what the user gave cannot be used
    NotFound,         ///< a named thing does not exist
    Corruption,       ///< stored or shipped data is damaged
    Io,               ///< the disk or the network refused
    Unsupported,      ///< valid, but not for this version or machine
};

/// A failure that input, disk or network caused. `message` names the thing and the place.
struct Error {
    ErrorCode code = ErrorCode::InvalidArgument;
    std::string message;

    bool operator==(const Error&) const = default;
};

/// The name of a code as it stands in answers to clients: "invalid_argument" and so on.
constexpr const char* to_string(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument: return "invalid_argument";
        case ErrorCode::NotFound: return "not_found";
        case ErrorCode::Corruption: return "corruption";
        case ErrorCode::Io: return "io";
        case ErrorCode::Unsupported: return "unsupported";
    }
    return "unknown";
}

/// A value, or the error that stood in its way. Ask (`if (result)`) before taking the value.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }

    T& operator*() & {
        assert(*this);
        return *std::get_if<0>(&state_);
    }
    const T& operator*() const& {
        assert(*this);
        return *std::get_if<0>(&state_);
    }
    T&& operator*() && {
        assert(*this);
        return std::move(*std::get_if<0>(&state_));
    }
    T* operator->() {
        assert(*this);
        return std::get_if<0>(&state_);
    }
    const T* operator->() const {
        assert(*this);
        return std::get_if<0>(&state_);
    }

    const Error& error() const {
        assert(!*this);
        return *std::get_if<1>(&state_);
    }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)), failed_(true) {}

    explicit operator bool() const { return !failed_; }

    const Error& error() const {
        assert(failed_);
        return error_;
    }

private:
    Error error_;
    bool failed_ = false;
};

}  // namespace annalist
