#include "job/init/init.hpp"

#include "base/constants.hpp"
#include "base/parse_number.hpp"
#include "engine/raster_box.hpp"
#include "io/tables/sheet.hpp"
#include "io/tables/table_names.hpp"
#include "job/init/guess_names.hpp"
#include "job/init/guess_raster.hpp"
#include "job/init/guess_sheet.hpp"
#include "job/init/guess_statistics.hpp"
#include "job/init/guess_table.hpp"
#include "job/init/init_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 10> raster_endings{".tif", ".tiff", ".img", ".vrt", ".asc",
                                                          ".hgt", ".nc",   ".bil", ".dat", ".flt"};
constexpr std::array<std::string_view, 11> vector_endings{".gpkg", ".shp", ".geojson", ".json", ".kml", ".kmz",
                                                          ".gdb",  ".dxf", ".fgb",     ".tab",  ".mif"};

bool ends_so(const fs::path& file, std::span<const std::string_view> endings)
{
    const auto ending = lower(file.extension().string());
    return std::ranges::find(endings, ending) != endings.end();
}

// Files as they are, folders as all that is in them and can be read, sorted.
std::vector<fs::path> files_of(const std::vector<fs::path>& given)
{
    std::vector<fs::path> out;
    for (const auto& path : given) {
        if (!fs::exists(path)) throw UsageError{text("the file '{}' is not there; check the path", path.string())};
        if (!fs::is_directory(path) || lower(path.extension().string()) == ".gdb") {
            out.push_back(path);
            continue;
        }
        std::vector<fs::path> inside;
        for (const auto& entry : fs::recursive_directory_iterator{path})
            if (entry.is_regular_file() &&
                (ends_so(entry.path(), raster_endings) || ends_so(entry.path(), vector_endings) ||
                 is_sheet_file(entry.path().string())))
                inside.push_back(entry.path());
        std::ranges::sort(inside);
        out.insert(out.end(), inside.begin(), inside.end());
    }
    if (out.empty()) throw UsageError{text("no file is given that can be read; give rasters, vector files or tables")};
    return out;
}

// The system that positions without one are most likely in: degrees, or a zone of CGCS2000 by the first two of eight
// digits.
std::string likely_crs(const Box& box)
{
    constexpr double turn = 361, quarter = 91, million = 1e6;
    if (std::fabs(box.xmin) <= turn && std::fabs(box.xmax) <= turn && std::fabs(box.ymin) <= quarter &&
        std::fabs(box.ymax) <= quarter)
        return "EPSG:4490";
    const int zone = static_cast<int>(box.xmin / million);
    if (zone >= 25 && zone <= 45) return "EPSG:" + std::to_string(4488 + zone);
    if (zone >= 13 && zone <= 23) return "EPSG:" + std::to_string(4478 + zone);
    return {};
}

class Scaffolder {
public:
    explicit Scaffolder(const InitRequest& request)
        : m_request(request), m_catalogue(request.catalogue), m_files(files_of(request.files))
    {}

    InitPlan write()
    {
        for (const auto& file : m_files) take(file);
        join_statistics();
        m_out.tables = m_draft.tables(m_request);
        m_out.toml = written(m_out.tables).toml;
        m_out.read = m_files;
        return std::move(m_out);
    }

private:
    std::string path_of(const fs::path& file) const
    {
        auto folder = fs::absolute(m_request.plan).parent_path();
        const auto relative = fs::proximate(fs::absolute(file), folder);
        return (relative.empty() ? fs::absolute(file) : relative).generic_string();
    }

    void tell(const std::string& file, const Sentence& says, Confidence confidence)
    {
        m_out.guesses.push_back({.file = file, .says = says, .confidence = confidence});
    }

    void take(const fs::path& file)
    {
        try {
            if (ends_so(file, raster_endings))
                take_raster(file);
            else
                take_tables(file);
        } catch (const InputError& error) {
            tell(file.filename().string(), error.sentence(), Confidence::guess);
            m_draft.unread.push_back(file.filename().string() + ": " + error.sentence().english());
        }
    }

    // Tiles of one raster lie beside each other and have names that differ by a number.
    bool add_tile(const fs::path& file, const RasterGuess& guess)
    {
        if (m_tiles.empty() || m_draft.layers.empty() || guess.use.empty()) return false;
        auto& last = m_tiles.back();
        if (last.use != guess.use || last.folder != file.parent_path() || stem_without_number(file) != last.stem)
            return false;
        const auto covered = box_of(guess.file.raster.info);
        if (std::ranges::any_of(last.boxes, [&](const Box& box) { return overlapping(box, covered); })) return false;
        last.files.push_back(path_of(file));
        last.boxes.push_back(covered);
        auto& keys = m_draft.layers[last.layer].keys;
        const auto key = std::ranges::find(keys, "file", &DraftKey::key);
        key->value = last.files;
        tell(file.filename().string(), text("a tile beside those before: one layer with them"), Confidence::likely);
        return true;
    }

