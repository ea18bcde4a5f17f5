#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// Counts the entities of a drawing whose blocks stand in their places: blocks are inserted in blocks, in rows and
/// columns, so that a short drawing may have more than any memory holds.
class DxfBlocks {
public:
    /// A group, in the order of the file; blanks about code and value are taken off.
    void take(std::string_view code, std::string_view value);
    /// Of the drawing.
    double entities() const;

private:
    struct Insertion {
        std::string block;
        double columns = 1, rows = 1;
    };
    struct Content {
        double own = 0;
        std::vector<Insertion> insertions;
    };
    double entities(const std::string& block, std::map<std::string, double>& known) const;

    std::map<std::string, Content> m_contents; // by block; "" is the drawing
    std::string m_block;
    bool m_begins_block = false, m_inserts = false;
};

} // namespace peaksite
