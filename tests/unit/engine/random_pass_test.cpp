#include "base/error.hpp"
#include "unit/engine/random_pass.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

namespace peaksite {
namespace {

/// A cell of a zone: its place, how much of it is covered, and its area.
struct Covered {
    int row = 0, col = 0;
    double share = 0, area = 0;
};

std::vector<Covered> covered_cells(const Pass& pass, std::size_t zone)
{
    std::vector<Covered> out;
    const auto coverage = cover(pass.zones[zone].cells, pass.grid.rows(), pass.grid.cols());
    for (Row row = coverage.first_row(); row < coverage.end_row(); ++row) {
        const double whole = pass.crs.geographic() ? area_in_degrees(pass.grid, pass.crs.earth(), row.value)
                                                   : pass.areas->at({row, Col{0}});
        const auto add = [&](int col, double share) {
            const double area =
                pass.crs.geographic() || pass.areas->constant() ? whole : pass.areas->at({row, Col{col}});
            out.push_back({.row = row.value, .col = col, .share = share, .area = share * area});
        };
        for (const auto& run : coverage.row(row).full)
            for (int col = run.begin; col < run.end; ++col) add(col, 1);
        for (const auto& cell : coverage.row(row).edge) add(cell.col, cell.share);
    }
    return out;
}

/// The values of a layer in the cells of a zone; nothing where rounding may have decided one of them.
std::optional<std::vector<double>> values_of(const RandomLayer& layer, const Pass& pass,
                                             const std::vector<Covered>& cells)
{
    std::vector<double> out;
    for (const auto& cell : cells) {
        const auto here = layer.at(pass.grid, *pass.areas, cell.row, cell.col);
        if (!here.sure) return {};
        out.push_back(here.value);
    }
    return out;
}

/// How often something was compared, and how often it could not be.
struct Tried {
    int compared = 0, unsure = 0, refused = 0;
};

// What a value changes by where its place is wrong by the slack along both axes: from one cell to the next by the span
// at most, four times that where neighbours without data leave a quarter of the weights.
double wobble_of(const RandomLayer& layer) { return 2 * 4 * layer.slack * layer.span; }

void expect_near(double found, double expected, double tolerance, const char* what)
{
    if (std::isnan(found) && std::isnan(expected)) return;
    EXPECT_TRUE(std::fabs(found - expected) <= tolerance)
        << what << ": " << found << ", a double loop has " << expected << ", difference " << found - expected
        << " allowed " << tolerance;
}

// Rounding of one cell's area.
double quantum_of(const Pass& pass) { return pass.areas->quantum().square_metres(); }

void expect_moments(const Moments& found, const MomentNeeds& needs, const std::vector<Covered>& cells,
                    const std::vector<double>& values, double wobble, const Pass& pass)
{
    long double area = 0, count = 0, sum = 0, integral = 0, size = 0, weight = 0, low = 1e300, high = -1e300;
    std::size_t known = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double v = values[i];
        if (std::isnan(v)) continue;
        ++known;
        area += cells[i].area, count += cells[i].share, sum += static_cast<long double>(cells[i].share) * v,
            integral += static_cast<long double>(cells[i].area) * v;
        size += cells[i].share * std::fabs(v), weight += cells[i].area * std::fabs(v);
        low = std::min<long double>(low, v), high = std::max<long double>(high, v);
    }
    const double rounding = static_cast<double>(known) * quantum_of(pass);
    const auto d = [](long double x) { return static_cast<double>(x); };
    expect_near(found.area(), d(area), 1e-9 * d(area) + rounding, "area with data");
    expect_near(found.count(), d(count), 1e-9 * d(count), "count");
    expect_near(found.sum(), d(sum), 1e-10 * d(size) + d(count) * wobble, "sum");
    expect_near(found.integral(), d(integral),
                1e-9 * d(weight) + d(area) * wobble + rounding * std::max(std::fabs(d(low)), std::fabs(d(high))),
                "integral");
    if (known == 0 || area <= 4 * rounding) return;
    const long double mean = integral / area;
    if (needs.wants_extremes()) {
        expect_near(found.low(), d(low), 1e-12 * std::fabs(d(low)) + wobble, "minimum");
        expect_near(found.high(), d(high), 1e-12 * std::fabs(d(high)) + wobble, "maximum");
    }
    if (!needs.squares) return;
    long double squares = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (!std::isnan(values[i])) squares += cells[i].area * (values[i] - mean) * (values[i] - mean);
    const double deviation = found.standard_deviation(needs.pivot), offset = d(mean) - needs.pivot,
                 spread = d(high - low);
    expect_near(deviation * deviation, d(squares / area),
                1e-11 * offset * offset + (1e-9 + rounding / d(area)) * spread * spread +
                    4 * wobble * (spread + std::fabs(offset)),
                "variance");
    if (low == high && wobble == 0) {
        EXPECT_EQ(deviation, 0) << "of one value";
    }
}

// The share of the weight up to the quantile is what was asked for, whatever the form; within a bucket, or between two
// values.
void expect_quantiles(const Distribution& found, Buckets kind, const std::vector<Covered>& cells,
                      const std::vector<double>& values, double wobble)
{
    std::vector<std::pair<double, double>> pairs;
    double total = 0, largest = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (!std::isnan(values[i]))
            pairs.emplace_back(values[i], cells[i].area), total += cells[i].area,
                largest = std::max(largest, cells[i].area);
    for (const double q : {0.0, 0.1, 0.5, 0.9, 1.0}) {
        const double value = found.quantile(q);
        if (pairs.empty() || total == 0) {
            EXPECT_TRUE(std::isnan(value) || !pairs.empty()) << "a quantile of nothing";
            continue;
        }
        const double width =
            wobble + 1e-12 * std::fabs(value) +
            (found.keeps_pairs() || kind == Buckets::whole_numbers ? 0 : std::fabs(value) / 8192 + 1e-300);
        double below = 0, upto = 0;
        for (const auto& [v, weight] : pairs)
            below += v < value - width ? weight : 0, upto += v <= value + width ? weight : 0;
        const double slack = found.keeps_pairs() ? largest / total : 0;
        EXPECT_LE(below / total, q + slack + 1e-9) << "quantile " << q << ": " << value;
        EXPECT_GE(upto / total, q - slack - 1e-9) << "quantile " << q << ": " << value;
    }
}

void expect_classes(const ClassAreas& found, const std::vector<Covered>& cells, const std::vector<double>& indices,
                    const Pass& pass)
{
    std::map<std::size_t, double> areas;
    double whole = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
        areas[std::isnan(indices[i]) ? 255 : static_cast<std::size_t>(indices[i])] += cells[i].area,
            whole += cells[i].area;
    for (std::size_t index = 0; index < 256; ++index)
        expect_near(found.area(index), areas.contains(index) ? areas[index] : 0,
                    1e-9 * whole + static_cast<double>(cells.size()) * quantum_of(pass),
                    ("area of class " + std::to_string(index)).c_str());
    EXPECT_EQ(found.area(256 + 1), 0) << "no cell holds an index beyond bytes";
}

struct Naive {
    double area = 0;
    std::vector<double> sums, missing, sizes;
};

void expect_masks(const MaskAreas& found, const RandomPass& scene, const std::vector<Covered>& cells,
                  const std::vector<std::vector<double>>& values)
{
    std::map<Mask, Naive> expected;
    double whole = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Mask mask;
        for (std::size_t c = 0; c < scene.criteria.size(); ++c) {
            const double v = values[scene.criteria[c].layer][i];
            if (std::isnan(v))
                mask.unknown.insert(static_cast<int>(c));
            else if (v > scene.criteria[c].above)
                mask.holds.insert(static_cast<int>(c));
        }
        auto& one = expected[mask];
        one.sums.resize(scene.measures.size()), one.missing.resize(scene.measures.size()),
            one.sizes.resize(scene.measures.size());
        one.area += cells[i].area, whole += cells[i].area;
        for (std::size_t m = 0; m < scene.measures.size(); ++m) {
            const double v = values[scene.measures[m]][i];
            if (std::isnan(v))
                one.missing[m] += cells[i].area;
            else
                one.sums[m] += cells[i].area * v, one.sizes[m] += cells[i].area * std::fabs(v);
        }
    }
    const double rounding = static_cast<double>(cells.size()) * quantum_of(scene.pass);
    for (const auto& [mask, truth] : expected) {
        std::size_t entry = 0;
        while (entry < found.size() && found.mask(entry) != mask) ++entry;
        if (entry == found.size()) {
            EXPECT_LE(truth.area, rounding) << "a combination of criteria is missing";
            continue;
        }
        expect_near(found.land(entry).value(), truth.area, 1e-9 * whole + rounding, "area of a combination");
        for (std::size_t m = 0; m < scene.measures.size(); ++m) {
            const auto& layer = scene.numbers[scene.measures[m]];
            const double largest = truth.area > 0 ? truth.sizes[m] / truth.area : 0;
            expect_near(found.measured(m)[entry].sum.value(), truth.sums[m],
                        1e-9 * truth.sizes[m] + whole * wobble_of(layer) + rounding * (largest + layer.span),
                        "sum of a measure");
            expect_near(found.measured(m)[entry].missing.value(), truth.missing[m], 1e-9 * whole + rounding,
                        "area without the measure");
        }
    }
    for (std::size_t i = 0; i < found.size(); ++i)
        EXPECT_TRUE(expected.contains(found.mask(i))) << "a combination of criteria that does not occur";
}

