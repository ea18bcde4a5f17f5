#pragma once

#include "eval/program.hpp"

namespace peaksite::kernels {

/// The loops under RowMachine: `n` cells each, rows may not overlap. NaN is no data.
void arithmetic(Step step, const double* a, const double* b, double* out, int n);
void function(Step step, const double* a, double* out, int n);
/// `complete`: neither row holds NaN.
void compare(Step step, const double* a, const double* b, Truth* out, int n, bool complete);
void logic(Step step, const Truth* a, const Truth* b, Truth* out, int n);
void negate(const Truth* a, Truth* out, int n);
void choose(const Truth* test, const double* a, const double* b, double* out, int n);
void choose(const Truth* test, const Truth* a, const Truth* b, Truth* out, int n);
void look_up(const std::uint8_t* classes, const Truth* table, Truth* out, int n);
void look_up(const std::uint8_t* classes, const double* table, double* out, int n);
void indicator(const Truth* a, double* out, int n);
bool any_nan(const double* a, int n);

} // namespace peaksite::kernels
