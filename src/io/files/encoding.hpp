#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace peaksite {

/// A file in memory that goes with this object.
class TemporaryFile {
public:
    TemporaryFile() = default;
    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&& other) noexcept;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();

    /// `name` keeps its ending. Empty when there is none.
    static TemporaryFile with(const std::string& name, const std::string& content);
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// A text file as UTF-8: nothing when it is UTF-8 already (BOM or not), else a recoded copy. `encoding` is "auto"
/// (UTF-16 if it begins so, UTF-8 if valid, else GB18030) or a name that iconv knows; `used` says which it was. Throws
/// InputError when the file cannot be read or does not fit the encoding.
TemporaryFile as_utf8_file(const std::string& file, const std::string& encoding, std::string& used);

/// The content of a text file as UTF-8, without a byte order mark; as as_utf8_file does. GDAL's /vsi paths are read
/// too.
std::string utf8_content(const std::string& file, const std::string& encoding, std::string& used);

/// UTF-8 in another encoding; characters that it has not are handed to `instead`, and nothing when that gives nothing.
std::optional<std::string> encoded(const std::string& utf8, const std::string& encoding,
                                   const std::function<std::optional<std::string>(std::string_view)>& instead = {});

/// Bytes in another encoding as UTF-8; throws InputError when they do not fit. `file` for the message.
std::string recoded(const std::string& bytes, const std::string& encoding, const std::string& file);

} // namespace peaksite
