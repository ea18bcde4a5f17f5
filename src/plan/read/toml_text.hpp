#pragma once

#include "plan/read/keys.hpp"
#include "plan/read/read_plan.hpp"

#include <map>
#include <memory>
#include <string>

namespace peaksite {

struct DeleteToml {
    void operator()(toml::table* table) const;
};
using TomlTable = std::unique_ptr<toml::table, DeleteToml>;

/// Reads a TOML file's text. Throws UsageError with line and column when it is no TOML.
TomlTable parse_toml(const std::string& text, const std::string& file);

/// Keys that are given two values, which cannot both hold.
std::vector<Fault> contradictions(const Settings& settings);

/// Writes what the command line sets over the keys of a plan; a name without a dot is a path. Tables that are not there
/// are made, and rules of technologies; an item that another list lacks is a fault.
void apply_settings(const Settings& settings, toml::table& root, Faults& faults);

/// Every value by its whole key: "grid.cell", "layers[2].id".
std::map<std::string, std::string> flat_values(const toml::table& root);

} // namespace peaksite
