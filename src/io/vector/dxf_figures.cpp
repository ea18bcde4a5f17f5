#include "io/vector/dxf_figures.hpp"

#include "geo/nesting.hpp"
#include "geo/validity.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace peaksite {

namespace {

bool is_closed(const Line& line) { return line.size() >= 4 && line.front() == line.back(); }

// Joins open lines end to end where exactly two ends meet; what closes is handed back as rings, the rest stays.
class Chains {
public:
    Chains(std::vector<Line> lines, double tolerance) : m_lines(std::move(lines)), m_tolerance(tolerance)
    {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            m_ends[key(m_lines[i].front())].push_back(i);
            m_ends[key(m_lines[i].back())].push_back(i);
        }
        m_used.resize(m_lines.size());
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            if (!m_used[i]) follow(i);
    }
    std::vector<Line> rings;
    std::vector<Line> open;

private:
    using Key = std::pair<long long, long long>;
    Key key(Point p) const { return {std::llround(p.x / m_tolerance), std::llround(p.y / m_tolerance)}; }

    // The line that goes on from a point, if exactly one does.
    std::optional<std::size_t> next(Point at, std::size_t from) const
    {
        const auto& ends = m_ends.at(key(at));
        if (ends.size() != 2) return {};
        const auto other = ends[0] == from ? ends[1] : ends[0];
        return other == from || m_used[other] ? std::nullopt : std::optional{other};
    }

    void follow(std::size_t first)
    {
        Line chain = m_lines[first];
        std::vector<std::size_t> members{first};
        m_used[first] = true;
        while (key(chain.front()) != key(chain.back())) {
            const auto more = next(chain.back(), members.back());
            if (!more) break;
            auto line = m_lines[*more];
            if (key(line.front()) != key(chain.back())) std::ranges::reverse(line);
            chain.insert(chain.end(), line.begin() + 1, line.end());
            m_used[*more] = true;
            members.push_back(*more);
        }
        if (key(chain.front()) == key(chain.back()) && chain.size() >= 4) {
            chain.back() = chain.front();
            return rings.push_back(std::move(chain));
        }
        // It may have been entered in the middle: what did not close stays as it was drawn, and may be tried from
        // elsewhere.
        for (const auto i : members) {
            m_used[i] = true;
            open.push_back(m_lines[i]);
        }
    }

    std::vector<Line> m_lines;
    double m_tolerance;
    std::map<Key, std::vector<std::size_t>> m_ends;
    std::vector<bool> m_used;
};

struct Figure {
    std::string layer;
    std::optional<std::string> text{};
    Shape shape;
    const std::vector<std::pair<std::string, std::optional<std::string>>>* attributes = nullptr;
};

std::vector<Line> without_closed(const std::vector<Line>& lines, std::vector<Line>& closed)
{
    std::vector<Line> open;
    for (const auto& line : lines) {
        if (is_closed(line))
            closed.push_back(line);
        else if (line.size() >= 2)
            open.push_back(line);
    }
    return open;
}

class Drawing {
public:
    Drawing(const std::vector<DxfEntity>& entities, const DxfAttributes& attributes) : m_attributes(attributes)
    {
        std::optional<Box> box;
        for (const auto& one : entities)
            if (const auto its = bounds(one.shape)) box = box ? united(*box, *its) : its;
        constexpr double relative = 1e-6;
        if (box) m_tolerance = std::max({relative * (box->xmax - box->xmin), relative * (box->ymax - box->ymin), 1e-9});
        for (const auto& one : entities) {
            if (std::ranges::find(m_layers, one.layer) == m_layers.end()) m_layers.push_back(one.layer);
            m_by_layer[one.layer].push_back(&one);
        }
    }

    std::vector<Figure> figures()
    {
        for (const auto& layer : m_layers) draw(layer);
        label();
        return std::move(m_figures);
    }
    const std::vector<std::string>& layers() const { return m_layers; }

private:
    const std::vector<std::pair<std::string, std::optional<std::string>>>* own(const DxfEntity& entity) const
    {
        const auto found = m_attributes.find(entity.handle);
        return found == m_attributes.end() ? nullptr : &found->second;
    }

    void draw(const std::string& layer)
    {
        std::vector<Line> rings, open;
        std::vector<Polygon> hatches;
        std::map<std::string, std::size_t> features; // ours, put together again from their parts
        for (const auto* entity : m_by_layer[layer]) {
            const auto* attributes = own(*entity);
            if (attributes != nullptr && attributes->front().first == "#") {
                const auto [at, fresh] = features.emplace(attributes->front().second.value_or(""), m_figures.size());
                if (fresh) m_figures.push_back({.layer = layer, .shape = {}, .attributes = attributes});
                auto& figure = m_figures[at->second];
                if (!entity->text.empty()) figure.text = entity->text;
                std::ranges::copy(entity->shape.lines, std::back_inserter(figure.shape.lines));
                std::ranges::copy(entity->shape.points, std::back_inserter(figure.shape.points));
            } else if (!entity->text.empty() && !entity->shape.points.empty()) {
                m_texts.push_back({.layer = layer,
                                   .text = entity->text,
                                   .shape = {.polygons = {}, .lines = {}, .points = {entity->shape.points.front()}},
                                   .attributes = attributes});
            } else if (entity->is_hatch) {
                std::ranges::copy(entity->shape.polygons, std::back_inserter(hatches));
            } else {
                for (const auto& polygon : entity->shape.polygons)
                    std::ranges::copy(polygon.rings, std::back_inserter(rings));
                std::ranges::move(without_closed(entity->shape.lines, rings), std::back_inserter(open));
                for (const auto point : entity->shape.points)
                    m_figures.push_back({.layer = layer, .shape = {.polygons = {}, .lines = {}, .points = {point}}});
            }
        }
        for (const auto& [number, at] : features) {
            std::vector<Line> closed;
            m_figures[at].shape.lines = without_closed(std::vector<Line>{m_figures[at].shape.lines}, closed);
            m_figures[at].shape.polygons = nested(closed);
        }
        Chains chains{std::move(open), m_tolerance};
        std::ranges::move(chains.rings, std::back_inserter(rings));
        auto polygons = nested(rings);
        add_hatches(hatches, polygons);
        for (auto& polygon : polygons)
            m_figures.push_back(
                {.layer = layer, .shape = {.polygons = {std::move(polygon)}, .lines = {}, .points = {}}});
        for (auto& line : chains.open)
            m_figures.push_back({.layer = layer, .shape = {.polygons = {}, .lines = {std::move(line)}, .points = {}}});
    }

