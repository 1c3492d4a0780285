#include "web/problem.hpp"

#include <cctype>
#include <string>

#include "query/json_writer.hpp"

namespace annalist::web {
namespace {

Response make(int status, std::string_view code, std::string_view detail,
              std::string_view instance, const std::vector<Fault>& faults) {
    Response response;
    response.status = status;
    response.type = "application/problem+json";
    query::JsonWriter json(response.body);
    json.begin_object();
    json.field("type", "about:blank");
    json.field("title", reason_phrase(status));
    json.field("status", status);
    json.text_field("detail", detail);
    json.text_field("instance", instance);
    json.text_field("code", code);
    if (!faults.empty()) {
        json.key("errors");
        json.begin_array();
        for (const Fault& fault : faults) {
            json.begin_object();
            json.field("parameter", fault.parameter);
            json.field("detail", fault.detail);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    return response;
}

}  // namespace

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument: return 400;
        case ErrorCode::NotFound: return 404;
        case ErrorCode::Unsupported: return 501;
        case ErrorCode::Corruption:
        case ErrorCode::Io: return 500;
    }
    return 500;
}

Response problem(int status, std::string_view detail, std::string_view instance) {
    return make(status, "", detail, instance, {});
}

Response problem(const Error& error, std::string_view instance) {
    return make(status_of(error.code), to_string(error.code), error.message, instance, {});
}

Response problem(const std::vector<Fault>& faults, std::string_view instance) {
    std::string detail;
    for (const Fault& fault : faults) detail += (detail.empty() ? "" : "; ") + fault.detail;
    return make(400, to_string(ErrorCode::InvalidArgument), detail, instance, faults);
}

}  // namespace annalist::web
