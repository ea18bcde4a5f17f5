#pragma once

#include "base/error.hpp"
#include "base/exact_sum.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace peaksite {

/// Values as little-endian bytes.
class ByteWriter {
public:
    template <class T>
    requires std::is_arithmetic_v<T>
    void put(T value)
    {
        static_assert(std::endian::native == std::endian::little, "result files are little-endian");
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void put(const ExactSum& sum)
    {
        for (const auto limb : sum.limbs()) put(limb);
    }
    void put(std::string_view text)
    {
        put(static_cast<std::uint64_t>(text.size()));
        m_bytes.append(text);
    }
    /// Seven binary digits to a byte, the lowest first: few bytes for small numbers.
    void put_short(std::uint64_t value)
    {
        char digits[10];
        std::size_t n = 0;
        for (; value > 127; value >>= 7U) digits[n++] = static_cast<char>(value | 128U);
        digits[n++] = static_cast<char>(value);
        m_bytes.append(digits, n);
    }
    void clear() { m_bytes.clear(); }
    const std::string& bytes() const { return m_bytes; }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. Throws InputError at the end of the bytes.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}

    template <class T>
    requires std::is_arithmetic_v<T> T get()
    {
        T value{};
        std::memcpy(&value, cut(sizeof value).data(), sizeof value);
        return value;
    }
    std::uint64_t get_short()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<std::uint8_t>(cut(1).front());
            value |= (byte & std::uint64_t{127}) << shift;
            if (byte < 128) return value;
        }
        short_of_bytes();
    }
    ExactSum sum()
    {
        std::array<std::uint64_t, 6> limbs{};
        for (auto& limb : limbs) limb = get<std::uint64_t>();
        return ExactSum::from_limbs(limbs);
    }
    std::string_view text() { return cut(get<std::uint64_t>()); }
    /// A count of things that take at least `bytes_each` bytes: refused when that many cannot follow.
    std::size_t count(std::size_t bytes_each)
    {
        const auto value = get<std::uint64_t>();
        if (value > m_bytes.size() / bytes_each) short_of_bytes();
        return static_cast<std::size_t>(value);
    }
    bool at_end() const { return m_bytes.empty(); }
    /// Bytes not read yet.
    std::size_t left() const { return m_bytes.size(); }

private:
    std::string_view cut(std::uint64_t size)
    {
        if (size > m_bytes.size()) short_of_bytes();
        const auto out = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        return out;
    }
    [[noreturn]] static void short_of_bytes() { throw InputError{text_of_end()}; }
    static Sentence text_of_end() { return peaksite::text("a record of a result file ends too early"); }

    std::string_view m_bytes;
};

} // namespace peaksite
