#include "io/files/limits.hpp"

#include "base/error.hpp"

#include <cpl_vsi.h>

#include <filesystem>

namespace peaksite {

namespace {

constexpr unsigned megabyte = 20; // bits

Limits& in_force()
{
    static Limits all;
    return all;
}

std::uint64_t size_of(const std::string& file)
{
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) {
        std::uint64_t sum = 0;
        for (const auto& one : std::filesystem::recursive_directory_iterator{file, error})
            if (one.is_regular_file(error)) sum += one.file_size(error);
        return sum;
    }
    VSIStatBufL facts{};
    return VSIStatL(file.c_str(), &facts) == 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
}

} // namespace

const Limits& limits() { return in_force(); }

OtherLimits::OtherLimits(const Limits& others) : m_before(in_force()) { in_force() = others; }

OtherLimits::~OtherLimits() { in_force() = m_before; }

Unfolding::Unfolding(std::string file)
    : m_file(std::move(file)), m_most(limits().unfolded_bytes + limits().unfolded_times * size_of(m_file))
{}

void Unfolding::add(std::uint64_t bytes)
{
    m_bytes += bytes;
    if (m_bytes > m_most)
        throw InputError{text("file '{}' gives more than {} MB of features, far more than it holds; it may be a view "
                              "without end, or blocks inserted over and over: export the data to a new file",
                              m_file, m_most >> megabyte)};
}

void require_text_size(const std::string& file)
{
    const auto size = size_of(file);
    if (size > limits().text_bytes)
        throw InputError{text("file '{}' is {} MB of text, more than the {} MB that are read; split it, or save it as "
                              "GeoPackage",
                              file, size >> megabyte, limits().text_bytes >> megabyte)};
}

} // namespace peaksite
