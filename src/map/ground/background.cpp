#include "map/ground/background.hpp"

#include "base/figures.hpp"

#include <cairo.h>

#include <cmath>
#include <memory>

namespace peaksite {

namespace {

double value_at(const SheetBackground& background, int row, int col)
{
    return static_cast<double>(
        background.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(background.grid.cols()) +
                          static_cast<std::size_t>(col)]);
}

// The cells that a box touches.
Window window_of(const SheetBackground& background, const Box& box)
{
    const Grid& grid = background.grid;
    if (background.values.size() < grid.window().cells()) return {};
    const auto cut = [](double at, int most) {
        return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(most)));
    };
    const int row = cut(std::floor(grid.row(box.ymax)), grid.rows()),
              row_end = cut(std::ceil(grid.row(box.ymin)), grid.rows());
    const int col = cut(std::floor(grid.col(box.xmin)), grid.cols()),
              col_end = cut(std::ceil(grid.col(box.xmax)), grid.cols());
    return {.row = Row{row}, .col = Col{col}, .rows = row_end - row, .cols = col_end - col};
}

template <class Use>
void each_value(const SheetBackground& background, const Window& window, int step, Use use)
{
    for (int row = window.row.value; row < window.row_end().value; row += step)
        for (int col = window.col.value; col < window.col_end().value; col += step)
            if (const double value = value_at(background, row, col); std::isfinite(value)) use(value);
}

// At most about a million values, evenly chosen.
std::vector<double> sample(const SheetBackground& background, const Window& window)
{
    constexpr double most = 1e6;
    const int step = std::max(1, static_cast<int>(std::ceil(std::sqrt(static_cast<double>(window.cells()) / most))));
    std::vector<double> out;
    each_value(background, window, step, [&](double value) { out.push_back(value); });
    return out;
}

double quantile(std::vector<double>& values, double share)
{
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::ranges::nth_element(values, at);
    return *at;
}

std::optional<std::size_t> class_index(const SheetBackground& background, double value)
{
    if (!(value >= 0) || value != std::floor(value) || value >= static_cast<double>(background.classes.size()))
        return {};
    return static_cast<std::size_t>(value);
}

// A block of cells that becomes one dot: its mean, or its most frequent class.
class Block {
public:
    explicit Block(const SheetBackground& background) : m_background(background), m_counts(background.classes.size()) {}

    std::optional<double> value(const Window& window)
    {
        return m_counts.empty() ? mean(window) : most_frequent(window);
    }

private:
    std::optional<double> mean(const Window& window) const
    {
        double sum = 0;
        int count = 0;
        each_value(m_background, window, 1, [&](double value) { sum += value, ++count; });
        return count == 0 ? std::optional<double>{} : sum / count;
    }
    std::optional<double> most_frequent(const Window& window)
    {
        std::ranges::fill(m_counts, 0);
        each_value(m_background, window, 1, [&](double value) {
            if (const auto index = class_index(m_background, value)) ++m_counts[*index];
        });
        const auto best = std::ranges::max_element(m_counts);
        return *best == 0 ? std::optional<double>{} : static_cast<double>(best - m_counts.begin());
    }

    const SheetBackground& m_background;
    std::vector<int> m_counts;
};

std::uint32_t opaque(Color color)
{
    const auto part = [](double share) { return static_cast<std::uint32_t>(std::lround(share * 255)); };
    return 0xff000000U | part(color.red) << 16U | part(color.green) << 8U | part(color.blue);
}

// The window as dots of `step` cells, transparent without data.
struct Picture {
    std::vector<std::uint32_t> dots;
    int rows = 0;
    int cols = 0;
};

