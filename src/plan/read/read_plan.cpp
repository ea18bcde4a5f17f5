#include "plan/read/read_plan.hpp"

#include "base/suggest.hpp"
#include "base/utf8.hpp"
#include "plan/check/check_plan.hpp"
#include "plan/plan_files.hpp"
#include "plan/read/keys.hpp"
#include "plan/read/read_facilities.hpp"
#include "plan/read/read_layer.hpp"
#include "plan/read/read_parameters.hpp"
#include "plan/read/read_pilots.hpp"
#include "plan/read/read_sections.hpp"
#include "plan/read/read_tables.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/read/read_text.hpp"
#include "plan/read/toml_text.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

template <class Item>
const Item* find_id(const std::vector<Item>& items, std::string_view id)
{
    const auto found = std::ranges::find(items, id, [](const Item& item) -> std::string_view { return item.id; });
    return found == items.end() ? nullptr : &*found;
}

std::map<std::string, std::string> read_paths(Keys& keys, const std::string& folder, const Settings& settings)
{
    std::map<std::string, std::string> paths;
    for (const auto& name : keys.names()) {
        auto value = keys.text_or(name);
        // A path from the command line is relative to where the command is given, one of the plan to the plan.
        const bool set =
            std::ranges::find(settings, name, &std::pair<std::string, std::string>::first) != settings.end();
        if (!set && fs::path{value}.is_relative()) value = (fs::path{folder} / value).string();
        paths[name] = value;
    }
    keys.finish();
    return paths;
}

std::string resolved(const std::string& file, const std::string& folder)
{
    if (file.empty() || file.starts_with("/vsi") || fs::path{file}.is_absolute()) return file;
    return (fs::path{folder} / file).lexically_normal().string();
}

// Paths that hold ${name} are replaced by absolute or run-relative ones; others are relative to the plan.
void resolve_files(Plan& plan, const std::vector<std::string>& kept)
{
    const auto resolve = [&](std::string& file) {
        const bool replaced =
            std::ranges::any_of(kept, [&](const std::string& path) { return file.starts_with(path); });
        if (!replaced) file = resolved(file, plan.folder);
    };
    each_file(plan, [&](const FileRole&, std::string& file) { resolve(file); });
}

std::vector<IndicatorEntry> with_own(std::vector<IndicatorEntry> entries, const std::vector<IndicatorEntry>& own)
{
    entries.insert(entries.end(), own.begin(), own.end());
    return entries;
}

Plan read_root(Keys& root, const std::string& file, const Catalogue& ours, const Settings& settings)
{
    Plan plan;
    plan.file = file;
    plan.folder = fs::path{file}.parent_path().string();
    if (plan.folder.empty()) plan.folder = ".";
    const auto schema = root.whole("schema");
    if (!root.has("schema"))
        root.missing("schema", text("the key 'schema' is missing"), text("schema = 1"));
    else if (schema && *schema != 1)
        root.fault("schema", text("schema {} is not known to this version", *schema), text("schema = 1"));
    plan.title = root.bilingual("title");
    if (auto paths = root.table("paths")) plan.paths = read_paths(*paths, plan.folder, settings);

    const auto catalogue = catalogue_of(plan, ours);
    if (auto grid = root.table("grid"))
        plan.grid = read_grid(*grid);
    else if (!root.has("grid"))
        root.missing("grid", text("the table [grid] is missing"), text("[grid] with cell = \"100 m\""));
    for (auto& keys : root.tables("zones")) plan.zones.push_back(read_zones(keys, plan.paths));
    for (auto& keys : root.tables("layers")) plan.layers.push_back(read_layer(keys, catalogue, plan.paths));
    for (auto& keys : root.tables("facilities"))
        plan.facilities.push_back(read_facilities(keys, catalogue, plan.paths));
    if (root.has("tables")) {
        const auto& names = catalogue.indicators().names;
        for (auto& keys : root.tables("tables")) plan.tables.push_back(read_table(keys, plan.paths, names));
    }
    for (auto& keys : root.tables("technologies"))
        plan.technologies.push_back(read_technology(keys, catalogue, plan.layers));
    if (auto keys = root.table("carbon")) plan.carbon = read_carbon(*keys, catalogue, plan.paths);
    for (auto& keys : root.tables("statistics")) plan.statistics.push_back(read_statistics(keys));
    for (auto& keys : root.tables("rasters")) plan.rasters.push_back(read_raster(keys));
    for (auto& keys : root.tables("maps")) plan.maps.push_back(read_map(keys));
    for (auto& keys : root.tables("indicators")) plan.indicators.push_back(read_own_indicator(keys));
    if (auto keys = root.table("parameters")) plan.parameters = read_parameters(*keys, catalogue.indicators());
    if (auto keys = root.table("output")) plan.output = read_output(*keys);
    if (auto keys = root.table("siting")) plan.siting = read_pilots(*keys, catalogue, plan.paths);
    for (const auto& map : plan.maps)
        if (map.sheet == "siting" && !plan.siting)
            root.faults().add(map.position, text("a sheet of the siting needs [siting]"),
                              text("add [siting] with policy = \"ningxia\", or choose another sheet"));
    if (plan.siting) check_pilots(plan, with_own(catalogue.indicators().entries, plan.indicators), root.faults());
    root.finish();
    return plan;
}

