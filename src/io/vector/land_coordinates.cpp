#include "io/vector/land_coordinates.hpp"

#include "base/constants.hpp"

#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "base/utf8.hpp"
#include "io/vector/land_system.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace peaksite {

namespace {

constexpr std::size_t head_fields = 9; // 点数, 面积, 编号, 名称, 图形属性, 图幅号, 用途, 地类编码, @

std::vector<std::string> fields_of(std::string_view line)
{
    std::string text{line};
    constexpr std::string_view wide_comma = "，";
    for (auto at = text.find(wide_comma); at != std::string::npos; at = text.find(wide_comma, at))
        text.replace(at, wide_comma.size(), ",");
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        out.emplace_back(trimmed(std::string_view{text}.substr(at, end - at)));
        at = end + 1;
    }
    return out;
}

bool is_figure(const std::string& word) { return word == "面" || word == "线" || word == "点"; }

bool is_head(const std::vector<std::string>& fields)
{
    return fields.back() == "@" || fields.back() == "＠" || fields.size() >= head_fields - 1;
}

// Reads line by line; knows the parcel and the ring it is in.
class Parser {
public:
    Parser(std::string_view content, const std::string& file) : m_content(content), m_file(file) {}

    LandCoordinates parse()
    {
        while (next_line()) take();
        finish_parcel();
        require_whole();
        if (m_land.parcels.empty())
            fail(text("file '{}' holds no parcel; a 国土坐标 file has a section [地块坐标] with a head line ending in "
                      "@ and a line of 点号,圈号,X,Y for each point",
                      m_file));
        settle_system(m_land, m_file);
        compare_areas();
        if (m_longer_heads > 0)
            m_land.warnings.push_back(text("file '{}': {} parcels have attributes after 地类编码, which are not read",
                                           m_file, m_longer_heads));
        return std::move(m_land);
    }

private:
    [[noreturn]] static void fail(Sentence sentence) { throw InputError{std::move(sentence)}; }

    bool next_line()
    {
        if (m_at >= m_content.size()) return false;
        const auto end = std::min(m_content.find_first_of("\r\n", m_at), m_content.size());
        m_line = trimmed(m_content.substr(m_at, end - m_at));
        m_at = end + 1;
        if (end + 1 < m_content.size() && m_content[end] == '\r' && m_content[end + 1] == '\n') ++m_at;
        ++m_number;
        if (m_number == 1 && m_line.starts_with("\xEF\xBB\xBF")) m_line.remove_prefix(3);
        return true;
    }

    void take()
    {
        if (m_line.empty()) return;
        if (m_line.front() == '[' || m_line.starts_with("【")) {
            m_in_header = m_line.find("属性描述") != std::string_view::npos;
            return;
        }
        const auto fields = fields_of(m_line);
        const auto equals = m_line.find('=');
        if (m_in_header && equals != std::string_view::npos) {
            m_land.header.emplace_back(trimmed(m_line.substr(0, equals)), trimmed(m_line.substr(equals + 1)));
        } else if (is_head(fields)) {
            m_in_header = false;
            take_head(fields);
        } else if (m_land.parcels.empty() && m_in_header) {
            m_land.header.emplace_back(std::string{m_line}, "");
        } else {
            take_point(fields);
        }
    }

    // The field that says 面, 线 or 点 ends the name, which may hold commas; any number of attributes comes after it.
    static void settle_name(std::vector<std::string>& fields)
    {
        constexpr std::ptrdiff_t name = 3, figure = 4;
        if (fields.size() <= figure) return;
        const auto found = std::find_if(fields.begin() + figure, fields.end(), is_figure);
        if (found == fields.end()) return;
        std::vector<std::string> parts{fields.begin() + name, found};
        fields[name] = joined(parts, ",");
        fields.erase(fields.begin() + figure, found);
    }