Picture picture(const SheetBackground& background, const std::optional<ToneScale>& tones, const Window& window,
                int step)
{
    Picture out{.dots = {}, .rows = (window.rows + step - 1) / step, .cols = (window.cols + step - 1) / step};
    std::vector<Color> colors;
    for (const auto& one : background.classes) colors.push_back(class_color(one));
    constexpr double levels = 96; // compresses well and looks even
    Block block{background};
    for (int row = 0; row < out.rows; ++row)
        for (int col = 0; col < out.cols; ++col) {
            const Window cells{
                .row = window.row + row * step, .col = window.col + col * step, .rows = step, .cols = step};
            const auto value = block.value(intersection(cells, window));
            if (!value)
                out.dots.push_back(0);
            else if (colors.empty())
                out.dots.push_back(opaque(background_tone(std::round(tones->share(*value) * levels) / levels)));
            else
                out.dots.push_back(opaque(colors[static_cast<std::size_t>(*value)]));
        }
    return out;
}

void paint(const Canvas& canvas, Picture& dots, const Rect& place, bool smooth)
{
    using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
    const int stride = dots.cols * static_cast<int>(sizeof(std::uint32_t));
    const Surface image{cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(dots.dots.data()),
                                                            CAIRO_FORMAT_ARGB32, dots.cols, dots.rows, stride),
                        cairo_surface_destroy};
    cairo_translate(canvas.to, place.x, place.y);
    cairo_scale(canvas.to, place.width / dots.cols, place.height / dots.rows);
    cairo_set_source_surface(canvas.to, image.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(canvas.to), smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST);
    cairo_pattern_set_extend(cairo_get_source(canvas.to), CAIRO_EXTEND_PAD);
    cairo_paint(canvas.to);
    cairo_set_source_rgb(canvas.to, 0, 0, 0);
    cairo_surface_finish(image.get());
}

} // namespace

double ToneScale::share(double value) const
{
    if (ticks.size() < 2) return 0.5;
    return std::clamp((value - ticks.front()) / (ticks.back() - ticks.front()), 0.0, 1.0);
}

std::optional<ToneScale> tone_scale(const SheetBackground& background, const Box& box)
{
    auto values = sample(background, window_of(background, box));
    if (values.empty()) return {};
    constexpr double tail = 0.01;
    const double low = quantile(values, tail), high = quantile(values, 1 - tail);
    const auto [least, most] = std::ranges::minmax(values);
    if (!(low < high)) return ToneScale{.ticks = {significant(low, 3)}, .below = false, .above = false};
    constexpr double fewest_steps = 3;
    const double step = round_down((high - low) / fewest_steps);
    ToneScale out;
    const double first = std::floor(low / step), last = std::ceil(high / step);
    for (double k = first; k <= last; ++k) out.ticks.push_back(k * step);
    out.below = least < out.ticks.front();
    out.above = most > out.ticks.back();
    return out;
}

std::vector<std::size_t> classes_within(const SheetBackground& background, const Box& box)
{
    std::vector<bool> seen(background.classes.size());
    each_value(background, window_of(background, box), 1, [&](double value) {
        if (const auto index = class_index(background, value)) seen[*index] = true;
    });
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < seen.size(); ++i)
        if (seen[i]) out.push_back(i);
    return out;
}

Color class_color(const SheetBackground::Class& one) { return quiet(parse_color(one.color).value_or(rgb(0x9a9a9a))); }

void draw_background(const Canvas& canvas, const SheetBackground& background, const std::optional<ToneScale>& tones,
                     const View& view)
{
    const auto window = window_of(background, view.box());
    if (window.empty() || (background.classes.empty() && !tones)) return;
    const Rect place = view.to_page(background.grid.box(window));
    const double cell = std::min(place.width / window.cols, place.height / window.rows);
    constexpr double dot = points_per_inch / 300, smooth_below = 3 * dot;
    const int step = std::max(1, static_cast<int>(dot / cell));
    auto dots = picture(background, tones, window, step);
    const Saved saved{canvas.to};
    add_path(canvas.to, place);
    cairo_clip(canvas.to);
    const Rect covered{.x = place.x,
                       .y = place.y,
                       .width = place.width * dots.cols * step / window.cols,
                       .height = place.height * dots.rows * step / window.rows};
    paint(canvas, dots, covered, background.classes.empty() && cell * step < smooth_below);
}

} // namespace peaksite
