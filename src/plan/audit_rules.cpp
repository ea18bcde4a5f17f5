#include "plan/audit_rules.hpp"

#include "plan/toml_text.hpp"

namespace peaksite {

namespace {

double share(Keys& keys)
{
    const double value = keys.number("tolerance").value_or(0);
    if (value < 0 || value > 1) keys.fault("tolerance", text("a share lies between 0 and 1"));
    return value;
}

void read_sums(Keys& root, AuditRules& out)
{
    if (auto keys = root.table("adds_up")) {
        out.computed = keys->texts("computed");
        out.stated = keys->texts("stated");
        out.published = keys->texts("published");
        out.stated_tolerance = share(*keys);
        keys->finish();
    }
    for (auto& keys : root.tables("sum")) {
        out.sums.push_back({.total = keys.required("total"), .plus = keys.texts("plus"), .minus = keys.texts("minus")});
        keys.finish();
    }
}

void read_pairs(Keys& root, AuditRules& out)
{
    for (auto& keys : root.tables("at_most")) {
        out.at_most.push_back(
            {.part = keys.required("part"), .whole = keys.required("whole"), .tolerance = share(keys)});
        keys.finish();
    }
    for (auto& keys : root.tables("same")) {
        out.same.push_back({.indicator = keys.required("indicator"),
                            .technology = keys.required("technology"),
                            .column = keys.choice("column", {"eligible", "capacity", "generation"}),
                            .scale = keys.number("scale").value_or(1)});
        keys.finish();
    }
    for (auto& keys : root.tables("near")) {
        out.near.push_back({.unit = keys.required("unit"),
                            .column = keys.required("column"),
                            .tolerance = share(keys),
                            .least = keys.number("least").value_or(0)});
        keys.finish();
    }
}

} // namespace

AuditRules read_audit_rules(const Catalogue& catalogue)
{
    AuditRules out;
    const auto path = catalogue.file("audit");
    if (path.empty()) return out;
    Faults faults{.file = path.filename().string(), .all = {}};
    const auto table = parse_toml(read_text(path), faults.file);
    Keys keys{*table, "", faults};
    keys.choice("entry", {"audit"});
    read_sums(keys, out);
    read_pairs(keys, out);
    keys.finish();
    faults.raise();
    return out;
}

} // namespace peaksite
