#pragma once

#include "base/unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// A node of an expression as it is written; nothing is known of layers and units yet.
struct Syntax {
    enum class Kind {
        number, ///< 15, or (1 kW/m2) with a unit
        text,   ///< 'water'
        name,   ///< slope, fac.co2
        call,   ///< max(a, b): text is the function
        unary,  ///< text is "-" or "not"
        binary, ///< text is the operator, "in" included
        list,   ///< ['water', 'wetland']
        branch  ///< "CV: x" inside case(...): text is the label
    };
    Kind kind = Kind::number;
    std::string text;
    double value = 0;
    std::optional<Unit> unit; ///< of a number written with a unit
    std::size_t position = 0; ///< byte in the source
    std::vector<Syntax> parts;

    /// Same expression; positions do not count.
    bool operator==(const Syntax& other) const;
};

/// Brackets, calls, lists, signs and `not` may stand in one another so deep: an `if` in an `if` 200 times.
inline constexpr int deepest_expression = 200;

/// Reads an expression:
///
///     or, and, not, == != < <= > >=, in [..], + -, * /, unary -, numbers, (1 kW/m2), 'texts', names, functions(..)
///
/// in this order from loose to tight. Throws UsageError that quotes the expression and says where it breaks,
/// also where it is longer than 20,000 bytes or 4,000 words, or nested deeper than deepest_expression.
Syntax parse(std::string_view source);

/// The expression that is this name.
Syntax name_node(std::string name);

/// The expression written out again with all parentheses it needs; reading it gives an equal tree.
std::string written(const Syntax& syntax);

/// All names that occur, functions not included, each once in order of appearance.
std::vector<std::string> names_in(const Syntax& syntax);

} // namespace peaksite
