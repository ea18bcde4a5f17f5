#pragma once

#include "model/tables/headed_sheet.hpp"

#include <memory>
#include <string>
#include <vector>

namespace peaksite {

/// A sheet of a workbook.
struct SheetEntry {
    std::string name;
    bool hidden = false;
    bool empty = false; ///< no cell is filled
};

/// A workbook, read strictly: a part that is damaged, cut short or larger than any office program makes is an error.
class WorkbookReader {
public:
    virtual ~WorkbookReader() = default;
    virtual const std::vector<SheetEntry>& sheets() const = 0;
    /// The cells as a spreadsheet shows them, with all digits: 12.34%, 2023/12/31. Its warnings tell of formulas that
    /// have no stored result, which are blank, and of hidden rows. Throws InputError.
    virtual SheetCells read(std::size_t sheet) const = 0;
};

/// Opens a workbook by its ending: XLSX and XLSM, ODS, XLS. Throws InputError: not there, damaged, protected, no
/// workbook.
std::unique_ptr<WorkbookReader> open_workbook(const std::string& file);

std::unique_ptr<WorkbookReader> open_xlsx(const std::string& file);
std::unique_ptr<WorkbookReader> open_ods(const std::string& file);
std::unique_ptr<WorkbookReader> open_xls(const std::string& file);

/// A file that open_workbook opens, by its ending.
bool is_workbook(const std::string& file);

} // namespace peaksite
