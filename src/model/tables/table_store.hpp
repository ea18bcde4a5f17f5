#pragma once

#include "model/emissions/facilities.hpp"
#include "model/tables/stored_rows.hpp"
#include "model/tables/unit_table.hpp"
#include "plan/catalogue/indicator_entry.hpp"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// A column of a stored table.
struct FieldPlace {
    std::size_t table = 0;
    std::size_t field = 0;
    auto operator<=>(const FieldPlace&) const = default;
};

/// The joined tables of a run with their rows by zone, as formulas look them up.
class TableStore {
public:
    struct Stored {
        UnitTable table; ///< without its rows
        StoredRows cells;
        FormulaTable reading;
        std::optional<int> year;                                 ///< of tables whose rows carry none
        std::optional<int> listed_year;                          ///< latest of the lists of facilities it is made of
        std::vector<std::vector<std::vector<std::size_t>>> rows; ///< by set, zone
        std::vector<int> uncertainty; ///< by field: the field of its half-widths in %, "gdp_u" of "gdp"; -1
        std::vector<std::set<std::string>> vocabulary; ///< by field of words: those that formulas know; empty: any
        std::vector<bool> covers; ///< by set: it speaks of zones of the set: rows were joined to some, or the plan says
                                  ///< so, or it has no row at all
    };

    TableStore() = default;
    /// `zones`: number of zones of each set of the run.
    TableStore(const std::vector<UnitTable>& tables, const IndicatorCatalogue& catalogue,
               const std::vector<std::size_t>& zones);
    /// Facility lists as the table "fac": co2 (t CO2/a), mw, sector; a row per facility, without year.
    void add_facilities(const std::vector<PlacedList>& lists, const IndicatorCatalogue& catalogue,
                        const std::vector<std::size_t>& zones);

    std::optional<std::size_t> table(std::string_view id) const;
    /// Of "stats.gdp"; nothing when table or column is not there.
    std::optional<FieldPlace> field(std::string_view name) const;
    const std::vector<Stored>& all() const { return m_tables; }
    const Stored& at(std::size_t table) const { return m_tables[table]; }

    std::span<const std::size_t> rows(std::size_t table, std::size_t set, std::size_t zone) const;
    /// What a unit without rows has, as far as the table says.
    enum class Absence : std::uint8_t {
        unknown,  ///< nothing: it did not report, or the table does not speak of zones of this set
        none,     ///< 0: the table lists all there is
        unlisted, ///< 0 of the list: its points have positions, and none lies in the unit
        assumed   ///< 0 by what the catalogue assumes of such a table; flagged
    };
    Absence absence(std::size_t table, std::size_t set, char letter) const;
    /// Units of the pilot type may lack the whole table: nothing is counted.
    bool is_optional(std::size_t table, char letter) const
    {
        return m_tables[table].reading.optional_for.find(letter) != std::string::npos;
    }
    /// What the zone has rows of in other years and not in this one.
    std::span<const RowGap> gaps(std::size_t table, std::size_t set, std::size_t zone, int year) const;
    /// Years of any row of the set.
    std::set<int> years_of_set(std::size_t table, std::size_t set) const;
    /// Years in which the zone has a number or word in the field.
    std::set<int> years(const FieldPlace& place, std::size_t set, std::size_t zone) const;
    /// Why a formula cannot use "stats.gdp"; empty when it can.
    Sentence lacking(std::string_view name) const;

private:
    std::vector<Stored> m_tables;
};

} // namespace peaksite
