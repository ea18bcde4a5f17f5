#include "base/error.hpp"
#include "io/files/encoding.hpp"
#include "io/vector/dxf_figures.hpp"
#include "io/vector/write_formats.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace peaksite {

namespace {

constexpr std::size_t longest_word = 255; // bytes of a text of extended data

// Names of layers without the characters that drawings do not allow in them.
std::string layer_name(std::string name)
{
    for (char& c : name)
        if (std::string_view{"<>/\\\":;?*|,=`\r\n"}.find(c) != std::string_view::npos) c = '_';
    return name.empty() ? "0" : name;
}

std::optional<std::size_t> place_of(const FeatureTable& table, const std::string& wanted, const std::string& usual,
                                    const std::string& file)
{
    if (!wanted.empty()) return table.column(wanted, file);
    const auto found = std::ranges::find(table.columns, usual);
    return found == table.columns.end() ? std::nullopt
                                        : std::optional{static_cast<std::size_t>(found - table.columns.begin())};
}

// The shortest decimal without an exponent that reads back to the same double.
std::string plain(double value)
{
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
    return {buffer.data(), end};
}

// The middle of the widest stretch inside, half way up.
Point point_inside(const Polygon& polygon)
{
    const auto box = bounds({.polygons = {polygon}, .lines = {}, .points = {}}).value_or(Box{});
    constexpr double about_half = 0.4987;
    const double y = box.ymin + about_half * (box.ymax - box.ymin);
    std::vector<double> crossings;
    for_each_edge({.polygons = {polygon}, .lines = {}, .points = {}}, [&](Point a, Point b) {
        if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    });
    std::ranges::sort(crossings);
    Point best{.x = box.xmin, .y = y};
    double widest = -1;
    for (std::size_t i = 1; i < crossings.size(); i += 2)
        if (crossings[i] - crossings[i - 1] > widest)
            widest = crossings[i] - crossings[i - 1], best.x = (crossings[i] + crossings[i - 1]) / 2;
    return best;
}

// An AutoCAD R12 drawing: every CAD reads it, and its texts are in the code page that its header names.
class DrawingWriter {
public:
    explicit DrawingWriter(const WriteRequest& request) : m_request(request) {}

    void add(const FeatureTable& table)
    {
        const auto layer = place_of(table, m_request.layer_column, "layer", m_request.file.string());
        const auto label = place_of(table, m_request.label_column, "text", m_request.file.string());
        for (const auto& feature : table.features) {
            m_layer = layer_name(layer ? feature.values[*layer].value_or("0") : table.name);
            if (std::ranges::find(m_layers, m_layer) == m_layers.end()) m_layers.push_back(m_layer);
            m_words = words(table, feature, layer, m_request.label_column.empty() ? label : std::nullopt);
            const auto text_of_it = label ? feature.values[*label].value_or("") : "";
            draw(feature.shape, text_of_it);
            ++m_features;
            if (feature.shape.empty()) ++m_without;
        }
    }

    std::string drawing() const
    {
        std::string out = "0\r\nSECTION\r\n2\r\nHEADER\r\n9\r\n$ACADVER\r\n1\r\nAC1009\r\n9\r\n$"
                          "DWGCODEPAGE\r\n3\r\nANSI_936\r\n0\r\nENDSEC\r\n0\r\nSECTION\r\n2\r\nTABLES\r\n";
        out += "0\r\nTABLE\r\n2\r\nAPPID\r\n70\r\n1\r\n0\r\nAPPID\r\n2\r\n" + std::string{dxf_application} +
               "\r\n70\r\n0\r\n0\r\nENDTAB\r\n";
        out += fmt::format("0\r\nTABLE\r\n2\r\nLAYER\r\n70\r\n{}\r\n", m_layers.size());
        for (const auto& layer : m_layers)
            out += "0\r\nLAYER\r\n2\r\n" + layer + "\r\n70\r\n0\r\n62\r\n7\r\n6\r\nCONTINUOUS\r\n";
        return out + "0\r\nENDTAB\r\n0\r\nENDSEC\r\n0\r\nSECTION\r\n2\r\nENTITIES\r\n" + m_entities +
               "0\r\nENDSEC\r\n0\r\nEOF\r\n";
    }

