#include "report/files/qml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

std::string escaped(const std::string& content)
{
    std::string out;
    for (const char c : content) {
        switch (c) {
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '&':
            out += "&amp;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            // XML has no way to write control characters.
            if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t' || c == '\r') out += c;
        }
    }
    return out;
}

// As the content of a comment: two hyphens end it.
std::string commented(const std::string& content)
{
    std::string out;
    for (const char c : escaped(content)) {
        if (c == '-' && !out.empty() && out.back() == '-') out += ' ';
        out += c;
    }
    return out;
}

// Class limits at quantiles; equal values fall into one class.
std::vector<double> limits(std::vector<double> values)
{
    constexpr std::size_t classes = 5;
    std::ranges::sort(values);
    std::vector<double> out{values.front()};
    for (std::size_t i = 1; i < classes; ++i) {
        const double limit = values[std::min(values.size() - 1, i * values.size() / classes)];
        if (limit > out.back()) out.push_back(limit);
    }
    if (values.back() > out.back() || out.size() == 1) out.push_back(values.back());
    return out;
}

} // namespace

std::string graduated_qml(const std::string& column, const std::string& label, std::vector<double> values)
{
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    constexpr std::array<const char*, 5> ramp{"255,255,204,255", "161,218,180,255", "65,182,196,255", "44,127,184,255",
                                              "37,52,148,255"};
    const auto steps = values.empty() ? std::vector<double>{0, 0} : limits(std::move(values));
    std::string ranges, symbols;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        ranges += fmt::format(
            "    <range symbol=\"{}\" lower=\"{}\" upper=\"{}\" label=\"{:.4g} – {:.4g}\" render=\"true\"/>\n", i,
            steps[i], steps[i + 1], steps[i], steps[i + 1]);
        symbols += fmt::format("    <symbol type=\"fill\" name=\"{}\" alpha=\"0.85\" clip_to_extent=\"1\" "
                               "force_rhr=\"0\"><layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\">"
                               "<prop k=\"color\" v=\"{}\"/><prop k=\"outline_color\" v=\"90,90,90,255\"/><prop "
                               "k=\"outline_width\" v=\"0.2\"/><prop k=\"style\" v=\"solid\"/></layer></symbol>\n",
                               i, ramp[std::min(i, ramp.size() - 1)]);
    }
    return fmt::format(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.16\" "
        "styleCategories=\"Symbology|Labeling\" labelsEnabled=\"1\">\n"
        "  <renderer-v2 type=\"graduatedSymbol\" attr=\"{}\" graduatedMethod=\"GraduatedColor\" symbollevels=\"0\" "
        "enableorderby=\"0\" forceraster=\"0\">\n   <ranges>\n{}   </ranges>\n   <symbols>\n{}   </symbols>\n"
        "  </renderer-v2>\n  <labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"name\" "
        "fontFamily=\"Noto Sans CJK SC\" fontSize=\"9\" textColor=\"40,40,40,255\" isExpression=\"0\">"
        "<text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" "
        "bufferColor=\"255,255,255,255\"/></text-style></settings></labeling>\n  "
        "<layerGeometryType>2</layerGeometryType>\n  <!-- {} -->\n</qgis>\n",
        escaped(column), ranges, symbols, commented(label));
}

} // namespace peaksite
