#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "io/files/gdal.hpp"
#include "io/tables/workbook.hpp"
#include "io/tables/xls_look.hpp"
#include "io/vector/cell_collector.hpp"
#include "io/vector/number_format.hpp"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>

namespace peaksite {

namespace {

// While it lives, a workbook is read as it is: every row as data, every cell as text.
class PlainCells {
public:
    PlainCells()
    {
        CPLSetThreadLocalConfigOption("OGR_XLS_HEADERS", "DISABLE");
        CPLSetThreadLocalConfigOption("OGR_XLS_FIELD_TYPES", "STRING");
    }
    PlainCells(const PlainCells&) = delete;
    PlainCells& operator=(const PlainCells&) = delete;
    ~PlainCells()
    {
        CPLSetThreadLocalConfigOption("OGR_XLS_HEADERS", nullptr);
        CPLSetThreadLocalConfigOption("OGR_XLS_FIELD_TYPES", nullptr);
    }
};

Dataset opened(const std::string& file)
{
    try {
        return open_dataset(file, DatasetKind::vector);
    } catch (const InputError&) {
        std::error_code error;
        if (!file.starts_with("/vsi") && !std::filesystem::exists(file, error)) throw;
        throw InputError{text("file '{}' is no whole XLS workbook: damaged, protected by a password, or a table of "
                              "another kind under this name; open it in an office program and save it as XLSX",
                              file)};
    }
}

// The driver reads values without the formats they are shown in; the records of the file tell them.
class Xls final : public WorkbookReader {
public:
    explicit Xls(const std::string& file) : m_file(file), m_dataset(opened(file)), m_look(xls_look(file))
    {
        const PlainCells plain;
        for (auto* layer : m_dataset->GetLayers())
            m_entries.push_back({.name = layer->GetName(),
                                 .hidden = m_look && look(layer->GetName()).hidden,
                                 .empty = layer->GetFeatureCount() == 0});
    }

    const std::vector<SheetEntry>& sheets() const override { return m_entries; }
    SheetCells read(std::size_t sheet) const override
    {
        const PlainCells plain;
        CellCollector cells{m_file, m_entries.at(sheet).name};
        CPLErrorReset();
        for (const auto& feature : m_dataset->GetLayer(static_cast<int>(sheet))) {
            cells.begin_row(feature->GetFID(), false);
            for (int i = 0; i < feature->GetFieldCount(); ++i)
                if (feature->IsFieldSetAndNotNull(i) != FALSE)
                    cells.add(static_cast<std::size_t>(i),
                              shown(m_entries[sheet].name, feature->GetFID(), i, feature->GetFieldAsString(i), cells));
            cells.end_row();
        }
        if (CPLGetLastErrorType() == CE_Failure)
            throw InputError{text("file '{}' is damaged; open it in an office program and save it as XLSX", m_file)};
        auto out = cells.finish();
        if (!m_look)
            out.warnings.push_back(text("file '{}' is an XLS workbook, whose number formats are not read: cells shown "
                                        "as 12.34% are taken as 0.1234, dates perhaps as numbers; save it as XLSX",
                                        m_file));
        return out;
    }

private:
    const XlsSheetLook& look(const std::string& sheet) const
    {
        static const XlsSheetLook none;
        const auto found = m_look->find(sheet);
        return found == m_look->end() ? none : found->second;
    }

    std::string shown(const std::string& sheet, std::int64_t line, int column, const char* content,
                      CellCollector& cells) const
    {
        if (!m_look) return content;
        const auto& seen = look(sheet);
        const auto code = seen.formats.find({static_cast<std::uint16_t>(line - 1), static_cast<std::uint16_t>(column)});
        if (code == seen.formats.end()) return content;
        if (const auto number = parse_number(content)) {
            const auto scale = *number == 0 ? 0 : shown_scale(code->second, *number);
            if (scale != 0)
                cells.note_scaled(static_cast<std::size_t>(column), code->second, scale, content,
                                  scaled_text(code->second, *number));
            return shown_cell(code->second, *number, seen.from_1904);
        }
        std::string date{content}; // the driver knows some of them
        std::ranges::replace(date, '-', '/');
        return date;
    }

    std::string m_file;
    Dataset m_dataset;
    std::optional<std::map<std::string, XlsSheetLook>> m_look;
    std::vector<SheetEntry> m_entries;
};

} // namespace

std::unique_ptr<WorkbookReader> open_xls(const std::string& file) { return std::make_unique<Xls>(file); }

} // namespace peaksite
