#pragma once

#include "io/vector/vector_file.hpp"

namespace peaksite {

/// Reads a file that was just written and compares it with what was meant: rows, then values column by column in place.
/// A difference becomes a warning that names column, count and the first pair of values. A format that has no place for
/// a column, or changes the rows' order, has told so itself; such tables are not compared.
void compare_with_file(const std::vector<FeatureTable>& tables, const std::string& file, const std::string& encoding,
                       std::vector<Sentence>& warnings);

/// The same for one table as it was read again.
void compare_tables(const FeatureTable& meant, const FeatureTable& read, std::vector<Sentence>& warnings);

} // namespace peaksite
