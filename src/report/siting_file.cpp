#include "report/siting_file.hpp"

#include "base/error.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <limits>

namespace peaksite {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;

Json of(const std::optional<double>& value) { return value && std::isfinite(*value) ? Json(*value) : Json(nullptr); }

std::optional<double> number_of(const Json& json)
{
    return json.is_number() ? std::optional{json.get<double>()} : std::nullopt;
}

Json of(const Bilingual& both) { return Json{{"zh", both.zh}, {"en", both.en}}; }

Json of(const SitingIndicator& one)
{
    return Json{{"id", one.id},
                {"name", of(one.name)},
                {"unit", one.unit},
                {"unit_gov", one.unit_gov},
                {"scale_gov", one.scale_gov},
                {"direction", one.direction},
                {"formula", one.formula},
                {"alike", one.alike}};
}

SitingIndicator indicator_of(const Json& json)
{
    return {.id = json.at("id"),
            .name = {.zh = json.at("name").at("zh"), .en = json.at("name").at("en")},
            .unit = json.at("unit"),
            .unit_gov = json.at("unit_gov"),
            .scale_gov = json.at("scale_gov"),
            .direction = json.at("direction"),
            .formula = json.at("formula"),
            .alike = json.value("alike", "")};
}

// Most values are plain: a number, or null.
Json of(const SitingValue& one)
{
    if (!one.low && !one.high && one.flag.empty() && one.reason.empty() && one.shown) return of(one.value);
    Json out{{"value", of(one.value)}};
    if (one.low) out["low"] = of(one.low);
    if (one.high) out["high"] = of(one.high);
    if (!one.flag.empty()) out["flag"] = one.flag;
    if (!one.reason.empty()) out["reason"] = one.reason;
    if (!one.shown) out["shown"] = false;
    return out;
}

SitingValue value_of(const Json& json)
{
    if (!json.is_object()) return {.value = number_of(json)};
    const auto number = [&](const char* key) { return json.contains(key) ? number_of(json.at(key)) : std::nullopt; };
    return {.value = number("value"),
            .low = number("low"),
            .high = number("high"),
            .flag = json.value("flag", ""),
            .reason = json.value("reason", ""),
            .shown = json.value("shown", true)};
}

Json of(const SitingCandidate& one)
{
    Json values = Json::array();
    for (const auto& value : one.values) values.push_back(of(value));
    Json out{{"set", one.set},           {"key", one.key},
             {"name", one.name},         {"kind", one.kind},
             {"proposer", one.proposer}, {"attributes", one.attributes},
             {"boundary", one.boundary}, {"area_km2", of(one.area_km2)}};
    if (!one.attribute_units.empty()) out["attribute_units"] = one.attribute_units;
    if (one.place) out["place"] = Json::array({one.place->x, one.place->y});
    out["values"] = std::move(values);
    return out;
}

SitingCandidate candidate_of(const Json& json)
{
    SitingCandidate out{.set = json.at("set"),
                        .key = json.at("key"),
                        .name = json.at("name"),
                        .kind = json.at("kind"),
                        .proposer = json.at("proposer"),
                        .attributes = json.at("attributes"),
                        .boundary = json.at("boundary"),
                        .area_km2 = number_of(json.at("area_km2"))};
    if (json.contains("attribute_units")) out.attribute_units = json.at("attribute_units");
    if (json.contains("place")) out.place = Point{.x = json.at("place").at(0), .y = json.at("place").at(1)};
    for (const auto& value : json.at("values")) out.values.push_back(value_of(value));
    return out;
}

Json of(const SitingExperts& experts)
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

SitingExperts experts_of(const Json& json)
{
    SitingExperts out{
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

SitingFile file_of(const Json& json)
{
    SitingFile out{.fingerprint = json.at("fingerprint"),
                   .base = json.at("base"),
                   .plan_file = json.at("plan").at("file"),
                   .plan_text = json.at("plan").at("text"),
                   .settings = pairs_of(json.at("plan").at("settings")),
                   .inputs = pairs_of(json.at("inputs")),
                   .texts_date = json.at("date")};
    for (const auto& one : json.at("indicators")) out.data.indicators.push_back(indicator_of(one));
    for (const auto& [id, reason] : json.at("missing").items()) out.data.missing.emplace(id, reason);
    for (const auto& one : json.at("candidates")) {
        out.data.candidates.push_back(candidate_of(one));
        if (out.data.candidates.back().values.size() != out.data.indicators.size())
            throw InputError{text("candidate '{}' has {} values for {} indicators", out.data.candidates.back().key,
                                  out.data.candidates.back().values.size(), out.data.indicators.size())};
    }
    out.data.pairs_within_km = json.at("pairs_within_km");
    for (const auto& one : json.at("pairs")) {
        out.data.pairs.push_back({.a = one.at(0), .b = one.at(1), .km = one.at(2), .shared_km2 = one.at(3)});
        if (std::max(out.data.pairs.back().a, out.data.pairs.back().b) >= out.data.candidates.size())
            throw InputError{text("a pair names a candidate that is not there")};
    }
    for (const auto& one : json.at("experts")) out.data.experts.push_back(experts_of(one));
    return out;
}

} // namespace

void write_siting_file(const SitingFile& file, const std::filesystem::path& path)
{
    Json indicators = Json::array(), candidates = Json::array(), pairs = Json::array(), experts = Json::array();
    for (const auto& one : file.data.indicators) indicators.push_back(of(one));
    for (const auto& one : file.data.candidates) candidates.push_back(of(one));
    for (const auto& one : file.data.pairs) pairs.push_back(Json::array({one.a, one.b, one.km, one.shared_km2}));
    for (const auto& one : file.data.experts) experts.push_back(of(one));
    const Json out{{"made_by", "peaksite"},
                   {"version", version},
                   {"fingerprint", file.fingerprint},
                   {"base", file.base},
                   {"date", file.texts_date},
                   {"plan", Json{{"file", file.plan_file}, {"settings", of(file.settings)}, {"text", file.plan_text}}},
                   {"inputs", of(file.inputs)},
                   {"indicators", indicators},
                   {"missing", file.data.missing},
                   {"candidates", candidates},
                   {"pairs_within_km", file.data.pairs_within_km},
                   {"pairs", pairs},
                   {"experts", experts}};
    std::ofstream stream{path, std::ios::binary};
    stream << out.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    stream.close();
    if (!stream) throw InputError{text("file '{}' cannot be written; is the disk full?", path.string())};
}

SitingFile read_siting_file(const std::filesystem::path& path)
{
    std::ifstream stream{path, std::ios::binary};
    if (!stream.is_open())
        throw InputError{
            text("there is no '{}'; give the folder of a finished run whose plan has [siting]", path.string())};
    const auto json = Json::parse(stream, nullptr, false);
    if (!json.is_object() || json.value("made_by", "") != "peaksite")
        throw InputError{text("file '{}' is not one of this program, or damaged", path.string())};
    if (json.value("version", 0) != version)
        throw InputError{text("file '{}' is of version {}, this program reads {}; run the plan again", path.string(),
                              json.value("version", 0), version)};
    try {
        return file_of(json);
    } catch (const Json::exception&) {
        throw InputError{text("file '{}' is damaged; run the plan again", path.string())};
    }
}

} // namespace peaksite
