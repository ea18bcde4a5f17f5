#include "io/tables/score_sheets.hpp"

#include "base/error.hpp"
#include "base/listed.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/suggest.hpp"
#include "io/tables/sheet.hpp"
#include "io/vector/attribute_rows.hpp"
#include "model/tables/headed_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace peaksite {

namespace {

class Sheets {
public:
    Sheets(std::string file, const HeadedSheet& table,
           const std::vector<std::pair<std::string, std::string>>& candidates, const ScoreItem& item)
        : m_file(std::move(file)), m_table(table), m_candidates(candidates), m_item(item)
    {}

    ExpertSheets read()
    {
        m_expert = column({"专家", "expert"}, true);
        m_candidate = column({"候选", "candidate"}, true);
        m_items = column({"项目", "item"}, false);
        m_score = column({"分数", "得分", "score"}, true);
        m_weight = column({"权重", "weight"}, false);
        for (const auto& [key, name] : m_candidates) m_out.candidates.push_back(key);
        collect_heads();
        m_out.sheets.assign(m_out.experts.size(), CandidateTable{m_out.candidates.size(), m_out.items.size()});
        for (std::size_t row = 0; row < m_table.rows.size(); ++row) place(row);
        return std::move(m_out);
    }

private:
    std::optional<std::size_t> column(const std::vector<std::string>& names, bool needed) const
    {
        for (const auto& name : names) {
            const auto found = m_table.columns(name);
            if (found.size() == 1) return found.front();
            if (found.size() > 1)
                throw InputError{text("file '{}' has {} columns headed '{}'; give them different heads", m_file,
                                      found.size(), name)};
        }
        if (needed)
            throw InputError{text("file '{}': there is no column '{}' of expert scores; it has: {}", m_file,
                                  names.front(), listed(m_table.texts()))};
        return {};
    }

    std::string cell(std::size_t row, std::optional<std::size_t> at) const
    {
        return at ? m_table.rows[row].cell(*at) : std::string{};
    }

    std::int64_t line(std::size_t row) const { return m_table.rows[row].line; }

    // Without names, or a sum over others.
    bool blank(std::size_t row) const
    {
        return (cell(row, m_expert).empty() && cell(row, m_candidate).empty()) || is_total(m_table.rows[row]);
    }

    void collect_heads()
    {
        for (std::size_t row = 0; row < m_table.rows.size(); ++row) {
            if (blank(row)) continue;
            const auto expert = cell(row, m_expert), item = cell(row, m_items);
            if (expert.empty())
                throw InputError{
                    text("file '{}', row {}: a score without an expert; fill the column 专家", m_file, line(row))};
            if (std::ranges::find(m_out.experts, expert) == m_out.experts.end()) m_out.experts.push_back(expert);
            if (std::ranges::find(m_out.items, item, &ScoreItem::id) != m_out.items.end()) continue;
            auto one = m_item;
            one.id = item;
            if (const auto weight = cell(row, m_weight); !weight.empty()) one.weight = weight_of(row, weight);
            m_out.items.push_back(one);
        }
        if (m_weight) return;
        for (auto& item : m_out.items) item.weight = 1.0 / static_cast<double>(m_out.items.size());
    }

    [[noreturn]] void refuse(std::size_t row, const std::string& word) const
    {
        throw InputError{
            text("file '{}', row {}: '{}' is no number; write the score in digits, or leave the cell empty", m_file,
                 line(row), word)};
    }

    double number_of(std::size_t row, const std::string& word) const
    {
        const auto value = office_number(word);
        if (!value || value->percent) refuse(row, word);
        return value->value;
    }

    // Weights may be shares of a hundred.
    double weight_of(std::size_t row, const std::string& word) const
    {
        const auto value = office_number(word);
        if (!value) refuse(row, word);
        constexpr double hundred = 100;
        return value->percent ? value->value / hundred : value->value;
    }

    std::size_t candidate(std::size_t row) const
    {
        const auto word = cell(row, m_candidate);
        std::vector<std::string> known;
        for (std::size_t i = 0; i < m_candidates.size(); ++i) {
            if (m_candidates[i].first == word || m_candidates[i].second == word) return i;
            known.push_back(m_candidates[i].first);
            known.push_back(m_candidates[i].second);
        }
        const auto near = closest(word, known);
        throw InputError{text("file '{}', row {}: '{}' is no candidate of this type{}", m_file, line(row), word,
                              near.empty() ? "" : "; did you mean '" + near + "'?")};
    }

    void place(std::size_t row)
    {
        if (blank(row)) return;
        const auto who =
            static_cast<std::size_t>(std::ranges::find(m_out.experts, cell(row, m_expert)) - m_out.experts.begin());
        const auto what = static_cast<std::size_t>(std::ranges::find(m_out.items, cell(row, m_items), &ScoreItem::id) -
                                                   m_out.items.begin());
        const auto whom = candidate(row);
        const auto word = cell(row, m_score);
        if (says_missing(word)) return;
        auto& slot = m_out.sheets[who].at(whom, what);
        if (!std::isnan(slot))
            throw InputError{text("file '{}', row {}: expert '{}' scores '{}' twice for the same item; keep one row",
                                  m_file, line(row), cell(row, m_expert), cell(row, m_candidate))};
        slot = number_of(row, word);
    }

    std::string m_file;
    const HeadedSheet& m_table;
    const std::vector<std::pair<std::string, std::string>>& m_candidates;
    const ScoreItem& m_item;
    std::optional<std::size_t> m_expert, m_candidate, m_items, m_score, m_weight;
    ExpertSheets m_out;
};

const std::vector<std::string> heads{"专家", "expert", "候选",  "candidate", "项目",  "item",
                                     "分数", "得分",   "score", "权重",      "weight"};

HeadedSheet rows_of(const std::string& file, const std::string& table)
{
    if (is_sheet_file(file)) return headed(read_sheet({.file = file, .table = table}), heads, {});
    const auto features = read_features({.file = file, .table = table, .where = {}, .encoding = "auto", .crs = {}});
    auto out = attribute_rows(features);
    std::erase_if(out.rows, [](const SheetRow& row) { return row.blank(); });
    return out;
}

} // namespace

ExpertSheets read_score_sheets(const std::string& file, const std::string& table,
                               const std::vector<std::pair<std::string, std::string>>& candidates,
                               const ScoreItem& item, std::vector<Sentence>& warnings)
{
    const auto rows = rows_of(file, table);
    warnings.insert(warnings.end(), rows.warnings.begin(), rows.warnings.end());
    return Sheets{file, rows, candidates, item}.read();
}

} // namespace peaksite
