#include "base/error.hpp"
#include "base/office_number.hpp"
#include "job/open/open_layers.hpp"
#include "job/open/read_headed.hpp"
#include "job/open/table_fields.hpp"

#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

namespace peaksite {

namespace {

// A table of densities by class, InVEST's columns.
class DensityReader {
public:
    explicit DensityReader(const CarbonPlan& plan)
        : m_plan(plan), m_sheet(read_headed({.file = plan.table, .table = {}, .where = {}, .key = "lucode"}, columns))
    {}

    CarbonTable read(std::vector<Sentence>& warnings) const
    {
        const auto id = std::filesystem::path{m_plan.table}.filename().string();
        CarbonTable out{.id = id, .title = {.zh = id, .en = id}, .note = {}, .rows = {}};
        out.note.source = id;
        warnings.insert(warnings.end(), m_sheet.warnings.begin(), m_sheet.warnings.end());
        std::map<int, std::int64_t> lines; // by code
        for (const auto& row : m_sheet.rows) {
            if (is_total(row)) continue;
            auto density = density_of(row);
            const auto [first, added] = lines.try_emplace(*density.code, row.line);
            if (!added)
                throw InputError{
                    text("carbon table '{}', line {}: code {} has a row already, in line {}; keep the one that holds",
                         m_plan.table, row.line, *density.code, first->second)};
            out.rows.push_back(std::move(density));
        }
        return out;
    }

private:
    CarbonDensity density_of(const SheetRow& row) const
    {
        CarbonDensity out;
        out.code = code_of(row);
        out.key = std::to_string(*out.code);
        out.above = density(row, "c_above");
        out.below = density(row, "c_below");
        out.soil = density(row, "c_soil");
        out.dead = density(row, "c_dead");
        return out;
    }

    std::string cell(const SheetRow& row, const std::string& column) const
    {
        return row.cell(sheet_column(m_sheet, column, m_plan.table));
    }

    int code_of(const SheetRow& row) const
    {
        const auto content = cell(row, "lucode");
        const auto code = office_number(content);
        const bool whole = code && !code->percent && code->value == std::floor(code->value) &&
                           std::fabs(code->value) <= std::numeric_limits<int>::max();
        if (!whole)
            throw InputError{
                text("carbon table '{}', line {}: '{}' in column lucode is no code of a class; codes are whole numbers",
                     m_plan.table, row.line, content)};
        return static_cast<int>(code->value);
    }

    double density(const SheetRow& row, const std::string& column) const
    {
        const auto content = cell(row, column);
        const auto value = office_number(content);
        if (!value || value->percent || !std::isfinite(value->value) || value->value < 0)
            throw InputError{text("carbon table '{}', line {}: '{}' in column {} is not a density; give t C/ha, 0 "
                                  "where there is none",
                                  m_plan.table, row.line, content, column)};
        return value->value;
    }

    inline static const std::vector<std::string> columns{"lucode", "c_above", "c_below", "c_soil", "c_dead"};
    const CarbonPlan& m_plan;
    HeadedSheet m_sheet;
};

} // namespace

CarbonTable open_carbon(const CarbonPlan& plan, const Catalogue& catalogue, std::vector<Sentence>& warnings)
{
    if (plan.table.find('.') == std::string::npos) {
        if (auto table = catalogue.carbon_table(plan.table)) return *table;
        throw InputError{text("the catalogue has no carbon table '{}'; it has: {}", plan.table,
                              joined(catalogue.carbon_tables(), ", "))};
    }
    return DensityReader{plan}.read(warnings);
}

} // namespace peaksite
