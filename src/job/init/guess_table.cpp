#include "job/init/guess_table.hpp"

#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/utf8.hpp"
#include "job/init/guess_names.hpp"
#include "job/open/zone_kinds.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace peaksite {

namespace {

using Words = std::vector<std::string_view>;

const Words key_words{"code",   "编号", "编码",   "代码", "区划代码", "行政区划代码", "统一社会信用代码",
                      "adcode", "pac",  "gbcode", "key",  "id",       "序号",         "fid"};
const Words name_words{"name",         "名称",     "name_zh",
                       "县名",         "园区名称", "企业名称",
                       "单位名称",     "名字",     "plant name (local)",
                       "plant name",   "plant",    "phase name",
                       "project name", "name_en",  "mc",
                       "xzqmc"};
const Words x_words{"lon", "longitude", "经度", "x", "lng", "东经"}, y_words{"lat", "latitude", "纬度", "y", "北纬"};
const Words kind_words{"类型", "kind", "type", "试点类型"},
    sector_words{"行业", "sector", "industry", "fuel", "燃料", "kind", "类型"},
    class_words{"dlbm", "地类编码", "地类代码", "class", "gridcode"};
const Words status_words{"状态", "status"}, radius_words{"半径", "radius"},
    proposer_words{"推荐单位", "推荐部门", "申报单位", "proposer"};

// A head without what it says in brackets, in lower case and half width.
std::string plain(const std::string& head)
{
    auto out = lower(half_width(head));
    const auto bracket = out.find_first_of("([");
    return std::string{trimmed(out.substr(0, bracket))};
}

class Table {
public:
    explicit Table(const FeatureTable& table) : m_table(table)
    {
        for (const auto& head : table.columns)
            m_heads.push_back({.whole = lower(half_width(head)), .plain = plain(head)});
    }

    // The first of the words that is a head, whole.
    std::string column(const Words& words) const
    {
        for (const auto word : words)
            for (std::size_t i = 0; i < m_heads.size(); ++i)
                if (m_heads[i].whole == word || m_heads[i].plain == word) return m_table.columns[i];
        return {};
    }
    std::string column_with(const Words& words, bool numbers) const
    {
        for (const auto word : words)
            for (std::size_t i = 0; i < m_heads.size(); ++i) {
                const auto& head = m_table.columns[i];
                if (m_heads[i].whole.find(word) != std::string::npos && !is_ratio(head) &&
                    (!numbers || is_numeric(head)))
                    return head;
            }
        return {};
    }

    // "Emission factor (kg of CO2 per TJ)" is no amount.
    static bool is_ratio(const std::string& head)
    {
        const auto word = lower(head);
        return word.find("factor") != std::string::npos || word.find(" per ") != std::string::npos ||
               head.find("因子") != std::string::npos || head.find("强度") != std::string::npos;
    }

    std::vector<std::string> values(const std::string& head) const
    {
        std::vector<std::string> out;
        const auto at = static_cast<std::size_t>(std::ranges::find(m_table.columns, head) - m_table.columns.begin());
        for (const auto& feature : m_table.features) out.emplace_back(trimmed(feature.values[at].value_or("")));
        return out;
    }
    bool unique(const std::string& head) const
    {
        const auto all = values(head);
        const std::set<std::string> different{all.begin(), all.end()};
        return !all.empty() && different.size() == all.size() && !different.contains("");
    }
    bool is_numeric(const std::string& head) const
    {
        std::size_t numbers = 0, others = 0;
        for (const auto& value : values(head)) {
            if (office_number(value))
                ++numbers;
            else if (!says_missing(value))
                ++others;
        }
        return numbers > 0 && numbers >= 9 * others;
    }
    double largest(const std::string& head) const
    {
        double out = 0;
        for (const auto& value : values(head)) out = std::max(out, office_number(value).value_or(OfficeNumber{}).value);
        return out;
    }
    std::string kind_column() const
    {
        const auto head = column(kind_words);
        if (head.empty()) return {};
        const auto all = values(head);
        const bool known =
            std::ranges::all_of(all, [](const std::string& word) { return zone_kind(word).has_value(); });
        return known && !all.empty() ? head : "";
    }
    // A column of keys: by its head, else the first that has a different text in every row.
    std::string key_column() const
    {
        for (const auto word : key_words)
            for (std::size_t i = 0; i < m_heads.size(); ++i)
                if (m_heads[i].plain == word && unique(m_table.columns[i])) return m_table.columns[i];
        for (const auto* word : {"code", "编号", "编码", "代码"})
            for (const auto& head : m_table.columns)
                if (lower(head).find(word) != std::string::npos && unique(head)) return head;
        for (const auto& head : m_table.columns)
            if (unique(head) && !looks_like_amounts(head)) return head;
        return {};
    }

