#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace peaksite {

/// The attributes of an element.
class XmlAttributes {
public:
    /// Names and values by turns, ended by null.
    explicit XmlAttributes(const char** pairs) : m_pairs(pairs) {}
    /// By name without the prefix of its namespace; empty when it is not there.
    std::string_view operator[](std::string_view name) const;
    bool has(std::string_view name) const { return find(name) != nullptr; }

private:
    const char* find(std::string_view name) const;
    const char** m_pairs;
};

/// What is done with an XML document; names come without the prefix of their namespace.
struct XmlHandlers {
    std::function<void(std::string_view name, const XmlAttributes& attributes)> begin = {};
    std::function<void(std::string_view name)> end = {};
    std::function<void(std::string_view words)> words = {};
    bool enough = false; ///< set by a handler: the rest is not looked at
};

/// Hands out the bytes of a document piece by piece until `take` says false.
using XmlSource = std::function<void(const std::function<bool(std::string_view bytes)>& take)>;

/// Reads a document from its first byte to its last. Document types and entities of its own are refused. Throws
/// InputError, with `file` and `part`, where it is not well-formed or ends early; what handlers throw is passed on.
void read_xml(const XmlSource& source, XmlHandlers& handlers, const std::string& file, const std::string& part);

} // namespace peaksite
