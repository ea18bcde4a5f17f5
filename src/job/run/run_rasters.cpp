#include "job/run/run_rasters.hpp"

#include "base/crew.hpp"

namespace peaksite {

namespace {

// Names and colours of the states of a technology.
RasterStyle state_style(const Blueprint& blueprint, const RasterUse& use)
{
    RasterStyle style{.entries = {{.value = state_unknown, .label = "未知", .color = "#bdbdbd"},
                                  {.value = state_eligible, .label = "可开发", .color = "#1b9e77"}},
                      .description = use.plan->id,
                      .unit = {}};
    const std::vector<std::string> palette{"#d95f02", "#7570b3", "#e7298a", "#66a61e", "#e6ab02", "#a6761d",
                                           "#1f78b4", "#b2df8a", "#fb9a99", "#cab2d6", "#ff7f00", "#6a3d9a"};
    for (const auto& technology : blueprint.technologies) {
        if (technology.technology->id != use.plan->technology) continue;
        for (std::size_t i = 0; i < technology.rule_of.size(); ++i) {
            if (technology.rule_of[i] < 0) continue;
            const auto rule = static_cast<std::size_t>(technology.rule_of[i]);
            style.entries.push_back({.value = state_first_excluded + static_cast<int>(rule),
                                     .label = technology.technology->exclusions[i].title.zh,
                                     .color = palette[rule % palette.size()]});
        }
    }
    style.entries.push_back({.value = 254, .label = "图斑过小", .color = "#fdd0a2"});
    return style;
}

RasterStyle style_of(const Blueprint& blueprint, const RasterUse& use, RasterOutput::Kind kind)
{
    if (kind == RasterOutput::Kind::state) return state_style(blueprint, use);
    return {.entries = {}, .description = use.plan->id, .unit = kind == RasterOutput::Kind::capacity ? "MW" : ""};
}

std::string file_of(const RasterUse& use) { return "rasters/" + use.plan->id + ".tif"; }

} // namespace

RunRasters::RunRasters(const ReadyRun& ready, const std::filesystem::path& folder, bool release) : m_ready(ready)
{
    const auto& blueprint = ready.blueprint;
    if (ready.open.plan.secrecy() > Secrecy::open && !release) {
        for (const auto& use : blueprint.rasters) m_withheld.push_back(file_of(use));
        return;
    }
    if (blueprint.rasters.empty()) return;
    std::filesystem::create_directories(folder / "rasters");
    const auto& pass = blueprint.study.passes.front();
    m_writers.resize(pass.outputs.size());
    for (const auto& use : blueprint.rasters) {
        const auto kind = pass.outputs[use.output].kind;
        m_writers[use.output] =
            std::make_unique<RasterWriter>(folder / file_of(use), pass.grid, pass.crs,
                                           kind == RasterOutput::Kind::state, style_of(blueprint, use, kind));
    }
}

std::vector<std::shared_ptr<RasterSink>> RunRasters::sinks() const
{
    std::vector<std::shared_ptr<RasterSink>> out;
    for (const auto& writer : m_writers) out.push_back(writer->sink());
    return out;
}

void RunRasters::read_cells(const CountRequest& work) const
{
    const auto& pass = m_ready.blueprint.study.passes.front();
    PassOptions options;
    options.threads = static_cast<int>(crew_size(work.threads));
    options.stop = work.stop;
    options.sinks = sinks();
    if (work.progress)
        options.progress = [&](const Progress& progress) {
            work.progress({.name = Stage::Name::counting, .detail = pass.name, .progress = progress});
        };
    static_cast<void>(run_pass(pass, options));
}

void RunRasters::finish()
{
    for (auto& writer : m_writers) writer->finish();
}

} // namespace peaksite
