#include "base/error.hpp"
#include "io/tables/read_office_table.hpp"
#include "job/open/open_layers.hpp"
#include "model/tables/amounts.hpp"

#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>

namespace peaksite {

namespace {

constexpr std::array pools{"c_above", "c_below", "c_soil", "c_dead"};

// A table of densities by class, InVEST's columns.
class DensityReader {
public:
    explicit DensityReader(const CarbonPlan& plan)
        : m_plan(plan),
          m_table(read_office_table(
              {.file = plan.table, .names = {"lucode", "lulc_name"}, .heads = {pools.begin(), pools.end()}})),
          m_code(*m_table.column("lucode"))
    {
        for (std::size_t i = 0; i < pools.size(); ++i) m_pools[i] = density_column(pools[i]);
    }

    CarbonTable read(std::vector<Sentence>& warnings) const
    {
        const auto id = std::filesystem::path{m_plan.table}.filename().string();
        CarbonTable out{.id = id, .title = {.zh = id, .en = id}, .note = {}, .rows = {}};
        out.note.source = id;
        const auto& sheet = m_table.sheet;
        warnings.insert(warnings.end(), sheet.warnings.begin(), sheet.warnings.end());
        std::map<int, std::int64_t> lines; // by code
        for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
            if (m_table.marks[i].total) continue;
            auto density = density_of(sheet.rows[i]);
            const auto [first, added] = lines.try_emplace(*density.code, sheet.rows[i].line);
            if (!added)
                throw InputError{
                    text("carbon table '{}', line {}: code {} has a row already, in line {}; keep the one that holds",
                         m_plan.table, sheet.rows[i].line, *density.code, first->second)};
            out.rows.push_back(std::move(density));
        }
        return out;
    }

private:
    struct Pool {
        std::size_t column = 0;
        Amounts amounts;
    };

    // In t C/ha, as InVEST has them, unless the head or the line above it says another unit.
    Pool density_column(const std::string& head) const
    {
        static const Unit asked = unit("t C/ha");
        const auto column = *m_table.column(head);
        const auto fits = [](const Unit& one) {
            return same_dimension(one, asked) || same_dimension(one, unit("t/ha"));
        };
        const auto& above = m_table.sheet.units_of_table; // another one is none that can be passed over
        const auto found = unit_of_column(m_table.sheet, column, {}, fits);
        refuse_strange_unit(found, m_plan.table, m_table.sheet.heads[column], text("write t C/ha, or kg C/m2"));
        const auto stated = found.unit.value_or(above.empty() ? asked : above.front());
        try {
            return {.column = column, .amounts = {substance_conversion(stated, asked), asked}};
        } catch (const UsageError& error) {
            const auto& hint = error.faults().front().hint;
            const auto wrong = text("file '{}': column '{}' is in '{}', which is no '{}' for {}", m_plan.table,
                                    m_table.sheet.heads[column].text, stated.text(), asked.text(), head);
            throw InputError{hint.empty() ? wrong : text("{}: {}", wrong, hint)};
        }
    }

    CarbonDensity density_of(const SheetRow& row) const
    {
        CarbonDensity out;
        out.code = code_of(row);
        out.key = std::to_string(*out.code);
        out.above = density(row, 0);
        out.below = density(row, 1);
        out.soil = density(row, 2);
        out.dead = density(row, 3);
        return out;
    }

    int code_of(const SheetRow& row) const
    {
        const auto content = row.cell(m_code);
        const auto code = Amounts{}.read(content).value;
        if (!code || *code != std::floor(*code) || std::fabs(*code) > std::numeric_limits<int>::max())
            throw InputError{
                text("carbon table '{}', line {}: '{}' in column lucode is no code of a class; codes are whole numbers",
                     m_plan.table, row.line, content)};
        return static_cast<int>(*code);
    }

    double density(const SheetRow& row, std::size_t pool) const
    {
        const auto content = row.cell(m_pools[pool].column);
        const auto value = m_pools[pool].amounts.read(content).value;
        if (!value || *value < 0)
            throw InputError{text("carbon table '{}', line {}: '{}' in column {} is not a density; give t C/ha, 0 "
                                  "where there is none",
                                  m_plan.table, row.line, content, pools[pool])};
        return *value;
    }

    const CarbonPlan& m_plan;
    OfficeTable m_table;
    std::size_t m_code;
    std::array<Pool, pools.size()> m_pools;
};

} // namespace

CarbonTable open_carbon(const CarbonPlan& plan, const Catalogue& catalogue, std::vector<Sentence>& warnings)
{
    if (plan.of_catalogue)
        if (auto table = catalogue.carbon_table(plan.table)) return *table;
    if (!plan.table.starts_with("/vsi") && !std::filesystem::exists(plan.table))
        throw InputError{text("there is no carbon table '{}': no file of this name, and no entry of the catalogue, "
                              "which has: {}",
                              plan.table, joined(catalogue.carbon_tables(), ", "))};
    return DensityReader{plan}.read(warnings);
}

} // namespace peaksite