    void tell(std::vector<Sentence>& notes) const
    {
        if (m_without > 0) notes.push_back(text("{} features without geometry are left out of the drawing", m_without));
        if (m_long > 0)
            notes.push_back(
                text("{} attributes are longer than {} bytes and were left out of the drawing", m_long, longest_word));
    }

private:
    void group(int code, const std::string& value) { m_entities += std::to_string(code) + "\r\n" + value + "\r\n"; }
    void at(Point p)
    {
        group(10, plain(p.x));
        group(20, plain(p.y));
        group(30, "0");
    }

    void head(const char* kind)
    {
        group(0, kind);
        group(5, fmt::format("{:X}", ++m_handle + 255));
        group(8, m_layer);
    }
    void tail()
    {
        group(1001, std::string{dxf_application});
        group(1000, "#=" + std::to_string(m_features));
        for (const auto& word : m_words) group(1000, word);
    }

    std::vector<std::string> words(const FeatureTable& table, const Feature& feature, std::optional<std::size_t> layer,
                                   std::optional<std::size_t> label)
    {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (i == layer || i == label) continue;
            auto word = escaped_dxf_word(table.columns[i]);
            if (feature.values[i]) word += "=" + escaped_dxf_word(*feature.values[i]);
            if (word.size() > longest_word)
                ++m_long;
            else
                out.push_back(word);
        }
        return out;
    }

    void line(const Line& points, bool closed)
    {
        head("POLYLINE");
        group(66, "1");
        group(70, closed ? "1" : "0");
        at({});
        tail();
        for (std::size_t i = 0; i + (closed ? 1 : 0) < points.size(); ++i) {
            group(0, "VERTEX");
            group(8, m_layer);
            at(points[i]);
        }
        group(0, "SEQEND");
        group(8, m_layer);
    }

    void label(const Shape& shape, const std::string& content)
    {
        const auto inside = point_inside(shape.polygons.front());
        const auto box = *bounds(shape);
        constexpr double share = 0.05;
        head("TEXT");
        at(inside);
        group(40, plain(share * std::max(box.xmax - box.xmin, box.ymax - box.ymin)));
        group(1, escaped(content));
    }

    void draw(const Shape& shape, const std::string& content)
    {
        for (const auto& polygon : shape.polygons)
            for (const auto& ring : polygon.rings) line(ring, true);
        for (const auto& one : shape.lines) line(one, false);
        for (const auto point : shape.points) {
            head(content.empty() ? "POINT" : "TEXT");
            at(point);
            if (!content.empty()) group(40, "1"), group(1, escaped(content));
            tail();
        }
        if (!content.empty() && !shape.polygons.empty()) label(shape, content);
    }

    static std::string escaped(std::string content)
    {
        std::ranges::replace(content, '\n', ' ');
        std::ranges::replace(content, '\r', ' ');
        return content;
    }

    const WriteRequest& m_request;
    std::string m_entities, m_layer;
    std::vector<std::string> m_layers{"0"}, m_words;
    std::size_t m_handle = 0, m_features = 0, m_without = 0, m_long = 0;
};

// A character that the code page has not, as drawings write it: \U+5730.
std::optional<std::string> escape(std::string_view character)
{
    const auto wide = encoded(std::string{character}, "UTF-16BE");
    if (!wide || wide->size() != 2) return "?";
    return fmt::format("\\U+{:02X}{:02X}", static_cast<unsigned char>((*wide)[0]),
                       static_cast<unsigned char>((*wide)[1]));
}

} // namespace

std::vector<Sentence> write_dxf(const std::vector<FeatureTable>& tables, const WriteRequest& request)
{
    DrawingWriter writer{request};
    for (const auto& table : tables) writer.add(table);
    std::vector<Sentence> notes;
    writer.tell(notes);
    for (const auto& table : tables)
        if (table.crs)
            notes.push_back(text("a drawing does not say its coordinate system; tell the reader: {} ({})",
                                 table.crs->name(), table.crs->authority()));
    write_bytes(request.file, encoded(writer.drawing(), "GBK", escape).value_or(""));
    return notes;
}

} // namespace peaksite
