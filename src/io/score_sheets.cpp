#include "io/score_sheets.hpp"

#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "base/suggest.hpp"
#include "io/vector_file.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace peaksite {

namespace {

class Sheets {
public:
    Sheets(std::string file, const FeatureTable& table, const std::vector<std::pair<std::string, std::string>>& candidates, const ScoreItem& item)
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
        for (std::size_t row = 0; row < m_table.features.size(); ++row) place(row);
        return std::move(m_out);
    }

private:
    std::optional<std::size_t> column(const std::vector<std::string>& names, bool needed) const
    {
        for (std::size_t i = 0; i < m_table.columns.size(); ++i)
            if (std::ranges::find(names, lower(trimmed(m_table.columns[i]))) != names.end()) return i;
        if (needed) throw InputError{text("file '{}': there is no column '{}' of expert scores; it has: {}", m_file, names.front(), joined(m_table.columns, ", "))};
        return {};
    }

    std::string cell(std::size_t row, std::optional<std::size_t> at) const
    {
        if (!at) return {};
        const auto& value = m_table.features[row].values[*at];
        return value ? std::string{trimmed(*value)} : std::string{};
    }

    std::size_t line(std::size_t row) const { return row + 2; } // after the head

    bool blank(std::size_t row) const { return cell(row, m_expert).empty() && cell(row, m_candidate).empty(); }

    void collect_heads()
    {
        for (std::size_t row = 0; row < m_table.features.size(); ++row) {
            if (blank(row)) continue;
            const auto expert = cell(row, m_expert), item = cell(row, m_items);
            if (expert.empty()) throw InputError{text("file '{}', row {}: a score without an expert; fill the column 专家", m_file, line(row))};
            if (std::ranges::find(m_out.experts, expert) == m_out.experts.end()) m_out.experts.push_back(expert);
            if (std::ranges::find(m_out.items, item, &ScoreItem::id) != m_out.items.end()) continue;
            auto one = m_item;
            one.id = item;
            if (const auto weight = cell(row, m_weight); !weight.empty()) one.weight = number_of(row, weight);
            m_out.items.push_back(one);
        }
        if (m_weight) return;
        for (auto& item : m_out.items) item.weight = 1.0 / static_cast<double>(m_out.items.size());
    }

    double number_of(std::size_t row, const std::string& word) const
    {
        const auto value = parse_number(word);
        if (!value || !std::isfinite(*value)) throw InputError{text("file '{}', row {}: '{}' is no number; write the score in digits, or leave the cell empty", m_file, line(row), word)};
        return *value;
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
        throw InputError{text("file '{}', row {}: '{}' is no candidate of this type{}", m_file, line(row), word, near.empty() ? "" : "; did you mean '" + near + "'?")};
    }

    void place(std::size_t row)
    {
        if (blank(row)) return;
        const auto who = static_cast<std::size_t>(std::ranges::find(m_out.experts, cell(row, m_expert)) - m_out.experts.begin());
        const auto what = static_cast<std::size_t>(std::ranges::find(m_out.items, cell(row, m_items), &ScoreItem::id) - m_out.items.begin());
        const auto whom = candidate(row);
        const auto word = cell(row, m_score);
        if (says_missing(word)) return;
        auto& slot = m_out.sheets[who].at(whom, what);
        if (!std::isnan(slot)) throw InputError{text("file '{}', row {}: expert '{}' scores '{}' twice for the same item; keep one row", m_file, line(row), cell(row, m_expert), cell(row, m_candidate))};
        slot = number_of(row, word);
    }

    std::string m_file;
    const FeatureTable& m_table;
    const std::vector<std::pair<std::string, std::string>>& m_candidates;
    const ScoreItem& m_item;
    std::optional<std::size_t> m_expert, m_candidate, m_items, m_score, m_weight;
    ExpertSheets m_out;
};

} // namespace

ExpertSheets read_score_sheets(const std::string& file, const std::string& table, const std::vector<std::pair<std::string, std::string>>& candidates, const ScoreItem& item)
{
    const auto rows = read_features({.file = file, .table = table, .where = {}, .encoding = "auto", .crs = {}});
    return Sheets{file, rows, candidates, item}.read();
}

} // namespace peaksite