    std::size_t polygons() const
    {
        return count([](const Feature& one) { return !one.shape.polygons.empty(); });
    }
    std::size_t lines() const
    {
        return count([](const Feature& one) { return !one.shape.lines.empty(); });
    }
    std::size_t points() const
    {
        return count([](const Feature& one) { return !one.shape.points.empty(); });
    }
    std::size_t rows() const { return m_table.features.size(); }
    const FeatureTable& raw() const { return m_table; }

private:
    template <class Is>
    std::size_t count(Is is) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(m_table.features, is));
    }
    // Numbers, unless all have as many digits as each other: those may be codes.
    bool looks_like_amounts(const std::string& head) const
    {
        const auto all = values(head);
        const bool even = std::ranges::all_of(all, [&](const std::string& value) {
            return value.size() == all.front().size() && value.find('.') == std::string::npos;
        });
        return is_numeric(head) && (!even || all.front().size() < 3);
    }

    struct Head {
        std::string whole, plain;
    };
    const FeatureTable& m_table;
    std::vector<Head> m_heads; // by column
};

// The unit of emissions by the head of their column; by their size where it says nothing.
void settle_emission_unit(const Table& table, TableGuess& guess)
{
    const auto head = lower(half_width(guess.emission));
    const auto says = [&](std::string_view word) { return head.find(word) != std::string::npos; };
    guess.emission_unit_stated = true;
    if (says("million t") || says("(mt") || says("mt co2"))
        guess.emission_unit = "Mt CO2/a";
    else if (says("万吨") || says("10^4 t"))
        guess.emission_unit = "万吨CO2/年";
    else if (says("kt") || says("thousand t"))
        guess.emission_unit = "kt CO2/a";
    else if (says("吨") || says("tonnes") || says("(t"))
        guess.emission_unit = "t CO2/a";
    else {
        guess.emission_unit_stated = false;
        constexpr double most_ten_thousand_tonnes = 5000;
        guess.emission_unit = table.largest(guess.emission) <= most_ten_thousand_tonnes ? "万吨CO2/年" : "t CO2/a";
    }
}

bool is_carbon_table(const Table& table)
{
    return !table.column({"lucode"}).empty() && !table.column({"c_above"}).empty() && !table.column({"c_soil"}).empty();
}

void guess_facilities(const Table& table, TableGuess& guess)
{
    guess.role = TableGuess::Role::facilities;
    guess.name = table.column(name_words);
    guess.sector = table.column(sector_words);
    guess.emission = table.column_with({"co2", "排放"}, true);
    guess.capacity = table.column_with({"装机", "capacity (mw)", "(mw)", "mw"}, true);
    guess.status = table.column(status_words);
    if (!guess.status.empty()) {
        const auto all = table.values(guess.status);
        guess.unfiltered_statuses = std::set<std::string>(all.begin(), all.end()).size() > 1;
    }
    if (!guess.emission.empty()) settle_emission_unit(table, guess);
    guess.reason =
        text("a list of {} places{}{}", table.rows(),
             guess.emission.empty() ? ""
                                    : ", emissions in '" + guess.emission + "' (" + guess.emission_unit +
                                          (guess.emission_unit_stated ? ")" : ", by their size: look it up)"),
             guess.capacity.empty() ? "" : ", capacities in '" + guess.capacity + "'");
    guess.confidence = guess.emission.empty() || guess.emission_unit_stated ? Confidence::likely : Confidence::guess;
}

