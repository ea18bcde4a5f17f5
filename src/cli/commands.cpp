#include "cli/commands.hpp"

namespace peaksite::cli {

const std::vector<Command>& commands()
{
    static const std::vector<Command> all{
        {"run", "Do the whole job of a plan: tables, rasters, GeoPackage, maps", setup_run},
        {"check", "Look for everything that is wrong with a plan and its files; changes nothing", setup_check},
        {"init", "Write a plan for given files, saying what was guessed", setup_init},
        {"explain", "Tell grid, tiles, bytes, memory and time of a plan before it is run", setup_explain},
        {"convert", "Write boundaries, points or tables in another format", setup_convert},
        {"layers", "List the catalogue of layers, or explain one entry", setup_layers},
        {"overlap", "Tell what boundaries occupy of layers: areas, shares, parcels", setup_overlap},
        {"policies", "List the policies of the catalogue, or explain one", setup_policies},
        {"whatif", "Compute a finished run by a changed plan, without a pixel", setup_whatif},
        {"rank", "Compare the candidates of a finished run again, without a pixel", setup_rank},
        {"select", "Select among the candidates of a finished run again: quotas, locks, spacing", setup_select},
        {"compare", "What changed between two finished runs, and who moved why", setup_compare},
        {"indicators", "List the indicators, or explain one and why it is missing in a run", setup_indicators},
    };
    return all;
}

} // namespace peaksite::cli
