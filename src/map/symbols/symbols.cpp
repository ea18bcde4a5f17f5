#include "map/symbols/symbols.hpp"

#include "base/figures.hpp"

#include <cairo.h>

#include <cmath>
#include <numbers>

namespace peaksite {

namespace {

using Kind = Circle::Kind;

bool known(const SheetSymbols::Symbol& symbol) { return symbol.value && std::isfinite(*symbol.value); }

Kind kind_of(const SheetSymbols::Symbol& symbol)
{
    return !known(symbol) ? Kind::unknown : *symbol.value < 0 ? Kind::negative : Kind::positive;
}

double largest_value(const SheetSymbols& layer)
{
    double out = 0;
    for (const auto& symbol : layer.symbols)
        if (known(symbol)) out = std::max(out, std::fabs(*symbol.value));
    return out;
}

} // namespace

double SymbolScale::radius_of(double magnitude) const
{
    return value > 0 ? std::max(smallest, radius * std::sqrt(magnitude / value)) : smallest;
}

std::vector<SymbolScale> symbol_scales(const std::vector<SheetSymbols>& layers, const View& view, double map_area)
{
    constexpr double widest = millimetres(5.5), narrowest = millimetres(1.6), share_of_map = 0.05;
    std::vector<SymbolScale> out;
    for (const auto& layer : layers) {
        const double largest = largest_value(layer);
        double weight = 0; // area of all circles when the largest has area 1
        for (const auto& symbol : layer.symbols)
            if (known(symbol) && largest > 0 && view.frame().holds(view.to_page(symbol.place)))
                weight += std::fabs(*symbol.value) / largest;
        const double room = share_of_map * map_area / static_cast<double>(layers.size());
        const double radius = weight > 0 ? std::sqrt(room / (std::numbers::pi * weight)) : narrowest;
        out.push_back({.value = largest, .radius = std::clamp(radius, narrowest, widest)});
    }
    return out;
}

std::vector<Circle> circles(const std::vector<SheetSymbols>& layers, const std::vector<SymbolScale>& scales,
                            const View& view)
{
    std::vector<Circle> out;
    for (std::size_t layer = 0; layer < layers.size(); ++layer)
        for (const auto& symbol : layers[layer].symbols) {
            const Spot centre = view.to_page(symbol.place);
            if (!view.frame().holds(centre)) continue; // also places that are no numbers
            const double radius =
                known(symbol) ? scales[layer].radius_of(std::fabs(*symbol.value)) : SymbolScale::smallest * 1.4;
            out.push_back({.centre = centre, .radius = radius, .kind = kind_of(symbol), .layer = layer});
        }
    std::ranges::stable_sort(out, std::greater{}, &Circle::radius);
    return out;
}

void draw_circle(const Canvas& canvas, const Circle& circle)
{
    const Color color = symbol_color(circle.layer);
    const auto trace = [&](double radius) {
        cairo_new_path(canvas.to);
        cairo_arc(canvas.to, circle.centre.x, circle.centre.y, radius, 0, 2 * std::numbers::pi);
    };
    trace(circle.radius);
    if (circle.kind == Kind::positive)
        set_color(canvas.to, color, 0.62);
    else
        set_color(canvas.to, paper, circle.kind == Kind::negative ? 0.6 : 0.85);
    cairo_fill(canvas.to);
    trace(circle.radius + 0.45);
    set_color(canvas.to, paper, 0.75);
    cairo_set_line_width(canvas.to, 0.5);
    cairo_stroke(canvas.to);
    trace(circle.radius);
    set_color(canvas.to, mixed(color, ink, 0.35));
    cairo_set_line_width(canvas.to, circle.kind == Kind::positive ? 0.45 : 0.7);
    cairo_stroke(canvas.to);
}

std::vector<double> reference_values(const SheetSymbols& layer)
{
    const double largest = largest_value(layer);
    if (largest == 0) return {};
    double least = largest;
    for (const auto& symbol : layer.symbols)
        if (known(symbol) && *symbol.value != 0) least = std::min(least, std::fabs(*symbol.value));
    std::vector<double> out{round_down(largest)};
    for (const double share : {5.0, 25.0})
        if (const double value = round_down(largest / share); value >= least && value < out.back())
            out.push_back(value);
    return out;
}

} // namespace peaksite
