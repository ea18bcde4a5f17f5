#include "plan/catalogue/audit_rules.hpp"

#include "plan/catalogue/catalogue_file.hpp"

#include <algorithm>

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
    if (auto keys = root.table("shares")) {
        out.shares = keys->texts("indicators");
        keys->finish();
    }
    for (auto& keys : root.tables("same")) {
        out.same.push_back({.indicator = keys.required("indicator"),
                            .technology = keys.required("technology"),
                            .column = keys.choice("column", {"eligible", "effective", "capacity", "generation"}),
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

// Words of a column, as formulas know them.
std::map<std::string, std::vector<std::string>> words_of(const Catalogue& catalogue, const std::string& column)
{
    const auto* found = catalogue.indicators().name(column);
    return found == nullptr ? std::map<std::string, std::vector<std::string>>{} : found->words;
}

void read_capacity(Keys& root, const Catalogue& catalogue, AuditRules& out)
{
    auto keys = root.table("capacity");
    if (!keys) return;
    auto& rule = out.capacity;
    rule.table = keys->required("table");
    rule.amount = keys->required("amount");
    rule.technology = keys->required("technology");
    rule.status = keys->required("status");
    rule.counts = keys->texts("counts");
    rule.tolerance = share(*keys);
    rule.technologies = words_of(catalogue, rule.table + "." + rule.technology);
    rule.statuses = words_of(catalogue, rule.table + "." + rule.status);
    if (auto more = keys->table("words")) {
        for (auto& [technology, words] : rule.technologies)
            for (auto& word : more->texts(technology)) words.push_back(std::move(word));
        more->finish();
    }
    keys->finish();
}

} // namespace

AuditRules read_audit_rules(const Catalogue& catalogue)
{
    const auto* file = catalogue.audit_rules();
    if (file == nullptr) return {};
    return file->read([&](Keys& keys) {
        AuditRules out;
        keys.choice("entry", {"audit"});
        read_sums(keys, out);
        read_pairs(keys, out);
        read_capacity(keys, catalogue, out);
        keys.finish();
        return out;
    });
}

} // namespace peaksite