// A path of the command line that nothing uses is a slip, and the plan would run on other data.
void check_paths(const Settings& settings, const Plan& plan, Faults& faults)
{
    for (const auto& [name, value] : settings) {
        const bool used = name.find('.') != std::string::npos || name == "catalogue" ||
                          plan.text.find("${" + name + "}") != std::string::npos;
        if (used) continue;
        std::vector<std::string> others;
        for (const auto& [path, folder] : plan.paths)
            if (path != name) others.push_back(path);
        const auto near = closest(name, others);
        faults.add({.place = {.file = "--set"}, .key = name}, text("the plan uses no path named '{}'", name),
                   near.empty() ? Sentence{} : text("did you mean '{}'?", near));
    }
}

void require_utf8(const std::string& content, const std::string& file)
{
    if (is_utf8(content)) return;
    int line = 1;
    std::size_t begin = 0;
    for (auto end = content.find('\n');
         end != std::string::npos && is_utf8(std::string_view{content}.substr(begin, end - begin));
         end = content.find('\n', begin)) {
        begin = end + 1;
        ++line;
    }
    throw UsageError{std::vector<Fault>{{.place = {.file = file, .line = line},
                                         .key = {},
                                         .what = text("the plan is not UTF-8 text"),
                                         .hint = text("save it as UTF-8")}}};
}

// The text of a plan file; throws UsageError when there is none.
std::string plan_text(const std::string& file)
{
    std::error_code error;
    const auto type = fs::status(file, error).type();
    if (type == fs::file_type::not_found) throw UsageError{text("the plan '{}' is not there; check the path", file)};
    if (type == fs::file_type::directory)
        throw UsageError{text("the plan '{}' is a folder; give the TOML file in it", file)};
    if (type != fs::file_type::regular)
        throw UsageError{text("the plan '{}' cannot be read: {}", file, error ? error.message() : "it is no file")};
    constexpr std::uintmax_t most_bytes = 16U << 20U;
    if (fs::file_size(file) > most_bytes)
        throw UsageError{text("the plan '{}' is too large: {} MB, at most {}; is it a plan?", file,
                              fs::file_size(file) >> 20U, most_bytes >> 20U)};
    return read_text(file);
}

Plan sound(ReadPlan read)
{
    if (!read.faults.empty() || !read.plan) throw UsageError{std::move(read.faults)};
    return std::move(*read.plan);
}

std::map<std::string, FlatValue> flat_plan(const std::string& content, const Settings& settings)
{
    Faults faults{.file = "plan", .all = {}};
    const auto table = parse_toml(content, "plan");
    apply_settings(settings, *table, faults);
    return flat_values(*table);
}

} // namespace

std::vector<PlanChange> plan_changes(const std::string& before, const Settings& settings_before,
                                     const std::string& after, const Settings& settings_after)
{
    std::map<std::string, PlanChange> all;
    for (auto& [key, one] : flat_plan(before, settings_before))
        all[key] = {.key = key, .before = one.text, .after = {}, .section = one.section};
    for (auto& [key, one] : flat_plan(after, settings_after)) {
        auto& change = all[key];
        change = {.key = key, .before = change.before, .after = one.text, .section = one.section};
    }
    std::vector<PlanChange> out;
    for (auto& [key, change] : all)
        if (change.before != change.after) out.push_back(std::move(change));
    return out;
}

Catalogue catalogue_of(const Plan& plan, const Catalogue& ours)
{
    const auto own = plan.paths.find("catalogue");
    return own == plan.paths.end() ? ours : ours.preceded_by(own->second);
}

Secrecy Plan::secrecy() const
{
    auto strictest = output.secrecy;
    const auto heed = [&](const auto& sources) {
        for (const auto& one : sources)
            if (one.secrecy) strictest = std::max(strictest, *one.secrecy);
    };
    for (const auto& one : layers) // what is not at hand gives nothing away
        if (one.secrecy && one.kind != Layer::Kind::absent) strictest = std::max(strictest, *one.secrecy);
    heed(zones);
    heed(facilities);
    heed(tables);
    return strictest;
}

const Layer* Plan::layer(std::string_view id) const { return find_id(layers, id); }
const ZonesPlan* Plan::zone_set(std::string_view id) const { return find_id(zones, id); }
const Technology* Plan::technology(std::string_view id) const { return find_id(technologies, id); }

ReadPlan read_plan_text_with_faults(const std::string& content, const std::string& file, const Catalogue& catalogue,
                                    const Settings& settings)
{
    Faults faults{.file = file, .all = {}};
    ReadPlan out;
    try {
        require_utf8(content, file);
        const auto table = parse_toml(content, file);
        apply_settings(settings, *table, faults);
        Keys root{*table, "", faults};
        auto plan = read_root(root, file, catalogue, settings);
        plan.text = content;
        plan.settings = settings;
        check_paths(settings, plan, faults);
        std::vector<std::string> kept;
        for (const auto& [name, path] : plan.paths) kept.push_back(path);
        resolve_files(plan, kept);
        check_plan(plan, faults);
        out.plan = std::move(plan);
    } catch (const UsageError& error) {
        faults.all.insert(faults.all.end(), error.faults().begin(), error.faults().end());
    }
    out.faults = std::move(faults.all);
    return out;
}

Plan read_plan_text(const std::string& content, const std::string& file, const Catalogue& catalogue,
                    const Settings& settings)
{
    return sound(read_plan_text_with_faults(content, file, catalogue, settings));
}

Plan read_plan(const std::string& file, const Catalogue& catalogue, const Settings& settings)
{
    return read_plan_text(plan_text(file), file, catalogue, settings);
}

ReadPlan read_plan_with_faults(const std::string& file, const Catalogue& catalogue, const Settings& settings)
{
    return read_plan_text_with_faults(plan_text(file), file, catalogue, settings);
}

} // namespace peaksite
