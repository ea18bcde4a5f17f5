#include "report/pilots/pilot_file.hpp"

#include "base/error.hpp"
#include "report/pilots/method_tables.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <limits>

namespace peaksite {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 2;

Json of(const std::optional<double>& value) { return value && std::isfinite(*value) ? Json(*value) : Json(nullptr); }

std::optional<double> number_of(const Json& json)
{
    return json.is_number() ? std::optional{json.get<double>()} : std::nullopt;
}

Json of(const PilotExperts& experts)
{
    Json items = Json::array(), sheets = Json::array();
    for (const auto& item : experts.sheets.items)
        items.push_back(
            Json{{"id", item.id}, {"lowest", item.lowest}, {"highest", item.highest}, {"weight", item.weight}});
    for (const auto& sheet : experts.sheets.sheets) {
        Json rows = Json::array();
        for (std::size_t i = 0; i < sheet.rows(); ++i) {
            Json row = Json::array();
            for (std::size_t j = 0; j < sheet.columns(); ++j) row.push_back(of(std::optional{sheet.at(i, j)}));
            rows.push_back(std::move(row));
        }
        sheets.push_back(std::move(rows));
    }
    return Json{{"type", experts.type},
                {"experts", experts.sheets.experts},
                {"candidates", experts.sheets.candidates},
                {"items", items},
                {"sheets", sheets}};
}

PilotExperts experts_of(const Json& json)
{
    PilotExperts out{
        .type = json.at("type"),
        .sheets = {.experts = json.at("experts"), .candidates = json.at("candidates"), .items = {}, .sheets = {}}};
    for (const auto& item : json.at("items"))
        out.sheets.items.push_back({.id = item.at("id"),
                                    .lowest = item.at("lowest"),
                                    .highest = item.at("highest"),
                                    .weight = item.at("weight")});
    for (const auto& rows : json.at("sheets")) {
        auto& sheet = out.sheets.sheets.emplace_back(out.sheets.candidates.size(), out.sheets.items.size());
        for (std::size_t i = 0; i < sheet.rows(); ++i)
            for (std::size_t j = 0; j < sheet.columns(); ++j)
                sheet.at(i, j) = number_of(rows.at(i).at(j)).value_or(std::numeric_limits<double>::quiet_NaN());
    }
    return out;
}

Json of(const std::vector<std::pair<std::string, std::string>>& pairs)
{
    Json out = Json::array();
    for (const auto& [name, value] : pairs) out.push_back(Json::array({name, value}));
    return out;
}

std::vector<std::pair<std::string, std::string>> pairs_of(const Json& json)
{
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& one : json) out.emplace_back(one.at(0), one.at(1));
    return out;
}

Json of(const std::string& type, const Judgement& one)
{
    const auto& result = one.result;
    return Json{{"type", type},
                {"group", one.group},
                {"judge", judge_words(one)},
                {"used", one.used},
                {"judged", one.items},
                {"weights_by", judged_by_word(one.by)},
                {"weights", result.weights},
                {"lambda_max", result.lambda},
                {"consistency_index", result.index},
                {"random_index", result.verdict.random_index},
                {"random_index_table", result.verdict.table},
                {"random_index_source", result.verdict.source},
                {"consistency_ratio", result.verdict.ratio},
                {"consistency_limit", consistency_limit},
                {"consistent", result.verdict.accepted}};
}

[[noreturn]] void refuse_damaged(const std::filesystem::path& path)
{
    throw InputError{text("file '{}' is damaged; run the plan again", path.string())};
}

PilotFile file_of(const Json& json)
{
    PilotFile out{
        .fingerprint = json.at("fingerprint"), .base = json.at("base"), .inputs = pairs_of(json.at("inputs"))};
    auto& ground = out.ground;
    for (const auto& one : json.at("places")) {
        auto& place = ground.places.emplace_back();
        if (!one.is_null()) place = Point{.x = one.at(0), .y = one.at(1)};
    }
    ground.pairs_within_km = json.at("pairs_within_km");
    for (const auto& one : json.at("pairs"))
        ground.pairs.push_back({.a = one.at(0), .b = one.at(1), .km = one.at(2), .shared_km2 = one.at(3)});
    for (const auto& one : json.at("experts")) ground.experts.push_back(experts_of(one));
    return out;
}

} // namespace

void write_pilots_file(const PilotFile& file, const std::filesystem::path& path)
{
    Json places = Json::array(), pairs = Json::array(), experts = Json::array();
    for (const auto& one : file.ground.places) places.push_back(one ? Json::array({one->x, one->y}) : Json(nullptr));
    for (const auto& one : file.ground.pairs) pairs.push_back(Json::array({one.a, one.b, one.km, one.shared_km2}));
    for (const auto& one : file.ground.experts) experts.push_back(of(one));
    Json judgements = Json::array();
    for (const auto& [type, matrices] : file.judgements)
        for (const auto& one : matrices) judgements.push_back(of(type, one));
    const Json out{{"made_by", "peaksite"},
                   {"version", version},
                   {"fingerprint", file.fingerprint},
                   {"base", file.base},
                   {"inputs", of(file.inputs)},
                   {"places", places},
                   {"pairs_within_km", file.ground.pairs_within_km},
                   {"pairs", pairs},
                   {"experts", experts},
                   {"judgements", judgements}};
    std::ofstream stream{path, std::ios::binary};
    stream << out.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    stream.close();
    if (!stream) throw InputError{text("file '{}' cannot be written; is the disk full?", path.string())};
}

PilotFile read_pilots_file(const std::filesystem::path& path)
{
    std::ifstream stream{path, std::ios::binary};
    if (!stream.is_open()) throw InputError{text("file '{}' cannot be read", path.string())};
    try {
        const auto json = Json::parse(stream);
        if (json.at("made_by") != "peaksite") refuse_damaged(path);
        if (const int found = json.at("version"); found != version)
            throw InputError{text("file '{}' is of version {}, this program reads {}; run the plan again",
                                  path.string(), found, version)};
        return file_of(json);
    } catch (const Json::exception&) { // no JSON, or another than this program writes
        refuse_damaged(path);
    }
}

} // namespace peaksite
