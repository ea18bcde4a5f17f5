#include "eval/kernels.hpp"

#include "base/clones.hpp"
#include "base/known.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite::kernels {

namespace {

double finite_or_nan(double x) { return std::fabs(x) <= std::numeric_limits<double>::max() ? x : no_value; }

template <class Get>
inline void each(double* __restrict out, int n, Get get)
{
    for (int i = 0; i < n; ++i) out[i] = get(i);
}

template <class Test>
inline void test_each(const double* __restrict a, const double* __restrict b, Truth* __restrict out, int n, Test test)
{
    for (int i = 0; i < n; ++i) out[i] = test(a[i], b[i]) ? Truth::yes : Truth::no;
}

template <class Test>
inline void test_known(const double* __restrict a, const double* __restrict b, Truth* __restrict out, int n, Test test)
{
    for (int i = 0; i < n; ++i) {
        const Truth known = test(a[i], b[i]) ? Truth::yes : Truth::no;
        out[i] = ((a[i] != a[i]) | (b[i] != b[i])) ? Truth::unknown : known;
    }
}

} // namespace

PEAKSITE_CLONES void arithmetic(Step step, const double* __restrict a, const double* __restrict b,
                                double* __restrict out, int n)
{
    // A missing operand is NaN and stays one in sums and products; minimum and maximum have to be told.
    switch (step) {
    case Step::add:
        return each(out, n, [=](int i) { return finite_or_nan(a[i] + b[i]); });
    case Step::subtract:
        return each(out, n, [=](int i) { return finite_or_nan(a[i] - b[i]); });
    case Step::multiply:
        return each(out, n, [=](int i) { return finite_or_nan(a[i] * b[i]); });
    case Step::divide:
        return each(out, n, [=](int i) { return finite_or_nan(a[i] / b[i]); });
    case Step::minimum:
        return each(out, n, [=](int i) {
            return a[i] != a[i] ? a[i] : b[i] != b[i] ? b[i] : a[i] < b[i] ? a[i] : b[i];
        });
    case Step::maximum:
        return each(out, n, [=](int i) {
            return a[i] != a[i] ? a[i] : b[i] != b[i] ? b[i] : a[i] > b[i] ? a[i] : b[i];
        });
    default:
        break;
    }
    for (int i = 0; i < n; ++i) out[i] = a[i] != a[i] || b[i] != b[i] ? no_value : finite_or_nan(std::pow(a[i], b[i]));
}

PEAKSITE_CLONES void function(Step step, const double* __restrict a, double* __restrict out, int n)
{
    switch (step) {
    case Step::negate:
        return each(out, n, [=](int i) { return -a[i]; });
    case Step::absolute:
        return each(out, n, [=](int i) { return std::fabs(a[i]); });
    case Step::square_root:
        return each(out, n, [=](int i) { return std::sqrt(a[i]); });
    case Step::exponential:
        return each(out, n, [=](int i) { return finite_or_nan(std::exp(a[i])); });
    default:
        break;
    }
    for (int i = 0; i < n; ++i) out[i] = finite_or_nan(std::log(a[i]));
}

PEAKSITE_CLONES void compare(Step step, const double* __restrict a, const double* __restrict b, Truth* __restrict out,
                             int n, bool complete)
{
    const auto less = [](double x, double y) { return x < y; };
    const auto less_equal = [](double x, double y) { return x <= y; };
    const auto equal = [](double x, double y) { return x == y; };
    const auto not_equal = [](double x, double y) { return x != y; };
    switch (step) {
    case Step::less:
        return complete ? test_each(a, b, out, n, less) : test_known(a, b, out, n, less);
    case Step::less_equal:
        return complete ? test_each(a, b, out, n, less_equal) : test_known(a, b, out, n, less_equal);
    case Step::equal:
        return complete ? test_each(a, b, out, n, equal) : test_known(a, b, out, n, equal);
    default:
        return complete ? test_each(a, b, out, n, not_equal) : test_known(a, b, out, n, not_equal);
    }
}

PEAKSITE_CLONES void logic(Step step, const Truth* __restrict a, const Truth* __restrict b, Truth* __restrict out,
                           int n)
{
    if (step == Step::conjunction)
        for (int i = 0; i < n; ++i) out[i] = a[i] < b[i] ? a[i] : b[i];
    else
        for (int i = 0; i < n; ++i) out[i] = a[i] > b[i] ? a[i] : b[i];
}

PEAKSITE_CLONES void negate(const Truth* __restrict a, Truth* __restrict out, int n)
{
    for (int i = 0; i < n; ++i) out[i] = static_cast<Truth>(2 - static_cast<int>(a[i]));
}

PEAKSITE_CLONES void choose(const Truth* __restrict test, const double* __restrict a, const double* __restrict b,
                            double* __restrict out, int n)
{
    for (int i = 0; i < n; ++i) out[i] = test[i] == Truth::unknown ? no_value : test[i] == Truth::yes ? a[i] : b[i];
}

void choose(const Truth* test, const Truth* a, const Truth* b, Truth* out, int n)
{
    for (int i = 0; i < n; ++i)
        out[i] = test[i] == Truth::unknown ? Truth::unknown : test[i] == Truth::yes ? a[i] : b[i];
}

void look_up(const std::uint8_t* classes, const Truth* table, Truth* out, int n)
{
    for (int i = 0; i < n; ++i) out[i] = table[classes[i]];
}

void look_up(const std::uint8_t* classes, const double* table, double* out, int n)
{
    for (int i = 0; i < n; ++i) out[i] = table[classes[i]];
}

PEAKSITE_CLONES void indicator(const Truth* __restrict a, double* __restrict out, int n)
{
    for (int i = 0; i < n; ++i) out[i] = a[i] == Truth::unknown ? no_value : a[i] == Truth::yes ? 1.0 : 0.0;
}

PEAKSITE_CLONES bool any_nan(const double* a, int n)
{
    int count = 0;
    for (int i = 0; i < n; ++i) count += a[i] != a[i] ? 1 : 0;
    return count > 0;
}

} // namespace peaksite::kernels
