#include "job/init/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

// Comments end with their line.
std::string one_line(std::string text)
{
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; }, ' ');
    return text;
}

std::string name_of(const DraftKey& key) { return key.open && key.key == to_be_written ? key.key : toml_key(key.key); }

class DraftWriter {
public:
    void add(const DraftTable& table)
    {
        if (!m_out.toml.empty()) line("", {});
        for (const auto& remark : table.remarks) line("# " + one_line(remark), table.origin);
        if (!table.head.empty()) line(table.head, table.origin);
        std::size_t width = 0;
        for (const auto& key : table.keys) width = std::max(width, name_of(key).size());
        for (const auto& key : table.keys) add(key, width);
        m_out.cells.resize(m_out.origins.size(), table.cells);
    }
    DraftText take() { return std::move(m_out); }

private:
    void add(const DraftKey& key, std::size_t width)
    {
        auto text =
            fmt::format("{}{:<{}} = {}", key.open ? "# " : "", name_of(key), key.open ? 0 : width, key.value.toml());
        if (!key.remark.empty()) text += "   # " + one_line(key.remark);
        line(text, key.origin);
    }

    void line(const std::string& text, const Place& origin)
    {
        m_out.toml += text + "\n";
        m_out.origins.push_back(origin);
    }

    DraftText m_out;
};

} // namespace

DraftText written(const std::vector<DraftTable>& tables)
{
    DraftWriter writer;
    for (const auto& table : tables) writer.add(table);
    return writer.take();
}

} // namespace peaksite
