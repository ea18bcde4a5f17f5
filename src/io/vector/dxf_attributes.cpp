#include "io/vector/dxf_figures.hpp"
#include "io/vector/dxf_groups.hpp"

#include <charconv>

namespace peaksite {

namespace {

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string unescaped_word(std::string_view word)
{
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] == '%' && i + 2 < word.size() && hex_digit(word[i + 1]) >= 0 && hex_digit(word[i + 2]) >= 0) {
            out += static_cast<char>(16 * hex_digit(word[i + 1]) + hex_digit(word[i + 2]));
            i += 2;
        } else
            out += word[i];
    }
    return out;
}

void append_utf8(unsigned code, std::string& out)
{
    const auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
    if (code < 0x80) return put(code);
    if (code < 0x800) return put(0xC0U | code >> 6U), put(0x80U | (code & 63U));
    if (code >= 0xD800 && code < 0xE000) return put('?');
    put(0xE0U | code >> 12U), put(0x80U | (code >> 6U & 63U)), put(0x80U | (code & 63U));
}

} // namespace

DxfAttributes dxf_attributes(std::string_view content)
{
    DxfAttributes out;
    DxfGroups groups{content};
    std::string handle;
    bool ours = false;
    while (groups.next()) {
        if (groups.code == "0")
            handle.clear(), ours = false;
        else if (groups.code == "5" && handle.empty())
            handle = trimmed(groups.value);
        else if (groups.code == "1001")
            ours = trimmed(groups.value) == dxf_application;
        else if (groups.code == "1000" && ours && !handle.empty()) {
            const auto plain = unescaped_dxf(groups.value);
            const auto equals = plain.find('=');
            const auto name = unescaped_word(std::string_view{plain}.substr(0, equals));
            out[handle].emplace_back(name,
                                     equals == std::string::npos
                                         ? std::nullopt
                                         : std::optional{unescaped_word(std::string_view{plain}.substr(equals + 1))});
        }
    }
    return out;
}

std::string unescaped_dxf(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = text.substr(i);
        unsigned code = 0;
        if (rest.starts_with("\\U+") && rest.size() >= 7 &&
            std::from_chars(rest.data() + 3, rest.data() + 7, code, 16).ptr == rest.data() + 7) {
            append_utf8(code, out);
            i += 7;
        } else if (rest.starts_with("%%d") || rest.starts_with("%%D")) {
            out += "°";
            i += 3;
        } else {
            out += text[i++];
        }
    }
    return out;
}

std::string escaped_dxf_word(std::string_view word)
{
    std::string out;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || c == '=' || c == '%' || c == '\\' || byte == 0x7F)
            out += fmt::format("%{:02X}", byte);
        else
            out += c;
    }
    return out;
}

} // namespace peaksite
