#include "io/tables/xml_reader.hpp"

#include "base/error.hpp"
#include "io/files/limits.hpp"

#include <expat.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>

namespace peaksite {

namespace {

std::string_view local_name(std::string_view name)
{
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

// More than a document of an office program has.
struct TooDeep : std::exception {};

// Errors of handlers do not pass through the frames of the C library.
struct Reading {
    XML_Parser parser;
    XmlHandlers& handlers;
    std::exception_ptr error;
    bool has_type = false;
    std::size_t depth = 0;
    std::uint64_t fed = 0; // bytes

    template <class Do>
    void guarded(Do act)
    {
        try {
            act();
        } catch (...) {
            error = std::current_exception();
        }
        if (error != nullptr || handlers.enough || has_type) XML_StopParser(parser, XML_FALSE);
    }
};

Reading& reading(void* data) { return *static_cast<Reading*>(data); }

void XMLCALL on_begin(void* data, const char* name, const char** attributes)
{
    auto& r = reading(data);
    r.guarded([&] {
        if (++r.depth > limits().xml_depth) throw TooDeep{};
        if (r.handlers.begin) r.handlers.begin(local_name(name), XmlAttributes{attributes});
    });
}

void XMLCALL on_end(void* data, const char* name)
{
    auto& r = reading(data);
    r.guarded([&] {
        --r.depth;
        if (r.handlers.end) r.handlers.end(local_name(name));
    });
}

void XMLCALL on_words(void* data, const char* words, int length)
{
    auto& r = reading(data);
    r.guarded([&] {
        if (r.handlers.words) r.handlers.words({words, static_cast<std::size_t>(length)});
    });
}

void XMLCALL on_type(void* data, const char*, const char*, const char*, int)
{
    auto& r = reading(data);
    r.guarded([&] { r.has_type = true; });
}

[[noreturn]] void too_much(const std::string& file, const std::string& part)
{
    throw InputError{text("file '{}': its part '{}' nests more than {} elements or has a tag of more than {} MB, which "
                          "no office program writes; save it again",
                          file, part, limits().xml_depth, limits().xml_token_bytes >> 20U)};
}

} // namespace

const char* XmlAttributes::find(std::string_view name) const
{
    for (const char** pair = m_pairs; *pair != nullptr; pair += 2)
        if (local_name(*pair) == name) return pair[1];
    return nullptr;
}

std::string_view XmlAttributes::operator[](std::string_view name) const
{
    const char* value = find(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

void read_xml(const XmlSource& source, XmlHandlers& handlers, const std::string& file, const std::string& part)
{
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser> parser{XML_ParserCreate(nullptr)};
    Reading r{.parser = parser.get(), .handlers = handlers, .error = nullptr};
    XML_SetUserData(r.parser, &r);
    XML_SetElementHandler(r.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(r.parser, on_words);
    XML_SetStartDoctypeDeclHandler(r.parser, on_type);
    bool good = true;
    source([&](std::string_view bytes) {
        good = XML_Parse(r.parser, bytes.data(), static_cast<int>(bytes.size()), XML_FALSE) == XML_STATUS_OK;
        r.fed += bytes.size();
        const auto done = static_cast<std::uint64_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(r.parser)));
        if (good && r.fed > done + limits().xml_token_bytes) too_much(file, part);
        return good;
    });
    if (good) good = XML_Parse(r.parser, "", 0, XML_TRUE) == XML_STATUS_OK;
    try {
        if (r.error != nullptr) std::rethrow_exception(r.error);
    } catch (const TooDeep&) {
        too_much(file, part);
    }
    if (r.has_type)
        throw InputError{
            text("file '{}': its part '{}' declares a document type, which no office program writes; save it again",
                 file, part)};
    if (good || handlers.enough) return;
    const auto line = static_cast<std::uint64_t>(XML_GetCurrentLineNumber(r.parser));
    throw InputError{text("file '{}' is damaged or cut short: its part '{}' is no whole XML ({}, line {}); copy it "
                          "again, or open it in an office program and save it",
                          file, part, std::string{XML_ErrorString(XML_GetErrorCode(r.parser))}, line)};
}

} // namespace peaksite
