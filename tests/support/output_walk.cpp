#include "support/output_walk.hpp"

#include "support/walked_table.hpp"

#include <algorithm>

namespace peaksite {

namespace {

class Walker {
public:
    Walker(const std::filesystem::path& folder, const Bookkeeping& truth)
        : m_tables(tables_of_result(folder)), m_names(m_tables), m_truth(truth)
    {
        for (const auto& table : m_tables) m_walked.emplace_back(table, m_names, m_out.faults);
        for (const auto& table : m_walked)
            if (table.table().form == OutputTable::Form::csv && table.has("reason") && table.has("indicator"))
                reasons_of(table);
    }

    OutputWalk walk()
    {
        for (const auto& table : m_walked)
            for (const auto& column : table.columns())
                for (std::size_t row = 0; row < table.table().rows.size(); ++row) cell(table, column, row);
        same_numbers();
        compare_sheets(m_walked, m_names, m_out);
        return std::move(m_out);
    }

private:
    void reasons_of(const WalkedTable& table)
    {
        for (std::size_t row = 0; row < table.table().rows.size(); ++row)
            if (!table.text(row, "reason").empty())
                m_reasons.insert({table.zones(row), table.text(row, "key"), table.text(row, "indicator")});
    }

    void fault(const WalkedTable& table, const WalkedTable::Column& column, std::size_t row, const std::string& what)
    {
        m_out.faults.push_back(table.place(row, column) + ": " + what + ", says '" +
                               table.table().rows[row][column.at].text + "'");
    }

    void cell(const WalkedTable& table, const WalkedTable::Column& column, std::size_t row)
    {
        const auto& one = table.table().rows[row][column.at];
        if (one.text.starts_with("-0") && one.number == 0.0) fault(table, column, row, "a 0 with a sign");
        const auto kind = column.known.kind;
        if (kind == ColumnKind::name || kind == ColumnKind::count || kind == ColumnKind::place) return;
        if (one.number && *one.number != 0 && one.shows_zero()) fault(table, column, row, "rounding shows a 0");
        if (kind == ColumnKind::amount) amount(table, column, row, one);
        if (one.blank() && kind != ColumnKind::score) reason(table, column, row, one);
    }

    void amount(const WalkedTable& table, const WalkedTable::Column& column, std::size_t row, const OutputCell& one)
    {
        ++(one.blank() ? m_out.blanks : m_out.amounts);
        const bool zero = one.number == 0.0;
        m_out.zeros += zero ? 1U : 0U;
        if (table.table().form == OutputTable::Form::sheet && zero && !column.indicator.empty() && one.note.empty() &&
            is_of_a_list(table.number_of(row, column)))
            fault(table, column, row, "a 0 of a list that does not say so");
        // What sheets call things is words: their numbers are held against the tables instead.
        if (table.table().form == OutputTable::Form::sheet && column.indicator.empty()) return;
        const auto where = table.number_of(row, column);
        if (where.key.empty()) return;
        const auto truth = m_truth(where);
        if (truth == ToldNumber::open) return;
        if (zero && truth == ToldNumber::number) fault(table, column, row, "a 0 that nobody measured or stated");
        if (zero && truth == ToldNumber::blank) fault(table, column, row, "a 0 where nothing is known");
        if (!zero && !one.blank() && truth == ToldNumber::blank)
            fault(table, column, row, "a number where nothing is known");
        if (one.blank() && truth != ToldNumber::blank && !held_back(table, where))
            fault(table, column, row, "nothing where a number is known");
        if (!zero && one.number && truth == ToldNumber::zero) fault(table, column, row, "not the 0 that is known");
    }

