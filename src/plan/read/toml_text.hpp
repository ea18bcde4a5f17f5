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

/// The place in a plan that a key of the command line means, however it is spelled: "technologies[1].density" for
/// "technologies.pv.density", "paths.data" for "data".
std::string place_of_setting(const std::string& key, toml::table& root);

/// Places that are given two values, which cannot both hold, under one key or several; a place inside another too.
std::vector<Fault> contradictions(const Settings& settings, toml::table& root);

/// Writes what the command line sets over the keys of a plan; a name without a dot is a path. Tables that are not there
/// are made, and rules of technologies; an item that another list lacks is a fault.
void apply_settings(const Settings& settings, toml::table& root, Faults& faults);

/// A value, and the key of the root that it lies under.
struct FlatValue {
    std::string text, section;
};

/// Every value by its whole key: "grid.cell", "layers[2].id".
std::map<std::string, FlatValue> flat_values(const toml::table& root);

} // namespace peaksite
