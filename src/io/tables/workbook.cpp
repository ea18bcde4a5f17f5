#include "io/tables/workbook.hpp"

#include "base/text.hpp"
#include "io/vector/foreign_formats.hpp"

namespace peaksite {

bool is_workbook(const std::string& file)
{
    const auto name = lower(file);
    return name.ends_with(".xlsx") || name.ends_with(".xlsm") || name.ends_with(".ods") || name.ends_with(".xls");
}

std::unique_ptr<WorkbookReader> open_workbook(const std::string& file)
{
    refuse_foreign_format(file);
    const auto name = lower(file);
    if (name.ends_with(".xls")) return open_xls(file);
    return name.ends_with(".ods") ? open_ods(file) : open_xlsx(file);
}

} // namespace peaksite