// Whether a value lies so near a limit that rounding decides.
bool decided(const RandomPass& scene, const std::vector<std::optional<std::vector<double>>>& values)
{
    for (const auto& [layer, above] : scene.criteria) {
        const double wobble = wobble_of(scene.numbers[layer]) + 1e-12 * std::fabs(above);
        if (!values[layer] || std::ranges::any_of(*values[layer], [&, limit = above](double v) {
                return std::fabs(v - limit) <= wobble;
            }))
            return false;
    }
    return std::ranges::all_of(scene.measures, [&](std::size_t layer) { return values[layer].has_value(); });
}

void expect_zone(const RandomPass& scene, std::size_t zone, const ZoneTally& found, Tried& tried)
{
    const auto& pass = scene.pass;
    const auto set = static_cast<std::size_t>(pass.zones[zone].set);
    const auto& layout = pass.sets[set].layout;
    const auto cells = covered_cells(pass, zone);
    double area = 0;
    for (const auto& cell : cells) area += cell.area;
    expect_near(found.area(), area, 1e-9 * area + static_cast<double>(cells.size()) * quantum_of(pass), "area");
    if (found.area() == 0) return;
    std::vector<std::optional<std::vector<double>>> values;
    for (const auto& layer : scene.numbers) values.push_back(values_of(layer, pass, cells));
    const auto compare = [&](bool sure, auto how) {
        ++(sure ? tried.compared : tried.unsure);
        if (sure) how();
    };
    const auto wobble = [&](std::size_t layer) {
        return scene.numbers[layer].resampling == Resampling::nearest ? 0 : wobble_of(scene.numbers[layer]);
    };
    for (std::size_t i = 0; i < layout.moments.size(); ++i) {
        const auto layer = scene.moments[set][i];
        compare(values[layer].has_value(), [&] {
            expect_moments(found.moments(i), layout.moments[i], cells, *values[layer], wobble(layer), pass);
        });
    }
    for (std::size_t i = 0; i < layout.distributions.size(); ++i) {
        const auto layer = scene.distributions[set][i];
        compare(values[layer].has_value(), [&] {
            expect_quantiles(found.distribution(i), layout.distributions[i], cells, *values[layer], wobble(layer));
        });
    }
    for (std::size_t i = 0; i < scene.classes.size(); ++i) {
        const auto indices = values_of(scene.classes[i], pass, cells);
        compare(indices.has_value(), [&] { expect_classes(found.classes(i), cells, *indices, pass); });
    }
    if (!layout.masks) return;
    compare(decided(scene, values), [&] {
        std::vector<std::vector<double>> known;
        for (const auto& one : values) known.push_back(one.value_or(std::vector<double>(cells.size(), no_data)));
        expect_masks(found.masks(), scene, cells, known);
    });
}