    // Sheets say why beside the cell, or in the row; tables in a column of reasons, those of indicators in that of
    // another table.
    void reason(const WalkedTable& table, const WalkedTable::Column& column, std::size_t row, const OutputCell& one)
    {
        if (table.table().form == OutputTable::Form::sheet) {
            if (one.text == "—" && one.note.empty() && table.text(row, "reason").empty())
                fault(table, column, row, "a blank without reason");
            return;
        }
        const auto where = table.number_of(row, column);
        if (column.known.kind == ColumnKind::amount && !where.at("indicator").empty() && !where.key.empty() &&
            where.column == "value" && !table.has("target") && !table.has("target_value"))
            if (!m_reasons.contains({where.zones, where.key, where.at("indicator")}) && flag(where).empty())
                fault(table, column, row, "a blank without reason");
        if (!where.at("indicator").empty() || !table.has("reason")) return;
        if (table.text(row, "reason").empty()) fault(table, column, row, "a blank without reason");
    }

    std::string flag(const NumberOf& where)
    {
        if (m_flags.empty())
            for (const auto& table : m_walked) {
                const auto at = std::ranges::find(table.table().heads, "flag");
                if (at == table.table().heads.end()) continue;
                const auto column = static_cast<std::size_t>(at - table.table().heads.begin());
                for (std::size_t row = 0; row < table.table().rows.size(); ++row)
                    m_flags[{table.zones(row), table.text(row, "key"), table.text(row, "indicator")}] =
                        table.table().rows[row][column].text;
            }
        return m_flags[{where.zones, where.key, where.at("indicator")}];
    }

    // Tables that hold numbers as they are: the same number of the same thing wherever it stands.
    void same_numbers()
    {
        struct Found {
            const WalkedTable* table;
            std::size_t row;
            WalkedTable::Column column;
            std::optional<double> number;
        };
        std::map<NumberOf, Found> first;
        for (const auto& table : m_walked) {
            if (table.table().form == OutputTable::Form::sheet) continue;
            for (const auto& column : table.columns())
                for (std::size_t row = 0; row < table.table().rows.size(); ++row) {
                    if (column.known.kind != ColumnKind::amount && column.known.kind != ColumnKind::score) continue;
                    auto where = table.number_of(row, column);
                    if (where.key.empty() && !where.of.contains("facilities")) continue;
                    const auto number = table.table().rows[row][column.at].number;
                    const auto [found, fresh] = first.try_emplace(where, Found{&table, row, column, number});
                    if (fresh || found->second.table == &table) continue;
                    ++m_out.compared;
                    if (number != found->second.number &&
                        !(is_partly_known(where) && (!number || !found->second.number)))
                        fault(table, column, row,
                              "another number than " +
                                  found->second.table->place(found->second.row, found->second.column));
                }
        }
    }

    // What too little of the area has data for, or is partial, stands in the long table only.
    bool is_partly_known(const NumberOf& where)
    {
        const auto flag = this->flag(where);
        return flag.find("low_valid") != std::string::npos || flag.find("partial") != std::string::npos;
    }
    bool is_of_a_list(const NumberOf& where)
    {
        const auto flag = this->flag(where);
        return flag.find("none_listed") != std::string::npos || flag.find("assumed_zero") != std::string::npos;
    }
    bool held_back(const WalkedTable& table, const NumberOf& where)
    {
        return std::ranges::find(table.table().heads, "flag") == table.table().heads.end() && is_partly_known(where);
    }

    using Place = std::tuple<std::string, std::string, std::string>;

    std::vector<OutputTable> m_tables;
    OutputNames m_names;
    const Bookkeeping& m_truth;
    std::vector<WalkedTable> m_walked;
    std::set<Place> m_reasons;
    std::map<Place, std::string> m_flags;
    OutputWalk m_out;
};

} // namespace

std::string NumberOf::words() const
{
    std::string out = zones + " " + key;
    for (const auto& [name, value] : of) out += " " + name + "=" + value;
    return out + " " + column;
}

OutputWalk walk_result(const std::filesystem::path& folder, const Bookkeeping& truth)
{
    return Walker{folder, truth}.walk();
}

} // namespace peaksite
