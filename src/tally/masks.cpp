#include "tally/masks.hpp"

#include "base/clones.hpp"

#include <algorithm>
#include <cassert>

namespace peaksite {

namespace {

// Digits in base three of up to five conditions.
PEAKSITE_CLONES void state_bytes(const std::uint8_t* const* rows, int count, int n, std::uint8_t* __restrict out)
{
    const auto* last = rows[count - 1];
    for (int i = 0; i < n; ++i) out[i] = last[i];
    for (int c = count - 2; c >= 0; --c) {
        const auto* __restrict row = rows[c];
        for (int i = 0; i < n; ++i) out[i] = static_cast<std::uint8_t>(3 * out[i] + row[i]);
    }
}

} // namespace

MaskNumbers::MaskNumbers(int criteria) : m_criteria(criteria)
{
    for (int i = 0; i < std::min(group, criteria); ++i) m_first_states *= 3;
    for (int done = group; done < criteria; done += group) m_levels.emplace_back();
}

int MaskNumbers::count() const
{
    return m_levels.empty() ? m_first_states : static_cast<int>(m_levels.back().from.size());
}

bool MaskNumbers::room(int n) const
{
    return std::ranges::all_of(
        m_levels, [n](const Level& level) { return level.from.size() + static_cast<std::size_t>(n) <= most; });
}

void MaskNumbers::clear()
{
    for (auto& level : m_levels) {
        for (const auto& [number, byte] : level.from) level.next[number * states + byte] = 0;
        level.from.clear();
    }
}

const std::uint16_t* MaskNumbers::of(std::span<const std::uint8_t* const> conditions, int n)
{
    m_bytes.resize(std::max(m_bytes.size(), static_cast<std::size_t>(n)));
    m_numbers.resize(std::max(m_numbers.size(), static_cast<std::size_t>(n)));
    if (conditions.empty()) {
        std::fill_n(m_numbers.begin(), n, std::uint16_t{0});
        return m_numbers.data();
    }
    const auto first = std::min<std::size_t>(group, conditions.size());
    state_bytes(conditions.data(), static_cast<int>(first), n, m_bytes.data());
    std::copy_n(m_bytes.begin(), n, m_numbers.begin());
    for (std::size_t l = 0; l < m_levels.size(); ++l) {
        const auto begin = group * (l + 1), count = std::min<std::size_t>(group, conditions.size() - begin);
        state_bytes(conditions.data() + begin, static_cast<int>(count), n, m_bytes.data());
        combine(m_levels[l], n);
    }
    return m_numbers.data();
}

void MaskNumbers::combine(Level& level, int n)
{
    constexpr std::size_t growth = 64;
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
        const std::size_t key = m_numbers[i] * states + m_bytes[i];
        if (key >= level.next.size()) level.next.resize((m_numbers[i] + growth) * states);
        auto& number = level.next[key];
        if (number == 0) {
            assert(level.from.size() < most);
            level.from.emplace_back(m_numbers[i], m_bytes[i]);
            number = static_cast<std::uint16_t>(level.from.size());
        }
        m_numbers[i] = static_cast<std::uint16_t>(number - 1);
    }
}

Mask MaskNumbers::mask(int number) const
{
    Mask mask;
    const auto digits = [&](int byte, std::size_t first) {
        for (auto c = first; c < std::min<std::size_t>(first + group, static_cast<std::size_t>(m_criteria));
             ++c, byte /= 3) {
            if (byte % 3 == 2) mask.holds.insert(static_cast<int>(c));
            if (byte % 3 == 1) mask.unknown.insert(static_cast<int>(c));
        }
    };
    for (std::size_t l = m_levels.size(); l-- > 0;) {
        const auto [before, byte] = m_levels[l].from[static_cast<std::size_t>(number)];
        digits(byte, group * (l + 1));
        number = before;
    }
    digits(number, 0);
    return mask;
}

void TileMasks::clear()
{
    std::fill_n(m_areas.begin(), m_used, 0);
    for (auto& measured : m_measured) {
        std::fill_n(measured.sums.begin(), m_used, 0);
        std::fill_n(measured.missing.begin(), m_used, 0);
    }
    m_used = 0;
}