/// Keeps in memory what a run saves.
class MemoryCheckpoint final : public Checkpoint {
public:
    bool has(int, int tile) const override { return m_earlier.contains(tile); }
    void save(int, const std::vector<int>& tiles, const std::map<int, ZoneTally>& zones,
              const std::vector<Strays>& strays) override
    {
        const std::lock_guard lock{m_mutex};
        m_saved.emplace_back(tiles, zones);
        m_strays.push_back(strays);
    }
    // A run broken off: every other record is there.
    void take_half_of(const MemoryCheckpoint& other)
    {
        for (std::size_t i = 0; i < other.m_saved.size(); i += 2) {
            m_before.push_back(other.m_saved[i]);
            m_strays.push_back(other.m_strays[i]);
            for (const int tile : other.m_saved[i].first) m_earlier.insert({tile, 1});
        }
    }
    void add_earlier(std::vector<ZoneTally>& zones, const Pass& pass) const
    {
        for (const auto& [tiles, parts] : m_before)
            for (const auto& [zone, part] : parts) {
                ByteWriter out;
                part.write(out);
                ByteReader in{out.bytes()};
                const auto read = ZoneTally::read(in);
                const auto set = static_cast<std::size_t>(pass.zones[static_cast<std::size_t>(zone)].set);
                EXPECT_TRUE(read.fits(pass.sets[set].layout, static_cast<int>(pass.criteria.size())));
                zones[static_cast<std::size_t>(zone)].merge(read);
            }
    }

