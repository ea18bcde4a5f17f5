#pragma once

#include "model/indicators/formula_units.hpp"

#include <set>

namespace peaksite {

/// A unit, or nothing where any will do: a bare number, a word, a condition.
using Found = std::optional<Unit>;

inline Unit or_one(const Found& found) { return found ? *found : Unit::dimensionless(); }

// Of differences: the zero does not count.
inline double size_of(const Unit& from, Unit to)
{
    auto source = from;
    source.zero = to.zero = 0;
    return factor(source, to);
}

/// Finds the unit of a formula part by part, and puts factors where sizes meet: operators in formula_units.cpp, names
/// and words in formula_units_names.cpp, functions in formula_units_calls.cpp.
class UnitFinder {
public:
    UnitFinder(const IndicatorCatalogue& catalogue, KnownNames known) : m_catalogue(catalogue), m_known(known) {}
    std::vector<Sentence> notes;
    Found of(Syntax& s);
    void bring(Syntax& s, const Unit& from, const Unit& to);

private:
    bool is_bare(const Syntax& s) const;
    void bare_factors(const Syntax& s, bool divides, std::vector<double>& out) const;
    bool product_carries(const Syntax& s, double factor) const;
    bool carries(const Syntax& s, double factor) const;
    Found literal(Syntax& s);
    Found join(const Found& a, Syntax& first, const Found& b, Syntax& second, const std::string& all);
    bool is_pure(const Syntax& s) const;
    static const Syntax& within_branch(const Syntax& s);
    bool speaks_of_own_column(const Syntax& s) const;
    void demand_unit(const Found& found, const Syntax& quantity, const Found& other, const Syntax& number,
                     const Syntax& all) const;
    Found beside_bare(const Found& found, Syntax& part);
    Found of_binary(Syntax& s);
    static bool compares_words(const Syntax& s);
    Found of_words(Syntax& s);
    void of_listed_numbers(const Found& found, const Syntax& compared, Syntax& all);
    void check_word(const std::string& word, const std::string& name);
    Found of_branch(Syntax& s);
    static void check_label(const Syntax& branch);
    Found of_name(const std::string& name);
    [[noreturn]] void unknown(const std::string& name) const;
    static void expect(const Syntax& s, std::size_t least);
    static void expect_no_more(const Syntax& s);
    void uncertainty(Syntax& s);
    Found of_call(Syntax& s);
    Found all_alike(Syntax& s);
    void nested(Syntax& s, std::size_t first);
    Found power(Syntax& s);

    const IndicatorCatalogue& m_catalogue;
    KnownNames m_known;
    std::set<std::size_t> m_literals; // positions of numbers that were written with a unit
};

} // namespace peaksite
