#include "io/tables/xls_look.hpp"

#include "base/error.hpp"
#include "io/files/encoding.hpp"
#include "io/files/gdal.hpp"
#include "io/vector/number_format.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

// [MS-CFB] for the container, [MS-XLS] for its stream of records.

namespace peaksite {

namespace {

// Reads little-endian numbers; throws std::out_of_range beyond the end.
class Bytes {
public:
    explicit Bytes(std::string content) : m_content(std::move(content)) {}
    std::size_t size() const { return m_content.size(); }
    std::uint8_t u8(std::size_t at) const { return static_cast<std::uint8_t>(m_content.at(at)); }
    std::uint16_t u16(std::size_t at) const { return static_cast<std::uint16_t>(u8(at) | u8(at + 1) << 8U); }
    std::uint32_t u32(std::size_t at) const { return u16(at) | static_cast<std::uint32_t>(u16(at + 2)) << 16U; }
    std::string part(std::size_t at, std::size_t length) const
    {
        if (at > size() || length > size() - at) throw std::out_of_range{"part"};
        return m_content.substr(at, length);
    }

private:
    std::string m_content;
};

// The stream "Workbook" of a compound file; empty where there is none.
class Container {
public:
    explicit Container(std::string content) : m_file(std::move(content)), m_sector(sector_size(m_file.u16(0x1E)))
    {
        constexpr std::size_t listed = 109, first = 0x4C;
        for (std::size_t i = 0; i < listed; ++i) add_table(m_file.u32(first + 4 * i));
        const std::size_t last = m_sector - 4;
        std::size_t steps = 0;
        for (auto sector = m_file.u32(0x44); sector < end_mark && ++steps <= m_file.size() / m_sector;
             sector = m_file.u32(place(sector) + last))
            for (std::size_t at = 0; at < last; at += 4) add_table(m_file.u32(place(sector) + at));
    }

    std::string workbook() const
    {
        const Bytes folder{chain(m_file.u32(0x30))};
        constexpr std::size_t entry = 128, mini = 4096;
        for (std::size_t at = 0; at + entry <= folder.size(); at += entry) {
            constexpr std::string_view name{"W\0o\0r\0k\0b\0o\0o\0k\0", 16};
            if (folder.part(at, name.size()) != name) continue;
            const auto size = folder.u32(at + 0x78);
            if (size < mini) return {}; // in the small sectors, where no office program puts it
            return chain(folder.u32(at + 0x74)).substr(0, size);
        }
        return {};
    }

private:
    static constexpr std::uint32_t end_mark = 0xFFFFFFFA;

    static std::size_t sector_size(std::uint16_t shift)
    {
        constexpr std::uint16_t small = 9, large = 12;
        if (shift != small && shift != large) throw std::out_of_range{"sector"};
        return std::size_t{1} << shift;
    }
    std::size_t place(std::uint32_t sector) const { return (std::size_t{sector} + 1) * m_sector; }
    void add_table(std::uint32_t sector)
    {
        if (sector < end_mark) m_tables.push_back(sector);
    }
    std::string chain(std::uint32_t sector) const
    {
        std::string out;
        for (std::size_t steps = 0; sector < end_mark; ++steps) {
            if (steps > m_file.size() / m_sector) throw std::out_of_range{"chain"};
            const auto begin = place(sector);
            out += m_file.part(begin, std::min(m_sector, m_file.size() - std::min(begin, m_file.size())));
            const auto per_table = m_sector / 4;
            sector = m_file.u32(place(m_tables.at(sector / per_table)) + 4 * (sector % per_table));
        }
        return out;
    }

    Bytes m_file;
    std::size_t m_sector;
    std::vector<std::uint32_t> m_tables;
};

class Records {
public:
    Records(std::string stream, const std::string& file) : m_stream(std::move(stream)), m_file(file) {}