    void take_head(std::vector<std::string> fields)
    {
        finish_parcel();
        if (fields.back() == "@" || fields.back() == "＠") fields.pop_back();
        constexpr std::size_t most_fields = 64;
        if (fields.size() < 3 || fields.size() > most_fields)
            fail(text("file '{}', line {}: the head line of a parcel has {} parts; it needs "
                      "点数,面积,地块编号,地块名称,图形属性,图幅号,地块用途,地类编码,@",
                      m_file, m_number, fields.size()));
        settle_name(fields);
        if (fields.size() > head_fields - 1 &&
            std::any_of(fields.begin() + head_fields - 1, fields.end(), [](const auto& one) { return !one.empty(); }))
            ++m_longer_heads;
        fields.resize(head_fields - 1);
        m_head_line = m_number;
        m_points = 0;
        const auto stated = parse_number(fields[0]);
        m_stated =
            stated && *stated >= 0 && *stated < 1e9 ? std::optional{static_cast<std::size_t>(*stated)} : std::nullopt;
        auto& parcel = m_land.parcels.emplace_back();
        parcel.hectares = parse_number(fields[1]);
        if (parcel.hectares && !std::isfinite(*parcel.hectares)) parcel.hectares.reset();
        parcel.number = fields[2];
        parcel.name = fields[3];
        parcel.figure = fields[4].empty() ? "面" : fields[4];
        parcel.map_sheet = fields[5];
        parcel.use = fields[6];
        parcel.land_class = fields[7];
        if (!is_figure(parcel.figure))
            fail(text("file '{}', line {}: the figure of a parcel is 面, 线 or 点, not '{}'", m_file, m_number,
                      parcel.figure));
    }

    double coordinate(const std::string& field) const
    {
        const auto value = parse_number(field);
        if (!value || !std::isfinite(*value))
            fail(text("file '{}', line {}: '{}' is no coordinate; a point is 点号,圈号,X,Y", m_file, m_number, field));
        return *value;
    }

    // J1,1,X,Y; or 1,X,Y with the ring left out, or X,Y alone.
    void take_point(const std::vector<std::string>& fields)
    {
        if (m_land.parcels.empty())
            fail(text("file '{}', line {}: a point before the head line of its parcel (点数,面积,地块编号,…,@)", m_file,
                      m_number));
        if (fields.size() < 2 || fields.size() > 5)
            fail(text("file '{}', line {}: '{}' is no point; a point is 点号,圈号,X,Y", m_file, m_number,
                      std::string{m_line}.substr(0, 80)));
        const std::size_t first = fields.size() >= 4 ? 2 : fields.size() - 2;
        const Point point{.x = coordinate(fields[first + 1]), .y = coordinate(fields[first])};
        const auto ring = fields.size() >= 4 ? fields[1] : std::string{"1"};
        ++m_points;
        auto& rings = m_land.parcels.back().rings;
        if (rings.empty() || ring != m_ring || m_closed || m_land.parcels.back().figure == "点") {
            rings.emplace_back();
            m_ring = ring;
            m_first_label = fields.size() >= 4 ? fields.front() : "";
            m_closed = false;
        }
        m_label = fields.front();
        auto& points = rings.back();
        m_closed = points.size() >= 3 && points.front() == point && m_land.parcels.back().figure == "面";
        if (m_closed) return;
        if (!points.empty() && points.back() == point) return; // the same point twice says nothing
        points.push_back(point);
    }

    void finish_parcel()
    {
        if (m_land.parcels.empty()) return;
        auto& parcel = m_land.parcels.back();
        if (parcel.rings.empty())
            fail(text("file '{}', line {}: parcel '{}' has no points; the file is cut short or a part of it is missing",
                      m_file, m_head_line, parcel.number));
        const std::size_t least = parcel.figure == "面" ? 3 : parcel.figure == "线" ? 2 : 1;
        std::size_t open = 0;
        for (const auto& ring : parcel.rings) {
            open += ring.size();
            if (ring.size() < least)
                fail(text("file '{}', line {}: a ring of parcel '{}' has {} points; it needs {} or more", m_file,
                          m_head_line, parcel.number, ring.size(), least));
        }
        if (m_stated && *m_stated != m_points && *m_stated != open && *m_stated != open + parcel.rings.size())
            m_land.warnings.push_back(
                text("file '{}', line {}: parcel '{}' is said to have {} points and has {}; is the file whole?", m_file,
                     m_head_line, parcel.number, *m_stated, m_points));
        m_lines.push_back(m_head_line);
    }

