#include "cli/commands.hpp"

namespace peaksite::cli {

const std::vector<Command>& commands()
{
    static const std::vector<Command> all{
        {"run", "Do the whole job of a plan: tables, rasters, GeoPackage, maps", setup_run},
        {"check", "Look for everything that is wrong with a plan and its files; changes nothing", setup_check},
        {"explain", "Tell grid, tiles, bytes, memory and time of a plan before it is run", setup_explain},
        {"layers", "List the catalogue of layers, or explain one entry", setup_layers},
        {"indicators", "List the indicators, or explain one and why it is missing in a run", setup_indicators},
    };
    return all;
}

} // namespace peaksite::cli
