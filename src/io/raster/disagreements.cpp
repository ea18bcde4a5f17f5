#include "io/raster/disagreements.hpp"

namespace peaksite {

void Disagreements::note(int earlier, int later, const Disagreement& met)
{
    const std::scoped_lock lock{m_mutex};
    const auto [known, is_new] = m_met.try_emplace({earlier, later}, met);
    if (std::pair{met.row, met.col} < std::pair{known->second.row, known->second.col}) known->second = met;
}

std::vector<Disagreement> Disagreements::all() const
{
    const std::scoped_lock lock{m_mutex};
    std::vector<Disagreement> out;
    for (const auto& [files, met] : m_met) out.push_back(met);
    return out;
}

void Disagreements::write(ByteWriter& out) const
{
    const std::scoped_lock lock{m_mutex};
    out.put(static_cast<std::uint64_t>(m_met.size()));
    for (const auto& [files, met] : m_met) {
        for (const int number : {files.first, files.second, met.row, met.col})
            out.put(static_cast<std::int32_t>(number));
        out.put(met.before);
        out.put(met.after);
        out.put(std::string_view{met.earlier});
        out.put(std::string_view{met.later});
    }
}

void Disagreements::add(ByteReader& in)
{
    constexpr std::size_t least_bytes = 4 * sizeof(std::int32_t) + 2 * sizeof(double) + 2 * sizeof(std::uint64_t);
    const auto count = in.count(least_bytes);
    for (std::size_t i = 0; i < count; ++i) {
        Disagreement met;
        const auto earlier = in.get<std::int32_t>(), later = in.get<std::int32_t>();
        met.row = in.get<std::int32_t>();
        met.col = in.get<std::int32_t>();
        met.before = in.get<double>();
        met.after = in.get<double>();
        met.earlier = in.text();
        met.later = in.text();
        note(earlier, later, met);
    }
}

} // namespace peaksite