void guess_zones(const Table& table, const std::string& name, TableGuess& guess)
{
    guess.role = TableGuess::Role::zones;
    guess.key = table.key_column();
    guess.name = table.column(name_words);
    guess.kind_column = table.kind_column();
    guess.kind = zone_kind_of(name);
    guess.proposer = table.column(proposer_words);
    if (!guess.x.empty()) guess.radius = table.column(radius_words);
    const auto how = guess.key.empty() ? std::string{"no column is unique: the number of the row"}
                                       : "'" + guess.key + "' (unique, " + std::to_string(table.rows()) + " rows)";
    guess.reason =
        text("{} zones{}; key {}, name {}, kind {}", table.rows(), table.polygons() > 0 ? "" : " without boundary", how,
             guess.name.empty() ? "the key" : "'" + guess.name + "'",
             guess.kind_column.empty() ? "'" + guess.kind + "' by the name of the table"
                                       : "by column '" + guess.kind_column + "'");
    guess.confidence = guess.key.empty() ? Confidence::guess : Confidence::likely;
}

void guess_layer(const Table& table, TableGuess& guess)
{
    guess.role = TableGuess::Role::layer;
    const auto classes = table.column(class_words);
    if (guess.use == "sandiao") guess.class_column = classes;
    guess.reason = guess.use.empty() ? text("{} features ({} polygons, {} lines, {} points): a vector layer",
                                            table.rows(), table.polygons(), table.lines(), table.points())
                                     : text("'{}', by its name: {} features", guess.use, table.rows());
    guess.confidence = guess.use.empty() ? Confidence::guess : Confidence::likely;
}

} // namespace

TableGuess guess_table(const FeatureTable& features, const std::string& name, const Catalogue& catalogue)
{
    const Table table{features};
    TableGuess guess;
    if (table.rows() == 0) {
        guess.reason = text("no rows");
        return guess;
    }
    const bool geometry = table.polygons() + table.lines() + table.points() > 0;
    guess.use = geometry ? vector_entry_of(name, catalogue) : "";
    const bool amounts = !table.column_with({"co2", "排放", "装机", "capacity (mw)", "(mw)"}, true).empty() ||
                         !table.column({"mw"}).empty();
    if (is_carbon_table(table)) {
        guess.role = TableGuess::Role::carbon;
        guess.reason = text("carbon densities by class (an InVEST pools table)");
        guess.confidence = Confidence::sure;
    } else if (!guess.use.empty())
        guess_layer(table, guess);
    else if (table.polygons() > 0 && table.column(class_words) != "" && table.column({"dlbm"}) != "")
        guess_layer(table, guess);
    else if (table.polygons() > 0)
        guess_zones(table, name, guess);
    else if (table.points() > 0 && amounts)
        guess_facilities(table, guess);
    else if (geometry)
        guess_layer(table, guess);
    else {
        guess.x = table.column(x_words), guess.y = table.column(y_words);
        const bool placed =
            !guess.x.empty() && !guess.y.empty() && table.is_numeric(guess.x) && table.is_numeric(guess.y);
        if (!placed) guess.x.clear(), guess.y.clear();
        const auto key = table.key_column();
        if (!table.kind_column().empty())
            guess_zones(table, name, guess);
        else if (placed)
            guess_facilities(table, guess);
        else if (!key.empty() && zone_kind_of(name) != "area" && !table.column(name_words).empty() && !amounts)
            guess_zones(table, name, guess);
        else
            guess.reason =
                text("a table of {} rows and {} columns without places; as statistics of zones it goes into [[tables]]",
                     table.rows(), features.columns.size());
    }
    return guess;
}

} // namespace peaksite
