#include "tally/mask_areas.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <iterator>

namespace peaksite {

namespace {

void put_set(ByteWriter& out, const CriteriaSet& set)
{
    for (const auto word : set.words()) out.put(word);
}

CriteriaSet read_set(ByteReader& in)
{
    const auto low = in.get<std::uint64_t>(), high = in.get<std::uint64_t>();
    return CriteriaSet::from_words({low, high});
}

// Moves what stands in the order of `masks` to the order of `all`, which has them all.
template <class Sum>
void spread(std::vector<Sum>& sums, const std::vector<Mask>& masks, const std::vector<Mask>& all)
{
    std::vector<Sum> out(all.size());
    for (std::size_t i = 0, old = 0; old < masks.size(); ++i)
        if (all[i] == masks[old]) out[i] = sums[old++];
    sums = std::move(out);
}

} // namespace

void MaskAreas::insert(const std::vector<Mask>& masks, std::size_t measures)
{
    if (masks.empty()) return;
    if (m_masks.empty()) m_measures.resize(measures);
    std::vector<Mask> all;
    std::ranges::set_union(m_masks, masks, std::back_inserter(all));
    if (all.size() > most)
        throw InputError{text("more than 1,048,576 combinations of criteria occur in one zone; use fewer criteria")};
    if (all.size() == m_masks.size()) return;
    spread(m_land, m_masks, all);
    for (auto& measure : m_measures) spread(measure, m_masks, all);
    m_masks = std::move(all);
}

void MaskAreas::add(const TileMasks& tile, const MaskNumbers& numbers)
{
    constexpr std::size_t copies = TileMasks::copies;
    const auto total = [](const auto& from, std::size_t at) {
        return (from[at] + from[at + 2]) + (from[at + 1] + from[at + 3]);
    };
    std::vector<std::pair<Mask, std::size_t>> met; // with their slots in the tile
    for (std::size_t at = 0; at < tile.m_used; at += copies)
        if (total(tile.m_areas, at) != 0) met.emplace_back(numbers.mask(static_cast<int>(at / copies)), at);
    std::ranges::sort(met);
    std::vector<Mask> masks;
    for (const auto& one : met) masks.push_back(one.first);
    insert(masks, tile.m_measured.size());
    std::size_t i = 0;
    for (const auto& [mask, at] : met) {
        while (m_masks[i] != mask) ++i;
        m_land[i].add_scaled(total(tile.m_areas, at), 1, tile.m_quantum.exponent);
        for (std::size_t m = 0; m < m_measures.size(); ++m) {
            auto& measure = m_measures[m][i];
            measure.sum.add(total(tile.m_measured[m].sums, at));
            measure.missing.add_scaled(total(tile.m_measured[m].missing, at), 1, tile.m_quantum.exponent);
        }
    }
}

void MaskAreas::merge(const MaskAreas& other)
{
    if (other.m_masks.empty()) return;
    insert(other.m_masks, other.m_measures.size());
    std::size_t i = 0;
    for (std::size_t theirs = 0; theirs < other.m_masks.size(); ++theirs) {
        while (m_masks[i] != other.m_masks[theirs]) ++i;
        m_land[i].merge(other.m_land[theirs]);
        for (std::size_t m = 0; m < m_measures.size(); ++m) {
            m_measures[m][i].sum.merge(other.m_measures[m][theirs].sum);
            m_measures[m][i].missing.merge(other.m_measures[m][theirs].missing);
        }
    }
}

bool MaskAreas::fits(int criteria, int measures) const
{
    if (m_masks.empty()) return true;
    return m_masks.size() <= most && m_measures.size() == static_cast<std::size_t>(measures) &&
           std::ranges::all_of(m_masks, [&](const Mask& mask) {
               for (int i = 0; i < most_criteria; ++i)
                   if ((mask.holds.has(i) || mask.unknown.has(i)) &&
                       (i >= criteria || (mask.holds.has(i) && mask.unknown.has(i))))
                       return false;
               return true;
           });
}

void MaskAreas::write(ByteWriter& out) const
{
    out.put(static_cast<std::uint64_t>(m_masks.size()));
    for (std::size_t i = 0; i < m_masks.size(); ++i) {
        put_set(out, m_masks[i].holds);
        put_set(out, m_masks[i].unknown);
        out.put(m_land[i]);
        out.put(static_cast<std::uint64_t>(m_measures.size()));
        for (const auto& measure : m_measures) {
            out.put(measure[i].sum);
            out.put(measure[i].missing);
        }
    }
}

MaskAreas MaskAreas::read(ByteReader& in)
{
    constexpr std::size_t entry_bytes = 88, measure_bytes = 96;
    MaskAreas areas;
    const auto count = in.count(entry_bytes);
    for (std::size_t i = 0; i < count; ++i) {
        Mask mask;
        mask.holds = read_set(in);
        mask.unknown = read_set(in);
        const auto land = in.sum();
        const auto width = in.count(measure_bytes);
        if (i == 0) {
            areas.m_masks.reserve(count);
            areas.m_land.reserve(count);
            areas.m_measures.resize(width);
            const auto most_there = in.left() / (measure_bytes * std::max<std::size_t>(width, 1)) + 1;
            for (auto& measure : areas.m_measures) measure.reserve(std::min(count, most_there));
        } else if (width != areas.m_measures.size() || !(areas.m_masks.back() < mask))
            throw InputError{text("the masks of a zone in a result file are out of order")};
        areas.m_masks.push_back(mask);
        areas.m_land.push_back(land);
        for (auto& measure : areas.m_measures) {
            const auto sum = in.sum();
            measure.push_back({.sum = sum, .missing = in.sum()});
        }
    }
    return areas;
}

} // namespace peaksite
