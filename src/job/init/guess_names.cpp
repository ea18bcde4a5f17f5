#include "job/init/guess_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace peaksite {

namespace {

struct Hint {
    std::string_view word, entry;
};

// What files are called beside the titles of the catalogue.
constexpr std::array hints{Hint{"worldcover", "worldcover"},
                           Hint{"esa_wc", "worldcover"},
                           Hint{"landcover", "worldcover"},
                           Hint{"clcd", "clcd"},
                           Hint{"mcd12", "mcd12c1"},
                           Hint{"igbp", "mcd12c1"},
                           Hint{"globeland", "globeland30"},
                           Hint{"cnlucc", "cnlucc"},
                           Hint{"dem", "dem"},
                           Hint{"srtm", "dem"},
                           Hint{"copernicus", "dem"},
                           Hint{"高程", "dem"},
                           Hint{"etopo", "etopo5"},
                           Hint{"gebco", "gebco"},
                           Hint{"gsa", "gsa-ghi"},
                           Hint{"辐照", "gsa-ghi"},
                           Hint{"wind", "gwa-wind"},
                           Hint{"风速", "gwa-wind"},
                           Hint{"gpw", "gpw-density"},
                           Hint{"popdens", "gpw-density"},
                           Hint{"emission", "emission-grid"},
                           Hint{"soc", "soc-100"},
                           Hint{"降水", "worldclim-prec"},
                           Hint{"npp", "mod17-npp"}};

constexpr std::array vector_hints{Hint{"dltb", "sandiao"},
                                  Hint{"三调", "sandiao"},
                                  Hint{"地类图斑", "sandiao"},
                                  Hint{"永久基本农田", "permanent_farmland"},
                                  Hint{"基本农田", "permanent_farmland"},
                                  Hint{"yjjbnt", "permanent_farmland"},
                                  Hint{"permanent_farmland", "permanent_farmland"},
                                  Hint{"红线", "redline"},
                                  Hint{"redline", "redline"},
                                  Hint{"stbhhx", "redline"},
                                  Hint{"基本草原", "basic_grassland"},
                                  Hint{"自然保护地", "protected_areas"},
                                  Hint{"保护区", "protected_areas"},
                                  Hint{"protected_area", "protected_areas"},
                                  Hint{"wdpa", "protected_areas"},
                                  Hint{"公益林", "public_benefit_forest_1"},
                                  Hint{"天然林", "natural_tree_forest"},
                                  Hint{"国有林场", "state_forest_farms"},
                                  Hint{"候鸟", "bird_migration"},
                                  Hint{"bird", "bird_migration"},
                                  Hint{"铁路", "rail"},
                                  Hint{"rail", "rail"},
                                  Hint{"公路", "road"},
                                  Hint{"道路", "road"},
                                  Hint{"road", "road"},
                                  Hint{"城镇开发边界", "urban_boundary"}};

constexpr std::array kinds{Hint{"county", "city"},         Hint{"县", "city"},
                           Hint{"prefecture", "city"},     Hint{"city", "city"},
                           Hint{"地级市", "city"},         Hint{"市", "city"},
                           Hint{"park", "park"},           Hint{"园区", "park"},
                           Hint{"开发区", "park"},         Hint{"village", "village"},
                           Hint{"村", "village"},          Hint{"community", "community"},
                           Hint{"社区", "community"},      Hint{"enterprise", "enterprise"},
                           Hint{"企业", "enterprise"},     Hint{"institution", "institution"},
                           Hint{"公共机构", "institution"}};

bool is_letter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80U;
}

// The word stands in the name, not in the middle of another word of Latin letters.
bool holds(std::string_view name, std::string_view word)
{
    for (auto at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1))
        if (at == 0 || !is_letter(word[0]) || !is_letter(name[at - 1])) return true;
    return false;
}

std::vector<std::string> parts_of(const std::string& id)
{
    std::vector<std::string> out(1);
    for (const char c : id) {
        if (c == '-' || c == '_')
            out.emplace_back();
        else
            out.back() += c;
    }
    std::erase_if(out, [](const std::string& part) { return part.size() < 3; });
    return out;
}

} // namespace

int name_fit(std::string_view given, const Layer& entry)
{
    const auto name = lower(given);
    if (!entry.title.zh.empty() && holds(name, entry.title.zh)) return 3;
    // What is said about a quantity is not the quantity.
    constexpr std::array<std::string_view, 7> others{"share", "cf", "ratio", "mask", "比例", "占比", "系数"};
    if (std::ranges::any_of(others, [&](auto word) { return holds(name, word); })) return 0;
    int fit = 0;
    for (const auto& hint : hints)
        if (hint.entry == entry.id && holds(name, hint.word)) fit = 2;
    const auto parts = parts_of(entry.id);
    const auto met = std::ranges::count_if(parts, [&](const std::string& part) { return holds(name, part); });
    if (met > 0) fit = std::max(fit, met == static_cast<std::ptrdiff_t>(parts.size()) ? 2 : 1);
    if (met > 1) ++fit;
    if (entry.provides.size() >= 3 && holds(name, entry.provides)) ++fit;
    return std::min(fit, 3);
}

std::size_t letters_met(std::string_view given, const std::string& id)
{
    const auto name = lower(given);
    std::size_t letters = 0;
    for (const auto& part : parts_of(id))
        if (holds(name, part)) letters += part.size();
    return letters;
}

std::string vector_entry_of(std::string_view given, const Catalogue& catalogue)
{
    const auto name = lower(given);
    for (const auto& id : catalogue.layers()) {
        const auto entry = catalogue.layer(id);
        if (entry && entry->kind == Layer::Kind::vector && !entry->title.zh.empty() && holds(name, entry->title.zh))
            return id;
    }
    for (const auto& hint : vector_hints)
        if (holds(name, hint.word) && catalogue.layer(std::string{hint.entry})) return std::string{hint.entry};
    return {};
}

std::string zone_kind_of(std::string_view given)
{
    const auto name = lower(given);
    for (const auto& hint : kinds)
        if (holds(name, hint.word)) return std::string{hint.entry};
    return "area";
}

std::string free_id(std::string_view name, std::string_view otherwise, std::set<std::string>& taken)
{
    std::string id;
    for (const char c : lower(name)) {
        const bool plain = is_letter(c) || (c >= '0' && c <= '9') || c == '_';
        if (plain)
            id += c;
        else if (!id.empty() && id.back() != '_' && static_cast<unsigned char>(c) < 0x80U)
            id += '_';
    }
    while (!id.empty() && id.back() == '_') id.pop_back();
    constexpr std::size_t longest = 30;
    if (id.size() > longest) id.resize(longest);
    if (id.empty() || !is_letter(id[0])) id = otherwise;
    auto free = id;
    for (int number = 2; !taken.insert(free).second; ++number) free = id + "_" + std::to_string(number);
    return free;
}

std::optional<int> year_of(std::string_view name)
{
    constexpr std::size_t digits = 4;
    const auto digit = [&](std::size_t at) { return at < name.size() && name[at] >= '0' && name[at] <= '9'; };
    for (std::size_t at = 0; at + digits <= name.size(); ++at) {
        const bool alone = digit(at) && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + digits) &&
                           (at == 0 || !digit(at - 1));
        if (!alone) continue;
        const int year = std::stoi(std::string{name.substr(at, digits)});
        if (year >= 1950 && year < 2100) return year;
    }
    return {};
}

} // namespace peaksite
