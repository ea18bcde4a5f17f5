#include "base/raw_number.hpp"

#include <fmt/format.h>

#include <cmath>

namespace peaksite {

namespace {

constexpr double two_to_63 = 0x1p63, two_to_64 = 0x1p64;

} // namespace

RawNumber::RawNumber(double value) : m_value(value)
{
    if (value != std::floor(value)) return;
    if (value >= -two_to_63 && value < two_to_63)
        m_value = static_cast<std::int64_t>(value);
    else if (value >= two_to_63 && value < two_to_64)
        m_value = static_cast<std::uint64_t>(value);
}

RawNumber::RawNumber(std::uint64_t value) : m_value(value)
{
    if (std::in_range<std::int64_t>(value)) m_value = static_cast<std::int64_t>(value);
}

std::optional<std::uint64_t> RawNumber::largest_unsigned() const
{
    if (const auto* whole = std::get_if<std::uint64_t>(&m_value)) return *whole;
    if (std::get<double>(m_value) == two_to_64) return std::numeric_limits<std::uint64_t>::max();
    return {};
}

std::optional<std::int64_t> RawNumber::largest_signed() const
{
    const auto* whole = std::get_if<std::uint64_t>(&m_value);
    if (whole != nullptr && *whole == std::uint64_t{1} << 63U) return std::numeric_limits<std::int64_t>::max();
    return {};
}

double RawNumber::rounded() const
{
    return std::visit([](auto value) { return static_cast<double>(value); }, m_value);
}

std::string RawNumber::text() const
{
    if (const auto* value = std::get_if<double>(&m_value)) return fmt::format("{}", *value);
    return std::visit([](auto value) { return fmt::format("{}", value); }, m_value);
}

bool RawNumber::operator==(const RawNumber& other) const
{
    if (m_value == other.m_value) return true;
    const auto* mine = std::get_if<double>(&m_value);
    const auto* theirs = std::get_if<double>(&other.m_value);
    return mine != nullptr && theirs != nullptr && *mine != *mine && *theirs != *theirs;
}

std::string Fills::text() const
{
    std::string out;
    for (const auto& one : m_all) out += (out.empty() ? "" : ", ") + one.text();
    return out;
}

} // namespace peaksite
