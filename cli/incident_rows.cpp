#include <vector>

#include "cli/code_points.hpp"
#include "cli/coded_rows.hpp"
#include "query/json_writer.hpp"

namespace annalist::cli {
namespace {

using query::JsonWriter;

std::string_view role_word(ingest::FillerRole role) {
    switch (role) {
        case ingest::FillerRole::Source: return "source";
        case ingest::FillerRole::Target: return "target";
        case ingest::FillerRole::Object: return "object";
        case ingest::FillerRole::Device: return "instrument";
    }
    return "";
}

std::string_view basis_word(TimeBasis basis) {
    switch (basis) {
        case TimeBasis::Stated: return "stated";
        case TimeBasis::Reference: return "reference";
        default: return "published";
    }
}

void write_incident(JsonWriter& json, std::string_view article, const ingest::Incident& incident, const CodePoints& points) {
    const bool coerce = incident.kind == ingest::IncidentKind::Kidnapping || incident.kind == ingest::IncidentKind::Hijacking;
    json.begin_object();
    json.field("type", coerce ? "COERCE" : "ASSAULT");
    json.field("subtype", ingest::to_string(incident.kind));
    json.field("stage", ingest::to_string(incident.stage));
    json.text_field("place", incident.city);
    if (incident.time.days.first != date::sys_days{}) {
        json.key("time");
        json.begin_object();
        if (incident.time.days.days() == 1) {
            json.field("day", iso_day(incident.time.days.first));
        } else {
            json.field("from", iso_day(incident.time.days.first));
            json.field("to", iso_day(incident.time.days.last));
        }
        json.field("basis", basis_word(incident.time.basis));
        json.end_object();
    }
    json.key("args");
    json.begin_array();
    for (const ingest::Filler& filler : incident.fillers) {
        json.begin_object();
        json.field("role", role_word(filler.role));
        json.key("names");
        json.begin_array();
        for (const std::string& name : filler.names) json.value(name);
        json.end_array();
        json.field("start", points.at(filler.words.begin));
        json.field("end", points.at(filler.words.end));
        if (filler.lent) json.field("lent", true);
        json.end_object();
    }
    json.end_array();
    json.key("triggers");
    json.begin_array();
    for (const ingest::IncidentReport& report : incident.reports) {
        json.begin_object();
        json.field("words", report.trigger_words.in(article));
        json.field("start", points.at(report.trigger_words.begin));
        json.field("end", points.at(report.trigger_words.end));
        json.field("frame", report.word);
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace

std::string incident_row(std::string_view id, std::string_view article, const std::vector<ingest::Incident>& incidents) {
    const CodePoints points(article);
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.field("id", id);
    json.key("events");
    json.begin_array();
    for (const auto& incident : incidents) write_incident(json, article, incident, points);
    json.end_array();
    json.end_object();
    return out;
}

}  // namespace annalist::cli
