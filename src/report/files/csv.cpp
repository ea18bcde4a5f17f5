#include "report/files/csv.hpp"

#include "base/error.hpp"
#include "base/formula.hpp"

namespace peaksite {

CsvFile::CsvFile(std::filesystem::path path) : m_path(std::move(path)), m_file(m_path, std::ios::binary)
{
    if (!m_file) throw InputError{text("file '{}' cannot be made", m_path.string())};
    m_file << "\xEF\xBB\xBF";
}

void CsvFile::raw(std::string_view content)
{
    if (!m_first) m_file << ',';
    m_first = false;
    m_file << content;
}

CsvFile& CsvFile::cell(std::string_view content)
{
    const std::string safe = (looks_like_formula(content) ? "'" : "") + std::string{content};
    if (safe.find_first_of(",\"\r\n") == std::string::npos) {
        raw(safe);
        return *this;
    }
    std::string quoted = "\"";
    for (const char c : safe) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    raw(quoted + "\"");
    return *this;
}

CsvFile& CsvFile::cell(double value)
{
    raw(number(value));
    return *this;
}

CsvFile& CsvFile::cell(const std::optional<double>& value) { return value ? cell(*value) : empty(); }

CsvFile& CsvFile::cell(const std::optional<int>& value)
{
    raw(value ? std::to_string(*value) : "");
    return *this;
}

CsvFile& CsvFile::empty()
{
    raw("");
    return *this;
}

CsvFile& CsvFile::cells(std::initializer_list<std::string_view> texts)
{
    for (const auto text : texts) cell(text);
    return *this;
}

void CsvFile::end_row()
{
    m_file << '\n';
    m_first = true;
}

void CsvFile::close()
{
    m_file.close();
    if (!m_file) throw InputError{text("file '{}' cannot be written; is the disk full?", m_path.string())};
}

} // namespace peaksite
