#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "io/files/limits.hpp"
#include "io/vector/dxf_blocks.hpp"
#include "io/vector/dxf_figures.hpp"
#include "io/vector/dxf_groups.hpp"

#include <cmath>

namespace peaksite {

namespace {

// Codes of coordinates and other lengths (10 to 59), those of the thickness among them.
bool is_real(std::string_view code)
{
    const auto number = parse_number(code);
    return number && *number >= 10 && *number < 60;
}

// As the library reads it, which takes no other digits; of a size that a place may have.
bool is_coordinate(std::string_view word)
{
    constexpr double most = 1e12;
    const auto value =
        word.find_first_not_of("0123456789+-.eE") == std::string_view::npos ? parse_number(word) : std::nullopt;
    return value && std::fabs(*value) < most;
}

class WholeDxf {
public:
    explicit WholeDxf(const std::string& file) : m_file(file) {}

    void read(DxfGroups groups)
    {
        std::string_view last;
        while (groups.next()) {
            m_blocks.take(trimmed(groups.code), trimmed(groups.value));
            if (!trimmed(groups.code).empty()) last = groups.code == "0" ? trimmed(groups.value) : std::string_view{};
            if (groups.code == "0")
                begin(trimmed(groups.value), groups.place());
            else if (groups.code == "2" && m_names_section)
                m_drawing = trimmed(groups.value) == "ENTITIES" || trimmed(groups.value) == "BLOCKS";
            else if (is_real(groups.code) && m_drawing && !is_coordinate(trimmed(groups.value)))
                throw InputError{
                    text("file '{}', line {}: '{}' is no coordinate; correct it, or save the drawing again", m_file,
                         groups.place() + 1, std::string{trimmed(groups.value)}.substr(0, 40))};
            if (last == "EOF") return require_end();
        }
        throw InputError{
            text("file '{}' is cut short: a drawing ends with EOF; copy it again, or save it again as AutoCAD 2004 DXF",
                 m_file)};
    }

private:
    void require_end() const
    {
        const auto count = m_blocks.entities();
        if (count > limits().inserted)
            throw InputError{text("file '{}' has {:.3g} entities once its blocks are in their places, more than a "
                                  "drawing shows; explode the blocks that are needed, and save it again",
                                  m_file, count)};
    }

    void begin(std::string_view what, std::size_t line)
    {
        m_names_section = what == "SECTION";
        if (what == "ENDSEC") m_drawing = false;
        if (m_polyline > 0 && what != "VERTEX" && what != "SEQEND")
            throw InputError{text("file '{}': the polyline in line {} does not end before {} in line {}; save the "
                                  "drawing again as AutoCAD 2004 DXF",
                                  m_file, m_polyline, std::string{what}, line)};
        if (what == "POLYLINE") m_polyline = line;
        if (what == "SEQEND") m_polyline = 0;
    }

    const std::string& m_file;
    DxfBlocks m_blocks;
    bool m_names_section = false, m_drawing = false;
    std::size_t m_polyline = 0; // its line while its corners are read
};

} // namespace

void require_whole_dxf(std::string_view content, const std::string& file) { WholeDxf{file}.read(DxfGroups{content}); }

} // namespace peaksite
