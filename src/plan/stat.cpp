#include "plan/stat.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

namespace peaksite {

namespace {

constexpr std::array<std::pair<std::string_view, Stat>, 11> stat_words{{{"mean", Stat::mean},
                                                                        {"sum", Stat::sum},
                                                                        {"integral", Stat::integral},
                                                                        {"min", Stat::min},
                                                                        {"max", Stat::max},
                                                                        {"stdev", Stat::stdev},
                                                                        {"count", Stat::count},
                                                                        {"area", Stat::area},
                                                                        {"valid_share", Stat::valid_share},
                                                                        {"fractions", Stat::fractions},
                                                                        {"class_area", Stat::class_area}}};

} // namespace

std::optional<StatPlan> stat_of(const std::string& word)
{
    for (const auto& [known, stat] : stat_words)
        if (known == word) return StatPlan{.stat = stat, .word = word, .quantile = 0};
    if (word == "median") return StatPlan{.stat = Stat::quantile, .word = word, .quantile = 0.5};
    // p0 to p100, with decimals: p2.5
    if (word.size() < 2 || word[0] != 'p' || word.find_first_not_of("0123456789.", 1) != std::string::npos) return {};
    try {
        std::size_t used = 0;
        const double percent = std::stod(word.substr(1), &used);
        if (used + 1 == word.size() && percent <= 100)
            return StatPlan{.stat = Stat::quantile, .word = word, .quantile = percent / 100};
    } catch (const std::exception&) {
        return {};
    }
    return {};
}

std::string_view stat_word(Stat stat)
{
    const auto known = std::ranges::find(stat_words, stat, &decltype(stat_words)::value_type::second);
    return known == stat_words.end() ? "quantile" : known->first;
}

} // namespace peaksite