    // When nothing more is saved.
    void add_earlier(std::vector<Strays>& strays) const
    {
        for (const auto& record : m_strays)
            for (std::size_t i = 0; i < record.size(); ++i) strays[i].merge(record[i]);
    }

private:
    std::mutex m_mutex;
    std::vector<std::pair<std::vector<int>, std::map<int, ZoneTally>>> m_saved, m_before;
    std::vector<std::vector<Strays>> m_strays;
    std::map<int, int> m_earlier;
};

// Any number of threads, records after every tile, a run gone on with: the same bits.
void expect_same_bits(const RandomPass& scene, const std::vector<ZoneTally>& zones, Draws& draws)
{
    MemoryCheckpoint first, second;
    PassOptions options;
    options.threads = draws.whole(1, 4);
    options.save_every = std::chrono::milliseconds{0};
    options.last = false;
    options.checkpoint = &first;
    const auto whole = run_pass(scene.pass, options);
    EXPECT_EQ(whole.zones, zones) << options.threads << " threads";
    second.take_half_of(first);
    options.checkpoint = &second;
    auto resumed = run_pass(scene.pass, options);
    second.add_earlier(resumed.zones, scene.pass);
    EXPECT_EQ(resumed.zones, zones) << "resumed";
    second.add_earlier(resumed.strays);
    EXPECT_TRUE(resumed.strays == whole.strays) << "resumed";
}

// From a seed of its own, unless one is given.
void try_passes(int count, std::uint32_t seed)
{
    const char* given = std::getenv("PEAKSITE_SEED");
    const auto first = given != nullptr ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10)) : seed;
    std::printf("random passes from seed %u on\n", first);
    Tried tried;
    int passes = 0;
    for (; passes < count && !testing::Test::HasFailure(); ++passes) {
        const auto here = first + static_cast<std::uint32_t>(passes);
        SCOPED_TRACE("again with PEAKSITE_SEED=" + std::to_string(here));
        Draws draws{here};
        try {
            const auto scene = random_pass(draws);
            const auto zones = run_pass(scene.pass, {}).zones;
            for (std::size_t zone = 0; zone < zones.size(); ++zone) expect_zone(scene, zone, zones[zone], tried);
            if (draws.chance(0.5)) expect_same_bits(scene, zones, draws);
        } catch (const UsageError& error) {
            // Cells of a raster that are larger than a continent are refused, and a grid of few rows beyond the pole.
            const std::string_view told = error.what();
            EXPECT_TRUE(told.find("cannot be counted; choose smaller cells") != std::string_view::npos ||
                        told.find("it lies at a pole or beyond") != std::string_view::npos)
                << told;
            ++tried.refused;
        } catch (const std::exception& error) {
            ADD_FAILURE() << error.what();
        }
    }
    std::printf("%d random passes from seed %u on: %d comparisons, %d left out where rounding decides\n", passes, first,
                tried.compared, tried.unsure);
    EXPECT_LT(tried.unsure, tried.compared / 4 + 10);
    EXPECT_LT(tried.refused, count / 100);
}

TEST(RandomPass, EqualsADoubleLoopOverCells) { try_passes(200, 1); }
TEST(SlowRandomPass, EqualsADoubleLoopOverCells) { try_passes(2000, std::random_device{}() % 1000000000); }

} // namespace
} // namespace peaksite
