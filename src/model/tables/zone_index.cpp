#include "model/tables/zone_index.hpp"

#include "base/codes.hpp"
#include "base/column_head.hpp"
#include "base/place_names.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace peaksite {

namespace {

constexpr std::size_t county_digits = 6;

std::string plain_key(std::string_view key) { return plain_name(key); }

// 2 and 4 digits are codes only among others of that kind: they may be running numbers.
bool holds_short_codes(const ZoneSet& set, const std::vector<Region>& regions)
{
    return std::ranges::all_of(set.zones, [&](const Zone& zone) {
        const auto code = area_code(zone.key);
        return code &&
               std::ranges::any_of(regions, [&](const Region& region) { return code->starts_with(region.code); });
    });
}

std::string code_form(const std::string& text)
{
    if (const auto code = area_code(text)) return *code;
    return has_credit_code_form(text) ? plain_key(text) : std::string{};
}

// 区 of one and 市 of the other contradict each other; 县 and 回族自治县 do not.
bool kinds_agree(const std::string& a, const std::string& brief_a, const std::string& b, const std::string& brief_b)
{
    const auto kind_a = a.substr(brief_a.size()), kind_b = b.substr(brief_b.size());
    return kind_a.ends_with(kind_b) || kind_b.ends_with(kind_a);
}

} // namespace

ZoneIndex::ZoneIndex(const std::vector<ZoneSet>& sets, std::vector<Region> regions, const std::vector<bool>& used)
    : m_sets(sets), m_regions(std::move(regions))
{
    for (std::size_t set = 0; set < sets.size(); ++set) add_set(sets[set], used.empty() || used[set]);
}

void ZoneIndex::add_set(const ZoneSet& set, bool used)
{
    auto& one = m_index.emplace_back();
    one.used = used;
    if (!used) return;
    const bool short_codes = holds_short_codes(set, m_regions);
    for (std::size_t zone = 0; zone < set.zones.size(); ++zone) {
        const auto& from = set.zones[zone];
        one.by_exact_key.try_emplace(from.key, zone);
        one.by_key.try_emplace(plain_key(from.key), zone);
        if (from.key.size() >= county_digits || short_codes)
            if (const auto code = code_form(from.key); !code.empty()) one.by_code.try_emplace(code, zone);
        for (const auto& [role, value] : from.attributes)
            if (role.find("code") != std::string::npos)
                if (const auto code = code_form(value); !code.empty()) one.by_code.try_emplace(code, zone);
        const auto full = plain_name(from.name);
        one.names.push_back({.full = full, .brief = short_name(full), .zone = zone});
    }
}

// The code that a label is, or that of the province it names.
std::string ZoneIndex::code_of(const std::string& label) const
{
    if (auto code = code_form(label); !code.empty()) return code;
    const auto name = plain_name(label);
    for (const auto& region : m_regions)
        if (name == region.name || name == region.short_name) return area_code(region.code).value_or("");
    return {};
}

void ZoneIndex::match_names(std::size_t set, const std::string& label, ZoneMatch& out) const
{
    const auto& one = m_index[set];
    const auto name = plain_name(label), brief = short_name(name);
    std::vector<std::size_t> full, ending, shortened;
    std::size_t longest = 0;
    for (const auto& candidate : one.names) {
        if (candidate.full.empty()) continue;
        if (candidate.full == name)
            full.push_back(candidate.zone);
        else if (ends_in_unit(name, candidate.full) && candidate.full.size() >= longest) {
            if (candidate.full.size() > longest) ending.clear();
            longest = candidate.full.size();
            ending.push_back(candidate.zone);
        } else if (candidate.brief == brief && kinds_agree(name, brief, candidate.full, candidate.brief))
            shortened.push_back(candidate.zone);
    }
    for (const auto* found : {&full, &ending, &shortened}) {
        if (found->empty()) continue;
        if (found->size() == 1)
            out.zones[set] = found->front();
        else
            for (const auto zone : *found) out.ambiguous.push_back(m_sets[set].zones[zone].label());
        return;
    }
}

ZoneMatch ZoneIndex::match(const std::string& label) const
{
    ZoneMatch out;
    out.zones.resize(m_index.size());
    const auto key = plain_key(label);
    if (key.empty()) return out;
    const auto code = code_of(label);
    const auto region = std::ranges::find_if(
        m_regions, [&](const Region& one) { return !code.empty() && area_code(one.code) == code; });
    const auto take = [&](std::size_t set, std::size_t zone, ZoneMatch::How how) {
        out.zones[set] = zone;
        if (out.how == ZoneMatch::How::none || how < out.how) out.how = how;
    };
    for (std::size_t set = 0; set < m_index.size(); ++set) {
        const auto& one = m_index[set];
        if (!one.used) continue;
        const auto exact = one.by_exact_key.find(trimmed(label));
        const auto keyed = exact != one.by_exact_key.end() ? exact : one.by_key.find(key),
                   coded = one.by_code.find(code);
        if (exact != one.by_exact_key.end() || keyed != one.by_key.end())
            take(set, keyed->second, ZoneMatch::How::key);
        else if (!code.empty() && coded != one.by_code.end())
            take(set, coded->second, ZoneMatch::How::code);
        else {
            const auto before = out.ambiguous.size();
            match_names(set, label, out);
            if (!out.zones[set] && out.ambiguous.size() == before && region != m_regions.end())
                match_names(set, region->name, out);
            if (out.zones[set]) take(set, *out.zones[set], ZoneMatch::How::name);
        }
    }
    return out;
}

} // namespace peaksite
