#include "io/encoding.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <iconv.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
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
    file.m_path = "/vsimem/peaksite_" + std::to_string(number++) + "/" + std::filesystem::path{name}.filename().string();
    auto* copy = static_cast<GByte*>(CPLMalloc(content.size() + 1));
    content.copy(reinterpret_cast<char*>(copy), content.size());
    VSIFCloseL(VSIFileFromMemBuffer(file.m_path.c_str(), copy, content.size(), TRUE));
    return file;
}

namespace {

// A conversion of the C library: GDAL's own says once per process that it left something out, and then no more.
class Conversion {
public:
    explicit Conversion(const std::string& encoding) : m_handle(iconv_open("UTF-8", encoding.c_str())) {}
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
    if (!convert.known()) throw InputError{text("file '{}': the encoding '{}' is not known; use UTF-8, GB18030, GBK, Big5 or UTF-16", file, encoding)};
    const auto result = convert(bytes);
    if (!result || !is_utf8(*result)) throw InputError{text("file '{}' is not {} text; say which it is: encoding = \"…\"", file, encoding)};
    return *result;
}

namespace {

std::string bytes_of(const std::string& file)
{
    std::ifstream in{file, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    if (!in.is_open() || in.bad()) throw InputError{text("file '{}' cannot be read; check the path and your rights", file)};
    if (bytes.empty()) throw InputError{text("file '{}' is empty; it needs a line of column names, and rows", file)};
    return bytes;
}

} // namespace

std::string utf8_content(const std::string& file, const std::string& encoding, std::string& used)
{
    auto bytes = bytes_of(file);
    used = encoding != "auto" ? encoding : encoding_of(bytes);
    if (used != "UTF-8") bytes = recoded(bytes, used, file);
    else if (!is_utf8(bytes)) throw InputError{text("file '{}' is not UTF-8 text; say which it is: encoding = \"…\"", file)};
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(mark)) bytes.erase(0, mark.size());
    return bytes;
}

TemporaryFile as_utf8_file(const std::string& file, const std::string& encoding, std::string& used)
{
    const auto bytes = bytes_of(file);
    used = encoding != "auto" ? encoding : encoding_of(bytes);
    if (used == "UTF-8") {
        if (!is_utf8(bytes)) throw InputError{text("file '{}' is not UTF-8 text; say which it is: encoding = \"…\"", file)};
        return {};
    }
    return TemporaryFile::with(file, recoded(bytes, used, file));
}

} // namespace peaksite
