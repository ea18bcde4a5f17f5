#include "plan/read/keys.hpp"

#include "plan/read/toml.hpp"

#include "base/parse_number.hpp"

#include <cmath>

namespace peaksite {

namespace {

// A number, or a text such as "1/3"; an empty text is 0.
std::optional<double> fraction_of(const toml::node& node)
{
    if (node.is_number()) return node.value<double>();
    const auto* written = node.as_string();
    if (written == nullptr) return {};
    if (trimmed(written->get()).empty()) return 0;
    const auto slash = written->get().find('/');
    const auto up = parse_number(written->get().substr(0, slash));
    if (slash == std::string::npos || !up) return up;
    const auto down = parse_number(written->get().substr(slash + 1));
    if (!down || *down == 0) return {};
    return *up / *down;
}

} // namespace

std::vector<std::vector<double>> Keys::matrix(std::string_view key)
{
    const auto* node = get(key);
    return node == nullptr ? std::vector<std::vector<double>>{} : matrix_of(*node, key);
}

std::vector<std::vector<std::vector<double>>> Keys::matrices(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    std::vector<std::vector<std::vector<double>>> out;
    if (const auto* list = node->as_array()) {
        for (const auto& one : *list) out.push_back(matrix_of(one, key));
        return out;
    }
    fault(key, peaksite::text("a list of matrices is needed here"));
    return {};
}

std::vector<std::vector<double>> Keys::matrix_of(const toml::node& node, std::string_view key) const
{
    std::vector<std::vector<double>> out;
    const auto* rows = node.as_array();
    bool sound = rows != nullptr;
    for (std::size_t i = 0; sound && i < rows->size(); ++i) {
        const auto* row = rows->get(i)->as_array();
        sound = row != nullptr;
        auto& numbers = out.emplace_back();
        for (std::size_t j = 0; sound && j < row->size(); ++j) {
            const auto value = fraction_of(*row->get(j));
            sound = value && std::fabs(*value) <= 1e100;
            numbers.push_back(value.value_or(0));
        }
    }
    if (sound) return out;
    fault(key, peaksite::text("rows of numbers are needed here"), peaksite::text("such as [[1, 3], [\"1/3\", 1]]"));
    return {};
}

} // namespace peaksite
