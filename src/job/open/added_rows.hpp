#pragma once

#include "job/open/table_fields.hpp"

namespace peaksite {

/// A row of sums or parts that was left out, and the zones it is of.
struct LeftOutRow {
    std::size_t at = 0; ///< of the sheet
    std::vector<std::vector<std::size_t>> zones{};
    std::optional<int> year{}; ///< as its row states it
};

/// What holds numbers against their sums.
struct SummedTable {
    const OfficeTable& office;
    const std::vector<SheetField>& fields;
    std::string amount{};                    ///< the field that is summed up; none: any of its amounts may be
    std::vector<std::string> factors{};      ///< fields that state a factor per amount
    std::vector<std::size_t> unit_columns{}; ///< that say the unit of each row
    std::vector<LeftOutRow> left_out{};
    bool holds_all = true; ///< all rows of the file were read, and the plan does not say that nothing is missing
};

/// Numbers tell what words do not. Marks rows that seem to be sums of others of their zone and year
/// (TableRow.adds_up), whatever they are called: their amount is what rows right above or below them add up to. One
/// number alone proves little: marked are those of which a table of this size would hold less than one in fifty by
/// chance, and rows of the same words of which most add up; and rows that say the same energy twice, 电力（当量值）
/// beside 电力（等价值）. Sums that were left out, and that no rows beside them add up to, say that more is there than
/// what counts (UnitTable.gaps), unless amounts have other factors and add up as products. Tells of both.
void compare_with_sums(UnitTable& table, const SummedTable& read, std::vector<Sentence>& warnings);

} // namespace peaksite
