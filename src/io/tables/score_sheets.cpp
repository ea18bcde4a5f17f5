#include "io/tables/score_sheets.hpp"

#include "base/error.hpp"
#include "base/listed.hpp"
#include "base/row_warnings.hpp"
#include "base/suggest.hpp"
#include "io/tables/read_office_table.hpp"
#include "model/tables/amounts.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace peaksite {

namespace {

using Words = std::vector<std::string>;
const Words expert_heads{"专家", "expert"}, candidate_heads{"候选", "candidate"}, item_heads{"项目", "item"},
    score_heads{"分数", "得分", "score"}, weight_heads{"权重", "weight"};

class Sheets {
public:
    Sheets(const OfficeTable& table, const std::vector<std::pair<std::string, std::string>>& candidates,
           const ScoreItem& item)
        : m_file(table.file), m_table(table), m_candidates(candidates), m_item(item)
    {}

    ExpertSheets read(std::vector<Sentence>& warnings)
    {
        needed(expert_heads);
        m_candidate = needed(candidate_heads);
        m_items = column(item_heads);
        m_score = needed(score_heads);
        m_weight = column(weight_heads);
        for (const auto& [key, name] : m_candidates) m_out.candidates.push_back(key);
        collect_heads();
        m_out.sheets.assign(m_out.experts.size(), CandidateTable{m_out.candidates.size(), m_out.items.size()});
        for (std::size_t row = 0; row < m_table.sheet.rows.size(); ++row) place(row);
        RowWarnings{m_file, warnings}.add(
            m_filled, "file '{}': {} rows without an expert take that of the row above, as merged cells do: {}");
        return std::move(m_out);
    }

private:
    std::optional<std::size_t> column(const Words& heads) const
    {
        for (const auto& head : heads)
            if (!m_table.sheet.columns(head).empty()) return m_table.column(head);
        return {};
    }

    std::size_t needed(const Words& heads) const
    {
        if (const auto found = column(heads)) return *found;
        throw InputError{text("file '{}': there is no column '{}' of expert scores; it has: {}", m_file, heads.front(),
                              listed(m_table.sheet.texts()))};
    }

    std::string cell(std::size_t row, std::optional<std::size_t> at) const
    {
        return at ? m_table.sheet.rows[row].cell(*at) : std::string{};
    }

    std::int64_t line(std::size_t row) const { return m_table.sheet.rows[row].line; }

    // Without names, or a sum over others.
    bool blank(std::size_t row) const
    {
        return m_table.marks[row].total || (cell(row, m_table.label_column).empty() && cell(row, m_candidate).empty());
    }

    void collect_heads()
    {
        const Amounts shares{{}, Unit::dimensionless()}; // of a hundred, too
        for (std::size_t row = 0; row < m_table.sheet.rows.size(); ++row) {
            if (blank(row)) continue;
            const auto expert = m_table.label(row), item = cell(row, m_items);
            if (!m_table.has_own_label(row)) m_filled.push_back(m_table.row_name(row));
            if (expert.empty())
                throw InputError{
                    text("file '{}', row {}: a score without an expert; fill the column 专家", m_file, line(row))};
            if (std::ranges::find(m_out.experts, expert) == m_out.experts.end()) m_out.experts.push_back(expert);
            if (std::ranges::find(m_out.items, item, &ScoreItem::id) != m_out.items.end()) continue;
            auto one = m_item;
            one.id = item;
            if (const auto weight = number_of(row, m_weight, shares)) one.weight = *weight;
            m_out.items.push_back(one);
        }
        if (m_weight) return;
        for (auto& item : m_out.items) item.weight = 1.0 / static_cast<double>(m_out.items.size());
    }

    std::optional<double> number_of(std::size_t row, std::optional<std::size_t> at, const Amounts& amounts) const
    {
        const auto word = cell(row, at);
        const auto out = amounts.read(word);
        if (out.strange)
            throw InputError{
                text("file '{}', row {}: '{}' is no number; write the score in digits, or leave the cell empty", m_file,
                     line(row), word)};
        return out.value;
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
        const auto expert = m_table.label(row);
        const auto who = static_cast<std::size_t>(std::ranges::find(m_out.experts, expert) - m_out.experts.begin());
        const auto what = static_cast<std::size_t>(std::ranges::find(m_out.items, cell(row, m_items), &ScoreItem::id) -
                                                   m_out.items.begin());
        const auto whom = candidate(row);
        const auto score = number_of(row, m_score, Amounts{});
        if (!score) return;
        auto& slot = m_out.sheets[who].at(whom, what);
        if (!std::isnan(slot))
            throw InputError{text("file '{}', row {}: expert '{}' scores '{}' twice for the same item; keep one row",
                                  m_file, line(row), expert, cell(row, m_candidate))};
        slot = *score;
    }

    const std::string& m_file;
    const OfficeTable& m_table;
    const std::vector<std::pair<std::string, std::string>>& m_candidates;
    const ScoreItem& m_item;
    std::optional<std::size_t> m_candidate, m_items, m_score, m_weight;
    std::vector<std::string> m_filled;
    ExpertSheets m_out;
};

} // namespace

ExpertSheets read_score_sheets(const std::string& file, const std::string& table,
                               const std::vector<std::pair<std::string, std::string>>& candidates,
                               const ScoreItem& item, std::vector<Sentence>& warnings)
{
    TableRequest request{.file = file, .table = table};
    for (const auto* heads : {&expert_heads, &candidate_heads})
        request.names.insert(request.names.end(), heads->begin(), heads->end());
    for (const auto* heads : {&item_heads, &score_heads, &weight_heads})
        request.heads.insert(request.heads.end(), heads->begin(), heads->end());
    const auto rows = read_office_table(request);
    warnings.insert(warnings.end(), rows.sheet.warnings.begin(), rows.sheet.warnings.end());
    return Sheets{rows, candidates, item}.read(warnings);
}

} // namespace peaksite
