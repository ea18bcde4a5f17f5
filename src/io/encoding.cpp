#include "io/encoding.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
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

std::string recoded(const std::string& bytes, const std::string& encoding, const std::string& file)
{
    CPLErrorReset();
    char* out = CPLRecode(bytes.c_str(), encoding.c_str(), CPL_ENC_UTF8);
    std::string result = out == nullptr ? "" : out;
    CPLFree(out);
    if (CPLGetLastErrorType() == CE_Failure || CPLGetLastErrorType() == CE_Warning || !is_utf8(result))
        throw InputError{text("file '{}' is not {} text; say which it is: encoding = \"…\"", file, encoding)};
    return result;
}

TemporaryFile as_utf8_file(const std::string& file, const std::string& encoding, std::string& used)
{
    std::ifstream in{file, std::ios::binary};
    std::ostringstream content;
    if (!in || !(content << in.rdbuf())) throw InputError{text("file '{}' cannot be read", file)};
    const auto bytes = content.str();
    used = encoding != "auto" ? encoding : is_utf8(bytes) ? "UTF-8" : "GB18030";
    if (used == "UTF-8") {
        if (!is_utf8(bytes)) throw InputError{text("file '{}' is not UTF-8 text; say which it is: encoding = \"…\"", file)};
        return {};
    }
    return TemporaryFile::with(file, recoded(bytes, used, file));
}

} // namespace peaksite
