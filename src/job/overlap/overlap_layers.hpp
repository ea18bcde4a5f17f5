#pragma once

#include "io/vector/vector_file.hpp"
#include "job/overlap/overlap.hpp"

namespace peaksite {

class Catalogue;

/// A file as it is named on the command line, "FILE" or "FILE:TABLE"; a colon may belong to the file.
VectorRequest vector_request(const std::string& word);

/// A layer to lay boundaries over: what it is, and how it is read; no requests where it was not supplied.
struct OverlapTarget {
    OverlapLayer facts;
    std::vector<VectorRequest> requests;
};

/// The layers that were named, those of the plan, and the official ones of the catalogue that nobody supplied. Throws
/// UsageError.
std::vector<OverlapTarget> overlap_layers(const OverlapRequest& request, const Catalogue& catalogue);

} // namespace peaksite
