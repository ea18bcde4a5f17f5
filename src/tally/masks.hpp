#pragma once

#include "grid/cell_area.hpp"
#include "grid/coverage.hpp"
#include "tally/moments.hpp"

#include <array>
#include <compare>
#include <vector>

namespace peaksite {

inline constexpr int most_criteria = 128;

/// A set of criteria by their number in the plan.
class CriteriaSet {
public:
    bool has(int criterion) const { return (word(criterion) >> bit(criterion) & 1U) != 0; }
    void insert(int criterion) { m_words[index(criterion)] |= std::uint64_t{1} << bit(criterion); }
    bool empty() const { return m_words == std::array<std::uint64_t, 2>{}; }
    const std::array<std::uint64_t, 2>& words() const { return m_words; }
    static CriteriaSet from_words(std::array<std::uint64_t, 2> words)
    {
        CriteriaSet set;
        set.m_words = words;
        return set;
    }
    auto operator<=>(const CriteriaSet&) const = default;

private:
    static std::size_t index(int criterion) { return static_cast<std::size_t>(criterion) / 64; }
    static unsigned bit(int criterion) { return static_cast<unsigned>(criterion) % 64; }
    std::uint64_t word(int criterion) const { return m_words[index(criterion)]; }
    std::array<std::uint64_t, 2> m_words{};
};

/// Which criteria hold in a cell, and of which it is not known.
struct Mask {
    CriteriaSet holds;
    CriteriaSet unknown;
    auto operator<=>(const Mask&) const = default;
};

/// Gives cells with the same mask the same small number. One per worker; numbers mean nothing outside it.
class MaskNumbers {
public:
    /// `criteria`: how many conditions a cell has.
    explicit MaskNumbers(int criteria);

    /// Numbers of `n` cells from one row of conditions per criterion: bytes 0 false, 1 unknown, 2 true. There must be
    /// room.
    const std::uint16_t* of(std::span<const std::uint8_t* const> conditions, int n);

    /// Numbers given out so far are below this.
    int count() const;
    /// Whether `n` more cells surely find numbers.
    bool room(int n) const;
    /// Forgets all numbers given out.
    void clear();
    Mask mask(int number) const;

private:
    static constexpr int group = 5; // criteria that make one byte: 3^5 = 243 states
    static constexpr std::size_t states = 243;
    static constexpr std::size_t most = 65535;

    int m_criteria;
    int m_first_states = 1; // of the first group
    std::vector<std::uint8_t> m_bytes;
    std::vector<std::uint16_t> m_numbers;
    // Beyond one group: number + 1 of (number so far, next byte), 0 if not met yet; and back.
    struct Level {
        std::vector<std::uint16_t> next;
        std::vector<std::pair<std::uint16_t, std::uint8_t>> from;
    };
    void combine(Level& level, int n);
    std::vector<Level> m_levels;
};

/// Area, and sums of measured values, by mask; for one zone in one tile. A measure is a value per cell whose sum over
/// area is wanted for any choice of criteria, such as a yield times a suitability share. No sum of areas may pass
/// `most_quanta`: TileTally sees to that.
class TileMasks {
public:
    explicit TileMasks(int measures) : m_measured(static_cast<std::size_t>(measures)) {}

    void clear();
    /// Adds the cells of a row; all numbers are below `count`. `measures` hold one row each, beginning at the same
    /// column as `numbers`.
    void add(const std::uint16_t* numbers, int count, int begin, std::span<const ValueRow> measures,
             std::span<const Run> runs, std::span<const EdgeCell> edge, const AreaRow& areas);

private:
    friend class MaskAreas;
    // Four copies by number, cell i in copy i modulo 4: neighbours of one mask do not wait for each other.
    static constexpr std::size_t copies = 4;
    struct Measured {
        std::vector<double> sums;          // Σ area · value
        std::vector<std::int64_t> missing; // quanta without data
    };
    void add_run(const std::uint16_t* numbers, std::size_t from, int n, std::span<const ValueRow> measures,
                 const AreaRow& areas);
    void add_both(const std::uint16_t* numbers, int n, const double* x, std::int64_t each);
    static void add_whole(Measured& measured, const std::uint16_t* numbers, int n, const double* x, double area);
    void add_unlike(Measured& measured, const std::uint16_t* numbers, int n, const double* x,
                    const std::int64_t* cells) const;
    void add_gappy(Measured& measured, const std::uint16_t* numbers, int n, const double* x, std::int64_t each,
                   const std::int64_t* cells) const;
    void add_cell(std::size_t slot, std::size_t at, std::int64_t quanta, std::span<const ValueRow> measures);

    std::vector<std::int64_t> m_areas; // quanta
    std::vector<Measured> m_measured;
    std::size_t m_used = 0; // slots; those beyond hold nothing
    AreaQuantum m_quantum;
};

} // namespace peaksite