    static std::string stem_without_number(const fs::path& file)
    {
        auto stem = file.stem().string();
        while (!stem.empty() && std::isdigit(static_cast<unsigned char>(stem.back())) != 0) stem.pop_back();
        return stem;
    }
    static bool overlapping(const Box& a, const Box& b)
    {
        const double width = std::min(a.xmax, b.xmax) - std::max(a.xmin, b.xmin),
                     height = std::min(a.ymax, b.ymax) - std::max(a.ymin, b.ymin);
        return width > 1e-3 * (b.xmax - b.xmin) && height > 1e-3 * (b.ymax - b.ymin);
    }

    void take_raster(const fs::path& file)
    {
        const auto guess = guess_raster(file.string(), m_catalogue);
        if (add_tile(file, guess)) return;
        const auto name = file.filename().string(), stem = file.stem().string();
        const auto provides = guess.entry ? guess.entry->provides : "";
        const auto id = free_id(provides.empty() || m_draft.layer_ids.contains(provides) ? stem : provides, "layer",
                                m_draft.layer_ids);
        DraftTable table{.head = "[[layers]]",
                         .remarks = {remark_of(guess.reason, guess.confidence)},
                         .keys = {{.key = "id", .value = id}},
                         .origin = {}};
        if (guess.entry) table.keys.push_back({.key = "use", .value = guess.use, .remark = guess.entry->title.zh});
        table.keys.push_back({.key = "file", .value = path_of(file)});
        if (guess.entry && !provides.empty() && !m_draft.provided.insert(provides).second)
            table.keys.push_back({.key = "provides",
                                  .value = id,
                                  .remark = "another layer is the one that indicators take '" + provides + "' from"});
        if (guess.file.bands > 1)
            table.keys.push_back({.key = "band", .value = 1, .remark = fmt::format("of {}", guess.file.bands)});
        if (!guess.entry) {
            if (guess.unit.empty())
                table.keys.push_back({.key = "unit",
                                      .value = to_be_written,
                                      .remark = "单位待补: the file does not state one",
                                      .open = true});
            else
                add_unit(table, guess.unit);
        }
        if (!guess.crs.empty())
            table.keys.push_back(
                {.key = "crs", .value = guess.crs, .remark = "the file has none; its positions look like degrees"});
        if (const auto year = year_of(stem))
            table.keys.push_back({.key = "year", .value = *year, .remark = "by the name of the file"});
        m_tiles.push_back({.use = guess.use,
                           .stem = stem_without_number(file),
                           .folder = file.parent_path(),
                           .files = {path_of(file)},
                           .boxes = {box_of(guess.file.raster.info)},
                           .layer = m_draft.layers.size()});
        m_draft.layers.push_back(std::move(table));
        note_raster(id, provides, guess);
        tell(name, text("layer '{}': {}", id, guess.reason), guess.confidence);
    }

    // "0.1 degC" is a scale and a unit.
    static void add_unit(DraftTable& table, const std::string& unit)
    {
        const auto blank = unit.find(' ');
        const auto scale = blank == std::string::npos ? std::nullopt : parse_number(unit.substr(0, blank));
        if (scale) table.keys.push_back({.key = "scale", .value = *scale, .remark = "as the file says: " + unit});
        table.keys.push_back(
            {.key = "unit", .value = scale ? unit.substr(blank + 1) : unit, .remark = scale ? "" : "as the file says"});
    }

    void note_raster(const std::string& id, const std::string& provides, const RasterGuess& guess)
    {
        const auto& info = guess.file.raster.info;
        const double side = std::sqrt(
            std::fabs(info.position.dx_col * info.position.dy_row - info.position.dx_row * info.position.dy_col));
        const double cell =
            guess.file.raster.crs.geographic() ? side * metres_per_degree : side * guess.file.raster.crs.unit_metres();
        m_draft.finest = m_draft.finest ? std::min(*m_draft.finest, cell) : cell;
        const bool classes = guess.entry && !guess.entry->classes.empty();
        constexpr double fit_for_slope = 200;
        if (provides == "dem" && cell <= fit_for_slope && m_draft.dem.empty()) m_draft.dem = id;
        if (classes && m_draft.landcover.empty()) m_draft.landcover = id;
        const auto stats = classes ? std::vector<std::string>{"class_area", "valid_share"}
                           : guess.entry && guess.entry->quantity == Quantity::extensive
                               ? std::vector<std::string>{"sum", "valid_share"}
                               : std::vector<std::string>{"mean", "min", "max", "valid_share"};
        m_draft.statistics.push_back({.head = "[[statistics]]",
                                      .remarks = {},
                                      .keys = {{.key = "layer", .value = id}, {.key = "stats", .value = stats}},
                                      .origin = {}});
    }