    // A hatch whose outline is drawn too says nothing new: same box and area.
    void add_hatches(const std::vector<Polygon>& hatches, std::vector<Polygon>& polygons) const
    {
        const auto facts = [&](const Polygon& polygon) {
            const Shape shape{.polygons = {polygon}, .lines = {}, .points = {}};
            const auto box = bounds(shape).value_or(Box{});
            const auto steps = [&](double v) { return std::llround(v / (10 * m_tolerance)); };
            return std::tuple{steps(box.xmin), steps(box.ymin), steps(box.xmax), steps(box.ymax)};
        };
        std::set<std::tuple<long long, long long, long long, long long>> drawn;
        for (const auto& polygon : polygons) drawn.insert(facts(polygon));
        for (const auto& hatch : hatches)
            if (drawn.insert(facts(hatch)).second) polygons.push_back(hatch);
    }

    // Texts of the same layer come first, those of others after; a polygon with more than one in it gets none.
    void label()
    {
        const auto east = [](const Figure& text) { return text.shape.points.front().x; };
        std::ranges::stable_sort(m_texts, {}, east);
        std::vector<std::vector<std::size_t>> inside(m_figures.size());
        for (std::size_t f = 0; f < m_figures.size(); ++f) {
            if (m_figures[f].shape.polygons.empty()) continue;
            const auto box = bounds(m_figures[f].shape).value_or(Box{});
            std::optional<PolygonIndex> index;
            for (auto t =
                     static_cast<std::size_t>(std::ranges::lower_bound(m_texts, box.xmin, {}, east) - m_texts.begin());
                 t < m_texts.size() && east(m_texts[t]) <= box.xmax; ++t) {
                const auto p = m_texts[t].shape.points.front();
                if (p.y < box.ymin || p.y > box.ymax) continue;
                if (!index) index.emplace(m_figures[f].shape);
                if (index->locate(p) == Location::outside) continue;
                inside[f].push_back(t);
            }
        }
        std::vector<bool> used(m_texts.size());
        for (std::size_t f = 0; f < m_figures.size(); ++f) {
            auto own_layer = inside[f];
            std::erase_if(own_layer, [&](std::size_t t) { return m_texts[t].layer != m_figures[f].layer; });
            const auto& chosen = own_layer.size() == 1 ? own_layer : inside[f];
            if (chosen.size() != 1) continue;
            m_figures[f].text = m_texts[chosen.front()].text;
            used[chosen.front()] = true;
        }
        for (std::size_t t = 0; t < m_texts.size(); ++t)
            if (!used[t]) m_figures.push_back(m_texts[t]);
    }

    const DxfAttributes& m_attributes;
    double m_tolerance = 1e-9;
    std::vector<std::string> m_layers;
    std::map<std::string, std::vector<const DxfEntity*>> m_by_layer;
    std::vector<Figure> m_figures, m_texts;
};

std::vector<std::string> columns_of(const std::vector<Figure>& figures)
{
    std::vector<std::string> out{"layer", "text"};
    for (const auto& figure : figures)
        if (figure.attributes != nullptr)
            for (const auto& [name, value] : *figure.attributes)
                if (name != "#" && std::ranges::find(out, name) == out.end()) out.push_back(name);
    return out;
}

Feature feature_of(const Figure& figure, const std::vector<std::string>& columns)
{
    Feature out;
    out.shape = figure.shape;
    out.values.resize(columns.size());
    out.values[0] = figure.layer;
    out.values[1] = figure.text;
    if (figure.attributes != nullptr)
        for (const auto& [name, value] : *figure.attributes)
            if (name != "#")
                out.values[static_cast<std::size_t>(std::ranges::find(columns, name) - columns.begin())] = value;
    return out;
}

} // namespace

std::vector<FeatureTable> dxf_tables(const std::vector<DxfEntity>& entities, const DxfAttributes& attributes,
                                     const std::string& file, std::vector<Sentence>& warnings)
{
    Drawing drawing{entities, attributes};
    const auto figures = drawing.figures();
    const auto columns = columns_of(figures);
    std::vector<FeatureTable> out{{.name = "entities", .crs = {}, .columns = columns, .features = {}, .encoding = {}}};
    for (const auto& layer : drawing.layers())
        out.push_back({.name = layer, .crs = {}, .columns = columns, .features = {}, .encoding = {}});
    for (const auto& figure : figures) {
        const auto layer = std::ranges::find(drawing.layers(), figure.layer) - drawing.layers().begin();
        const auto feature = feature_of(figure, columns);
        out.front().features.push_back(feature);
        out[static_cast<std::size_t>(layer) + 1].features.push_back(feature);
    }
    const auto splines = std::ranges::count_if(entities, &DxfEntity::is_spline);
    if (splines > 0)
        warnings.push_back(text("file '{}': {} splines were made straight with 8 pieces for each control point; draw "
                                "them as polylines where that is too coarse",
                                file, splines));
    return out;
}

} // namespace peaksite
