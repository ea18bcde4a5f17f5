#include "job/init/guess_raster.hpp"

#include "io/raster/paint_cells.hpp"
#include "job/init/guess_names.hpp"
#include "job/init/value_guess.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace peaksite {

namespace {

// The unit a file states, where it is one that the program knows.
std::string known_unit(const std::string& stated)
{
    try {
        return stated.empty() || unit(stated).is_dimensionless() ? "" : stated;
    } catch (const UsageError&) {
        return {};
    }
}

std::vector<double> values_under(const RasterGuess& guess, const Layer& entry)
{
    const double scale = entry.scale.value_or(guess.file.scale.value_or(1)),
                 offset = entry.offset.value_or(guess.file.offset.value_or(0));
    std::vector<double> out;
    for (const double raw : guess.sample.some)
        if (!entry.nodata || raw != *entry.nodata) out.push_back(raw * scale + offset);
    return out;
}

bool classes_fit(const CellSample& sample, const Layer& entry)
{
    if (!sample.whole || sample.present() == 0) return false;
    return std::ranges::all_of(sample.often, [&](const auto& one) {
        const bool filler = one.first == 0 || one.first == 255 || (entry.nodata && *entry.nodata == one.first);
        return filler ||
               std::ranges::find(entry.classes, static_cast<int>(one.first), &ClassEntry::code) != entry.classes.end();
    });
}

// How well an entry fits; negative when it cannot be.
int score(const RasterGuess& guess, const Layer& entry, const std::string& name)
{
    const int by_name = name_fit(name, entry);
    if (!entry.classes.empty()) return classes_fit(guess.sample, entry) ? by_name + 2 : -1;
    int out = by_name;
    if (by_name == 0) return -1;
    if (entry.nodata && !holds(guess.file.raster.info.type, *entry.nodata)) return -1; // another encoding of it
    const auto values = values_under(guess, entry);
    const auto range = entry.range ? entry.range : entry.unit_stated ? usual_range(entry.unit) : std::nullopt;
    constexpr double most_outside = 0.02;
    if (range && !values.empty()) {
        if (share_outside(values, *range) > most_outside) return -1;
        out += 2;
    }
    if (!guess.unit.empty() && entry.unit_stated) out += same_dimension(unit(guess.unit), entry.unit) ? 1 : -2;
    return out;
}

// Of the values as the layer will read them.
std::pair<double, double> extremes(const RasterGuess& guess)
{
    if (!guess.entry || !guess.entry->classes.empty())
        return {guess.sample.low * guess.file.scale.value_or(1) + guess.file.offset.value_or(0),
                guess.sample.high * guess.file.scale.value_or(1) + guess.file.offset.value_or(0)};
    const auto values = values_under(guess, *guess.entry);
    if (values.empty()) return {0, 0};
    const auto [low, high] = std::ranges::minmax(values);
    return {low, high};
}

RasterFile look(const std::string& path, RasterGuess& guess)
{
    try {
        return look_at_raster(path, 1, {});
    } catch (const InputError&) {
        // Without a coordinate system; degrees show themselves.
        auto file = look_at_raster(path, 1, "EPSG:4326");
        const auto first = file.raster.info.position.at(0, 0),
                   last = file.raster.info.position.at(file.raster.info.cols, file.raster.info.rows);
        const bool degrees =
            std::max(std::abs(first.x), std::abs(last.x)) <= 361 && std::max(std::abs(first.y), std::abs(last.y)) <= 91;
        if (!degrees || file.has_crs) throw;
        guess.crs = "EPSG:4326";
        return file;
    }
}

} // namespace

RasterGuess guess_raster(const std::string& path, const Catalogue& catalogue)
{
    RasterGuess guess;
    guess.file = look(path, guess);
    auto fills = guess.file.raster.info.nodata;
    if (guess.file.raster.info.gap) fills.add(*guess.file.raster.info.gap);
    guess.sample = sample_cells(guess.file.raster, fills, {});
    guess.unit = known_unit(guess.file.unit);
    const auto name = std::filesystem::path{path}.stem().string();
    int best = 1;
    std::size_t letters = 0;
    for (const auto& id : catalogue.layers()) {
        auto entry = catalogue.layer(id);
        if (!entry || entry->kind != Layer::Kind::raster) continue;
        const int fit = score(guess, *entry, name);
        const auto met = letters_met(name, id);
        if (fit < best || fit == 1 || (fit == best && met <= letters)) continue;
        best = fit;
        letters = met;
        guess.use = id;
        guess.entry = std::move(entry);
    }
    const auto [low, high] = extremes(guess);
    constexpr int well = 4, fairly = 3;
    guess.confidence = best >= well ? Confidence::likely : Confidence::guess;
    if (guess.use.empty())
        guess.reason = text("a raster of {:.6g} to {:.6g}{}; no catalogue entry fits its name and values", low, high,
                            guess.unit.empty() ? "" : " " + guess.unit);
    else if (!guess.entry->classes.empty())
        guess.reason = text("'{}': its codes ({:.6g} to {:.6g}) are classes of that entry{}", guess.use, low, high,
                            best >= fairly ? ", and so says its name" : "; others may have the same codes");
    else
        guess.reason = text("'{}': by its name; values of {:.6g} to {:.6g} {}", guess.use, low, high,
                            best >= fairly ? "are usual for it" : "say nothing against it");
    return guess;
}

} // namespace peaksite
