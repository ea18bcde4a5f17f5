#include "io/tables/score_sheets.hpp"

#include "base/error.hpp"
#include "base/excerpt.hpp"
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

// Cells of a column from top to bottom; an empty one takes that above, as merged cells do, and is told.
class Filler {
public:
    explicit Filler(const OfficeTable& table) : m_table(table) {}
    const std::string& filled(std::size_t row, const std::string& own)
    {
        if (!own.empty())
            m_last = own;
        else if (!m_last.empty())
            m_rows.push_back(m_table.row_name(row));
        return m_last;
    }
    const std::vector<std::string>& rows() const { return m_rows; }

private:
    const OfficeTable& m_table;
    std::string m_last;
    std::vector<std::string> m_rows;
};

// A row of the sheet, with what it has from above.
struct ScoreRow {
    std::size_t row = 0;
    std::string expert{}, candidate{}, item{};
};

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
        collect_rows(warnings);
        for (const auto& row : m_rows) add_heads(row);
        weigh_items();
        m_out.sheets.assign(m_out.experts.size(), CandidateTable{m_out.candidates.size(), m_out.items.size()});
        for (const auto& row : m_rows) place(row);
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

    // A sum over others, or a row that neither names anyone nor has a score.
    bool blank(std::size_t row) const
    {
        return m_table.marks[row].total || (cell(row, m_table.label_column).empty() && cell(row, m_candidate).empty() &&
                                            cell(row, m_score).empty());
    }

    void collect_rows(std::vector<Sentence>& warnings)
    {
        Filler candidates{m_table}, items{m_table};
        std::vector<std::string> sums, experts; // rows left out; that take theirs from above
        for (std::size_t row = 0; row < m_table.sheet.rows.size(); ++row) {
            if (m_table.marks[row].total) sums.push_back(m_table.row_name(row));
            if (blank(row)) continue;
            ScoreRow out{.row = row, .expert = m_table.label(row), .candidate = cell(row, m_candidate)};
            if (!m_table.has_own_label(row)) experts.push_back(m_table.row_name(row));
            if (out.expert.empty())
                throw InputError{
                    text("file '{}', row {}: a score without an expert; fill the column 专家", m_file, line(row))};
            if (!out.candidate.empty() || !cell(row, m_score).empty() || !cell(row, m_items).empty())
                out.candidate = candidates.filled(row, out.candidate);
            out.item = items.filled(row, cell(row, m_items));
            m_rows.push_back(std::move(out));
        }
        require_items();
        RowWarnings told{m_file, warnings};
        told.add(sums, "file '{}': {} rows of totals were left out: {}");
        told.add(experts, "file '{}': {} rows without an expert take that of the row above, as merged cells do: {}");
        told.add(candidates.rows(),
                 "file '{}': {} rows without a candidate take that of the row above, as merged cells do: {}");
        told.add(items.rows(), "file '{}': {} rows without an item take that of the row above, as merged cells do: {}");
    }

    // Rows above the first item have none; a column without any is as good as absent.
    void require_items() const
    {
        if (m_rows.empty() || m_rows.back().item.empty() || !m_rows.front().item.empty()) return;
        throw InputError{
            text("file '{}', row {}: a score without an item, though rows below have one; fill the column '{}'", m_file,
                 line(m_rows.front().row), m_table.sheet.texts()[*m_items])};
    }

    void add_heads(const ScoreRow& row)
    {
        if (std::ranges::find(m_out.experts, row.expert) == m_out.experts.end()) m_out.experts.push_back(row.expert);
        const auto found = std::ranges::find(m_out.items, row.item, &ScoreItem::id);
        const auto at = static_cast<std::size_t>(found - m_out.items.begin());
        if (found == m_out.items.end()) {
            m_out.items.push_back(m_item);
            m_out.items.back().id = row.item;
            m_weights.emplace_back();
        }
        add_weight(row, m_weights[at]);
    }

    struct StatedWeight {
        std::optional<double> weight{};
        std::size_t row = 0;
    };

    void add_weight(const ScoreRow& row, StatedWeight& stated) const
    {
        static const Amounts shares{{}, Unit::dimensionless()}; // of a hundred, too
        const auto weight = number_of(row.row, m_weight, shares);
        if (!weight) return;
        if (!(*weight > 0))
            throw InputError{text("file '{}', row {}: the weight {} of item '{}' is not above 0", m_file, line(row.row),
                                  number(*weight), row.item)};
        if (stated.weight && *stated.weight != *weight)
            throw InputError{text("file '{}': item '{}' has the weight {} in row {} and {} in row {}; write one",
                                  m_file, row.item, number(*stated.weight), line(stated.row), number(*weight),
                                  line(row.row))};
        stated = {.weight = weight, .row = row.row};
    }

    // They sum to 1, whether written as shares of 1 or of 100, or as points.
    void weigh_items()
    {
        const bool any = std::ranges::any_of(m_weights, [](const StatedWeight& one) { return one.weight.has_value(); });
        double sum = 0;
        for (std::size_t j = 0; j < m_weights.size(); ++j) {
            if (any && !m_weights[j].weight)
                throw InputError{
                    text("file '{}': item '{}' has no weight, though others have", m_file, m_out.items[j].id)};
            m_out.items[j].weight = m_weights[j].weight.value_or(1);
            sum += m_out.items[j].weight;
        }
        for (auto& item : m_out.items) item.weight /= sum;
    }

    std::optional<double> number_of(std::size_t row, std::optional<std::size_t> at, const Amounts& amounts) const
    {
        const auto word = cell(row, at);
        const auto out = amounts.read(word);
        if (out.strange)
            throw InputError{
                text("file '{}', row {}: '{}' is no number; write the score in digits, or leave the cell empty", m_file,
                     line(row), excerpt(word))};
        return out.value;
    }

    std::size_t candidate(const ScoreRow& row) const
    {
        std::vector<std::string> known;
        for (std::size_t i = 0; i < m_candidates.size(); ++i) {
            if (m_candidates[i].first == row.candidate || m_candidates[i].second == row.candidate) return i;
            known.push_back(m_candidates[i].first);
            known.push_back(m_candidates[i].second);
        }
        const auto near = closest(row.candidate, known);
        throw InputError{text("file '{}', row {}: '{}' is no candidate of this type{}", m_file, line(row.row),
                              row.candidate, near.empty() ? "" : "; did you mean '" + near + "'?")};
    }

    void place(const ScoreRow& row)
    {
        const auto who = static_cast<std::size_t>(std::ranges::find(m_out.experts, row.expert) - m_out.experts.begin());
        const auto what =
            static_cast<std::size_t>(std::ranges::find(m_out.items, row.item, &ScoreItem::id) - m_out.items.begin());
        const auto whom = candidate(row);
        const auto score = number_of(row.row, m_score, Amounts{});
        if (!score) return;
        auto& slot = m_out.sheets[who].at(whom, what);
        if (!std::isnan(slot))
            throw InputError{
                row.item.empty()
                    ? text("file '{}', row {}: expert '{}' scores '{}' twice for the same item; keep one row", m_file,
                           line(row.row), row.expert, row.candidate)
                    : text("file '{}', row {}: expert '{}' scores '{}' twice for the item '{}'; keep one row", m_file,
                           line(row.row), row.expert, row.candidate, row.item)};
        slot = *score;
    }

    const std::string& m_file;
    const OfficeTable& m_table;
    const std::vector<std::pair<std::string, std::string>>& m_candidates;
    const ScoreItem& m_item;
    std::optional<std::size_t> m_candidate, m_items, m_score, m_weight;
    std::vector<ScoreRow> m_rows;
    std::vector<StatedWeight> m_weights; // by item
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