    // A last line without its end may be a part of one: then the parcel must have all its points, and end where it
    // began.
    void require_whole()
    {
        if (m_land.parcels.empty() || m_content.ends_with('\n') || m_content.ends_with('\r')) return;
        const auto& rings = m_land.parcels.back().rings;
        const std::size_t open = rings.back().size();
        const bool fewer = m_stated && *m_stated > m_points + rings.size();
        const bool nearly_closed = !m_closed && open > 3 && !m_first_label.empty() && m_label == m_first_label;
        if (fewer || nearly_closed)
            fail(text("file '{}', line {}: the file is cut short in parcel '{}'; copy it again", m_file, m_number,
                      m_land.parcels.back().number));
        if (m_stated && *m_stated > m_points)
            m_land.warnings.push_back(text("file '{}': its last row has no end of line; is the file whole?", m_file));
    }

    void compare_areas()
    {
        constexpr double tolerance = 0.01, smallest = 5e-5; // stated to four decimals of a hectare
        for (std::size_t i = 0; i < m_land.parcels.size(); ++i) {
            const auto& parcel = m_land.parcels[i];
            if (parcel.figure != "面" || !parcel.hectares || *parcel.hectares <= 0) continue;
            const double computed = parcel_area(parcel) / square_metres_per_hectare;
            if (std::fabs(computed - *parcel.hectares) > std::max(tolerance * *parcel.hectares, smallest))
                m_land.warnings.push_back(
                    text("file '{}', line {}: parcel '{}' is said to cover {} ha; its points enclose {:.4f} ha", m_file,
                         m_lines[i], parcel.number, number(*parcel.hectares), computed));
        }
    }

    std::string_view m_content;
    const std::string& m_file;
    LandCoordinates m_land;
    std::size_t m_at = 0, m_number = 0, m_head_line = 0, m_points = 0, m_longer_heads = 0;
    std::string_view m_line;
    bool m_in_header = false, m_closed = false;
    std::optional<std::size_t> m_stated;
    std::string m_ring, m_label, m_first_label;
    std::vector<std::size_t> m_lines;
};

std::string rounded(double value, int decimals) { return fmt::format("{:.{}f}", value, decimals); }

// A field may hold neither a comma nor the end of a line.
std::string field(std::string value)
{
    std::ranges::replace(value, '\n', ' ');
    std::ranges::replace(value, '\r', ' ');
    for (auto at = value.find(','); at != std::string::npos; at = value.find(',')) value.replace(at, 1, "、");
    return value;
}

void append_rings(const LandParcel& parcel, int decimals, std::string& out)
{
    std::size_t label = 0;
    for (std::size_t r = 0; r < parcel.rings.size(); ++r) {
        const auto first = label + 1;
        const auto line = [&](std::size_t name, Point p) {
            out += fmt::format("J{},{},{},{}\r\n", name, r + 1, rounded(p.y, decimals), rounded(p.x, decimals));
        };
        for (const auto p : parcel.rings[r]) line(++label, p);
        if (parcel.figure == "面") line(first, parcel.rings[r].front());
    }
}

} // namespace

bool looks_like_land_coordinates(std::string_view utf8)
{
    if (utf8.find("地块坐标") != std::string_view::npos) return true;
    const auto end = std::min(utf8.find_first_of("\r\n"), utf8.size());
    return trimmed(utf8.substr(0, end)).ends_with("@");
}

LandCoordinates parse_land_coordinates(std::string_view utf8, const std::string& file)
{
    return Parser{utf8, file}.parse();
}

std::string land_coordinates_text(const LandCoordinates& land, int decimals)
{
    std::string out = "[属性描述]\r\n";
    for (const auto& [key, value] : land.header) out += key + "=" + value + "\r\n";
    out += "[地块坐标]\r\n";
    for (const auto& parcel : land.parcels) {
        std::size_t count = 0;
        for (const auto& ring : parcel.rings) count += ring.size() + (parcel.figure == "面" ? 1 : 0);
        const auto area = parcel.hectares ? rounded(*parcel.hectares, 4) : "";
        out += joined({std::to_string(count), area, field(parcel.number), field(parcel.name), parcel.figure,
                       field(parcel.map_sheet), field(parcel.use), field(parcel.land_class), "@"},
                      ",") +
               "\r\n";
        append_rings(parcel, decimals, out);
    }
    return out;
}

} // namespace peaksite
