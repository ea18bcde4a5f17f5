#pragma once

#include "io/vector/open_vector.hpp"

class OGRLayer;

namespace peaksite {

/// The table that a request means, open for reading.
struct ChosenTable {
    OGRLayer* layer = nullptr;
    Dataset joined{};                 ///< keeps a table made of several alive
    std::vector<Sentence> warnings{}; ///< which one was taken, and which were left
};

/// The table of that name; all of one kind of geometry as one for "*", and, without a name, for the folders of a KML;
/// else the first, telling of the others. The kind is polygons before lines before points. Throws InputError: no table,
/// no such table (lists those there are), tables in different systems.
ChosenTable choose_table(const OpenedVector& opened, const VectorRequest& request);

} // namespace peaksite