void TileMasks::add(const std::uint16_t* numbers, int count, int begin, std::span<const ValueRow> measures,
                    std::span<const Run> runs, std::span<const EdgeCell> edge, const AreaRow& areas)
{
    m_quantum = areas.quantum;
    const auto slots = static_cast<std::size_t>(count) * copies;
    m_used = std::max(m_used, slots);
    if (slots > m_areas.size()) {
        m_areas.resize(slots);
        for (auto& measured : m_measured) {
            measured.sums.resize(slots);
            measured.missing.resize(slots);
        }
    }
    for (const auto& run : runs)
        add_run(numbers, static_cast<std::size_t>(run.begin - begin), run.end - run.begin, measures, areas);
    for (const auto& part : edge) {
        const auto at = static_cast<std::size_t>(part.col - begin);
        const auto whole = areas.at(at);
        add_cell(copies * numbers[at], at, std::llrint(part.share * static_cast<double>(whole)), measures);
    }
}

namespace {

// The copy of a mask's place that cell i of a run adds to.
template <std::size_t copies>
std::size_t slot_of(const std::uint16_t* numbers, int i)
{
    return copies * numbers[i] + (static_cast<unsigned>(i) & (copies - 1));
}

} // namespace

void TileMasks::add_run(const std::uint16_t* numbers, std::size_t from, int n, std::span<const ValueRow> measures,
                        const AreaRow& areas)
{
    numbers += from;
    const auto* cells = areas.uniform() ? nullptr : areas.cells.data() + from;
    auto* quanta = m_areas.data();
    const bool together = cells == nullptr && !measures.empty() && measures[0].complete;
    if (together)
        add_both(numbers, n, measures[0].cells + from, areas.each);
    else if (cells == nullptr)
        for (int i = 0; i < n; ++i) quanta[slot_of<copies>(numbers, i)] += areas.each;
    else
        for (int i = 0; i < n; ++i) quanta[slot_of<copies>(numbers, i)] += cells[i];
    for (std::size_t m = together ? 1 : 0; m < measures.size(); ++m) {
        const double* x = measures[m].cells + from;
        if (measures[m].complete && cells == nullptr)
            add_whole(m_measured[m], numbers, n, x, square_metres(areas.each, m_quantum));
        else if (measures[m].complete)
            add_unlike(m_measured[m], numbers, n, x, cells);
        else
            add_gappy(m_measured[m], numbers, n, x, areas.each, cells);
    }
}

// The usual case, one measure, in one loop.
void TileMasks::add_both(const std::uint16_t* numbers, int n, const double* x, std::int64_t each)
{
    const double area = square_metres(each, m_quantum);
    auto* quanta = m_areas.data();
    auto* sums = m_measured[0].sums.data();
    for (int i = 0; i < n; ++i) {
        const auto slot = slot_of<copies>(numbers, i);
        quanta[slot] += each;
        sums[slot] += area * x[i];
    }
}

void TileMasks::add_whole(Measured& measured, const std::uint16_t* numbers, int n, const double* x, double area)
{
    auto* sums = measured.sums.data();
    for (int i = 0; i < n; ++i) sums[slot_of<copies>(numbers, i)] += area * x[i];
}

void TileMasks::add_unlike(Measured& measured, const std::uint16_t* numbers, int n, const double* x,
                           const std::int64_t* cells) const
{
    const double quantum = m_quantum.square_metres();
    auto* sums = measured.sums.data();
    for (int i = 0; i < n; ++i) sums[slot_of<copies>(numbers, i)] += static_cast<double>(cells[i]) * quantum * x[i];
}

void TileMasks::add_gappy(Measured& measured, const std::uint16_t* numbers, int n, const double* x, std::int64_t each,
                          const std::int64_t* cells) const
{
    const double quantum = m_quantum.square_metres();
    auto* sums = measured.sums.data();
    auto* missing = measured.missing.data();
    for (int i = 0; i < n; ++i) {
        const auto slot = slot_of<copies>(numbers, i);
        const auto quanta = cells == nullptr ? each : cells[i];
        const bool known = x[i] == x[i];
        sums[slot] += known ? static_cast<double>(quanta) * quantum * x[i] : 0;
        missing[slot] += known ? 0 : quanta;
    }
}

void TileMasks::add_cell(std::size_t slot, std::size_t at, std::int64_t quanta, std::span<const ValueRow> measures)
{
    m_areas[slot] += quanta;
    for (std::size_t m = 0; m < measures.size(); ++m) {
        const double x = measures[m].cells[at];
        if (x == x)
            m_measured[m].sums[slot] += square_metres(quanta, m_quantum) * x;
        else
            m_measured[m].missing[slot] += quanta;
    }
}

} // namespace peaksite
