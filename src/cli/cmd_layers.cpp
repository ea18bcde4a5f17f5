#include "base/suggest.hpp"
#include "cli/options.hpp"
#include "cli/print.hpp"
#include "plan/catalogue.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

namespace {

void print_layer(const Layer& layer, const std::filesystem::path& file)
{
    const auto line = [](std::string_view name, const std::string& value) {
        if (!value.empty()) print(fmt::format("{:<11} {}", name, value));
    };
    print(layer.id + "  " + layer.title.zh + " / " + layer.title.en);
    line("kind", layer.kind == Layer::Kind::vector ? "vector" : "raster");
    const char* quantities[] = {"intensive: a density or rate, averaged", "extensive: an amount per cell, mass is kept", "categorical: classes"};
    if (layer.kind == Layer::Kind::raster) line("quantity", quantities[static_cast<int>(layer.quantity)]);
    line("unit", layer.unit_stated ? layer.unit.text() : "");
    line("provides", layer.provides);
    if (layer.range) line("range", fmt::format("{} to {}", (*layer.range)[0], (*layer.range)[1]));
    if (layer.nodata) line("no data", number(*layer.nodata));
    if (layer.scale) line("scale", number(*layer.scale));
    if (layer.offset) line("offset", number(*layer.offset));
    line("crs", layer.crs.value_or(""));
    line("source", layer.note.source);
    line("citation", layer.note.citation);
    line("licence", layer.note.licence);
    line("certainty", layer.note.certainty);
    for (const auto& warning : layer.note.warnings) line("warning", warning.zh + " / " + warning.en);
    for (const auto& one : layer.classes) print(fmt::format("  {:>5}  {:<12} {} / {}", one.code, one.key, one.name.zh, one.name.en));
    line("file", file.filename().string());
}

} // namespace

std::function<ExitCode()> setup_layers(CLI::App& app, Session& session)
{
    auto id = std::make_shared<std::string>();
    app.add_option("id", *id, "An entry to explain");
    return [id, &session] {
        const Catalogue catalogue{catalogue_of(session)};
        const auto known = catalogue.layers();
        if (id->empty()) {
            for (const auto& one : known) {
                const auto layer = *catalogue.layer(one);
                print(fmt::format("{:<26} {} / {}", one, layer.title.zh, layer.title.en));
            }
            return ExitCode::done;
        }
        const auto layer = catalogue.layer(*id);
        if (!layer) {
            const auto near = closest(*id, known);
            throw UsageError{near.empty() ? text("the catalogue has no layer '{}'", *id) : text("the catalogue has no layer '{}'; did you mean '{}'?", *id, near)};
        }
        print_layer(*layer, catalogue.file(*id));
        return ExitCode::done;
    };
}

} // namespace peaksite::cli