    std::map<std::string, XlsSheetLook> read()
    {
        constexpr std::uint16_t begin = 0x0809, format = 0x041E, style = 0x00E0, sheet = 0x0085, dates = 0x0022,
                                excel_97 = 0x0600;
        if (m_stream.u16(0) != begin || m_stream.u16(4) != excel_97) throw std::out_of_range{"version"};
        std::vector<std::pair<std::size_t, std::string>> sheets;
        each(0, [&](std::uint16_t type, std::size_t at) {
            if (type == format)
                m_codes[m_stream.u16(at)] = text_of(at + 5, m_stream.u16(at + 2), (m_stream.u8(at + 4) & 1U) != 0);
            if (type == style) m_styles.push_back(m_stream.u16(at + 2));
            if (type == dates) m_from_1904 = m_stream.u16(at) == 1;
            if (type != sheet || m_stream.u8(at + 5) != 0) return; // a chart
            const auto name = text_of(at + 8, m_stream.u8(at + 6), (m_stream.u8(at + 7) & 1U) != 0);
            m_out[name].hidden = (m_stream.u8(at + 4) & 3U) != 0;
            constexpr std::size_t most = 1000;
            if (sheets.size() > most) throw std::out_of_range{"sheets"};
            sheets.emplace_back(m_stream.u32(at), name);
        });
        for (const auto& [place, name] : sheets) {
            m_out[name].from_1904 = m_from_1904;
            read_sheet(place, m_out[name]);
        }
        return std::move(m_out);
    }

private:
    // Records from a place to the end of their part.
    template <class Do>
    void each(std::size_t at, Do act) const
    {
        constexpr std::uint16_t end = 0x000A;
        for (std::size_t depth = 0;; at += 4 + std::size_t{m_stream.u16(at + 2)}) {
            const auto type = m_stream.u16(at);
            constexpr std::uint16_t begin = 0x0809;
            if (type == begin) ++depth;
            if (type == end && --depth == 0) return;
            if (depth == 1) act(type, at + 4);
        }
    }

    void read_sheet(std::size_t place, XlsSheetLook& out) const
    {
        constexpr std::uint16_t number = 0x0203, small = 0x027E, several = 0x00BD, formula = 0x0006;
        each(place, [&](std::uint16_t type, std::size_t at) {
            if (type == number || type == small || type == formula)
                add(m_stream.u16(at), m_stream.u16(at + 2), m_stream.u16(at + 4), out);
            if (type != several) return;
            const auto first = m_stream.u16(at + 2);
            constexpr std::size_t head = 6, each_one = 6;
            const auto count = (m_stream.u16(at - 2) - std::size_t{head}) / each_one;
            for (std::size_t i = 0; i < count; ++i)
                add(m_stream.u16(at), static_cast<std::uint16_t>(first + i), m_stream.u16(at + 4 + each_one * i), out);
        });
    }

    void add(std::uint16_t row, std::uint16_t column, std::size_t style, XlsSheetLook& out) const
    {
        const auto format = m_styles.at(style);
        const auto own = m_codes.find(format);
        const std::string code{own != m_codes.end() ? std::string_view{own->second} : built_in_format(format)};
        const bool words = std::ranges::any_of(code, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        if (words || code.starts_with("00") || code.find_first_of("%ymdhsYMDHS\"\\") != std::string::npos)
            out.formats[{row, column}] = code;
    }

    std::string text_of(std::size_t at, std::size_t letters, bool wide) const
    {
        return recoded(m_stream.part(at, wide ? 2 * letters : letters), wide ? "UTF-16LE" : "ISO-8859-1", m_file);
    }

    Bytes m_stream;
    const std::string& m_file;
    std::map<std::uint16_t, std::string> m_codes;
    std::vector<std::uint16_t> m_styles;
    bool m_from_1904 = false;
    std::map<std::string, XlsSheetLook> m_out;
};

} // namespace

std::optional<std::map<std::string, XlsSheetLook>> xls_look(const std::string& file)
{
    require_file(file);
    std::ifstream stream{file, std::ios::binary};
    std::string content{std::istreambuf_iterator<char>{stream}, {}};
    try {
        return Records{Container{std::move(content)}.workbook(), file}.read();
    } catch (const std::out_of_range&) {
        return {};
    } catch (const InputError&) {
        return {};
    }
}

} // namespace peaksite
