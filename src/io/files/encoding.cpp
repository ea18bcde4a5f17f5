#include "io/files/encoding.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "io/files/gdal.hpp"
#include "io/files/limits.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <iconv.h>

#include <atomic>
#include <filesystem>
#include <optional>
#include <utility>

namespace peaksite {

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}

TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept
{
    std::swap(m_path, other.m_path);
    return *this;
}

TemporaryFile::~TemporaryFile()
{
    if (!m_path.empty()) VSIUnlink(m_path.c_str());
}

TemporaryFile TemporaryFile::with(const std::string& name, const std::string& content)
{
    static std::atomic<int> number{0};
    TemporaryFile file;
    file.m_path =
        "/vsimem/peaksite_" + std::to_string(number++) + "/" + std::filesystem::path{name}.filename().string();
    auto* copy = static_cast<GByte*>(CPLMalloc(content.size() + 1));
    content.copy(reinterpret_cast<char*>(copy), content.size());
    VSIFCloseL(VSIFileFromMemBuffer(file.m_path.c_str(), copy, content.size(), TRUE));
    return file;
}

namespace {

// A conversion of the C library: GDAL's own says once per process that it left something out, and then no more.
class Conversion {
public:
    explicit Conversion(const std::string& encoding, const std::string& to = "UTF-8")
        : m_handle(iconv_open(to.c_str(), encoding.c_str()))
    {}
    Conversion(const Conversion&) = delete;
    Conversion& operator=(const Conversion&) = delete;
    ~Conversion()
    {
        if (known()) iconv_close(m_handle);
    }

    bool known() const { return m_handle != reinterpret_cast<iconv_t>(-1); }
    // Nothing when the bytes do not fit.
    std::optional<std::string> operator()(const std::string& bytes) const
    {
        std::string out(4 * bytes.size() + 4, '\0');
        char *from = const_cast<char*>(bytes.data()), *to = out.data();
        std::size_t left = bytes.size(), room = out.size();
        constexpr auto failed = static_cast<std::size_t>(-1);
        if (iconv(m_handle, &from, &left, &to, &room) == failed || left > 0) return {};
        out.resize(out.size() - room);
        return out;
    }

private:
    iconv_t m_handle;
};

// UTF-16 says what it is by its first bytes.
std::string encoding_of(const std::string& bytes)
{
    if (bytes.starts_with("\xFF\xFE")) return "UTF-16";
    if (bytes.starts_with("\xFE\xFF")) return "UTF-16";
    return is_utf8(bytes) ? "UTF-8" : "GB18030";
}

} // namespace

std::string recoded(const std::string& bytes, const std::string& encoding, const std::string& file)
{
    const Conversion convert{encoding};
    if (!convert.known())
        throw InputError{
            text("file '{}': the encoding '{}' is not known; use UTF-8, GB18030, GBK, Big5 or UTF-16", file, encoding)};
    const auto result = convert(bytes);
    if (!result || !is_utf8(*result))
        throw InputError{text("file '{}' is not {} text; say which it is: encoding = \"…\"", file, encoding)};
    return *result;
}

std::optional<std::string> encoded(const std::string& utf8, const std::string& encoding,
                                   const std::function<std::optional<std::string>(std::string_view)>& instead)
{
    const Conversion convert{"UTF-8", encoding};
    if (!convert.known()) throw InputError{text("the encoding '{}' is not known; use UTF-8, GB18030 or GBK", encoding)};
    if (auto whole = convert(utf8)) return whole;
    std::string out;
    for (std::size_t at = 0, next = 0; at < utf8.size(); at = next) {
        next = at + 1;
        while (next < utf8.size() && (static_cast<unsigned char>(utf8[next]) & 0xC0U) == 0x80U) ++next;
        const auto character = utf8.substr(at, next - at);
        auto one = convert(character);
        if (!one && instead) one = instead(character);
        if (!one) return {};
        out += *one;
    }
    return out;
}

namespace {

std::string bytes_of(const std::string& file)
{
    require_file(file);
    require_text_size(file);
    GByte* bytes = nullptr;
    vsi_l_offset size = 0;
    if (VSIIngestFile(nullptr, file.c_str(), &bytes, &size, -1) == FALSE)
        throw InputError{text("file '{}' cannot be read; check the path and your rights", file)};
    std::string out{reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    VSIFree(bytes);
    if (out.empty()) throw InputError{text("file '{}' is empty; it needs a line of column names, and rows", file)};
    return out;
}

} // namespace

std::string utf8_content(const std::string& file, const std::string& encoding, std::string& used)
{
    auto bytes = bytes_of(file);
    used = encoding != "auto" ? encoding : encoding_of(bytes);
    if (used != "UTF-8")
        bytes = recoded(bytes, used, file);
    else if (!is_utf8(bytes))
        throw InputError{text("file '{}' is not UTF-8 text; say which it is: encoding = \"…\"", file)};
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return bytes.starts_with(mark) ? bytes.substr(mark.size()) : bytes;
}

TemporaryFile as_utf8_file(const std::string& file, const std::string& encoding, std::string& used)
{
    const auto bytes = bytes_of(file);
    used = encoding != "auto" ? encoding : encoding_of(bytes);
    if (used == "UTF-8") {
        if (!is_utf8(bytes))
            throw InputError{text("file '{}' is not UTF-8 text; say which it is: encoding = \"…\"", file)};
        return {};
    }
    return TemporaryFile::with(file, recoded(bytes, used, file));
}

} // namespace peaksite