    void take_tables(const fs::path& file)
    {
        const bool text_file = is_office_sheet(file) && lower(file.extension().string()) == ".csv";
        const auto names = text_file ? std::vector{file.stem().string()} : table_names(file.string());
        for (const auto& name : names) take_table(file, name, names.size() > 1);
    }

    void take_table(const fs::path& file, const std::string& table, bool one_of_many)
    {
        const auto chosen = one_of_many ? table : "";
        const auto sheet = is_office_sheet(file) ? guess_sheet(file, chosen) : HeadedSheet{};
        const auto features =
            is_office_sheet(file)
                ? features_of(sheet)
                : read_features({.file = file.string(), .table = chosen, .where = {}, .encoding = "auto", .crs = {}});
        const auto name = one_of_many ? table : file.stem().string();
        auto guess = guess_table(features, one_of_many ? table : file.stem().string() + " " + table, m_catalogue);
        settle_crs(features, guess);
        std::vector<DraftKey> place{{.key = "file", .value = path_of(file)}};
        if (one_of_many) place.push_back({.key = "table", .value = table});
        if (!guess.crs.empty())
            place.push_back({.key = "crs", .value = guess.crs, .remark = "the file says none; look it up"});
        const auto label = file.filename().string() + (one_of_many ? ": " + table : "");
        switch (guess.role) {
        case TableGuess::Role::zones:
            m_draft.add_zones(name, guess, place);
            note_zones(features, guess);
            break;
        case TableGuess::Role::layer:
            m_draft.add_vector(name, guess, place);
            break;
        case TableGuess::Role::facilities:
            m_draft.add_facilities(name, guess, place);
            break;
        case TableGuess::Role::carbon:
            m_draft.pools = path_of(file);
            break;
        case TableGuess::Role::unknown:
            // Only when all zones are known can it be seen whether a column names them.
            m_sheets.push_back({.label = label, .place = place, .sheet = sheet, .reason = guess.reason});
            return;
        }
        tell(label, guess.reason, guess.confidence);
    }

    void note_zones(const FeatureTable& table, const TableGuess& guess)
    {
        if (guess.key.empty()) return;
        ZoneSet set{.id = "set " + std::to_string(m_zones.size()), .title = {}, .crs = {}, .zones = {}};
        const auto key = table.column(guess.key, guess.key),
                   name = guess.name.empty() ? key : table.column(guess.name, guess.name);
        for (const auto& feature : table.features)
            set.zones.push_back({.key = feature.values[key].value_or(""),
                                 .name = feature.values[name].value_or(""),
                                 .kind = {},
                                 .shape = {}});
        m_zones.push_back(std::move(set));
    }

    void join_statistics()
    {
        const auto& names = m_catalogue.indicators().names;
        for (const auto& one : m_sheets) {
            const auto guess = guess_statistics(one.sheet, m_zones, names);
            if (guess.key.empty() || guess.columns.empty() || !m_draft.add_table(guess, one.place)) {
                m_draft.unread.push_back(one.label + ": " + one.reason.english());
                tell(one.label, one.reason, Confidence::guess);
            } else
                tell(one.label, reason_of(guess), Confidence::guess);
        }
    }

    // A system for positions that say none.
    static void settle_crs(const FeatureTable& features, TableGuess& guess)
    {
        if (!guess.x.empty()) {
            guess.crs = "EPSG:4326";
            return;
        }
        if (features.crs) return;
        std::optional<Box> all;
        for (const auto& feature : features.features)
            if (const auto box = bounds(feature.shape)) all = all ? united(*all, *box) : *box;
        if (all) guess.crs = likely_crs(*all);
    }

    struct Sheet {
        std::string label;
        std::vector<DraftKey> place;
        HeadedSheet sheet;
        Sentence reason;
    };
    struct Tiles {
        std::string use, stem;
        fs::path folder;
        std::vector<std::string> files;
        std::vector<Box> boxes;
        std::size_t layer = 0;
    };

    const InitRequest& m_request;
    Catalogue m_catalogue;
    std::vector<fs::path> m_files;
    InitDraft m_draft{m_catalogue};
    std::vector<Tiles> m_tiles;
    std::vector<Sheet> m_sheets; // that may be statistics of zones
    std::vector<ZoneSet> m_zones;
    InitPlan m_out;
};

} // namespace

InitPlan scaffold(const InitRequest& request) { return Scaffolder{request}.write(); }

} // namespace peaksite
