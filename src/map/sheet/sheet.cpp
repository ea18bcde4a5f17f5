#include "map/sheet/sheet.hpp"

#include "base/error.hpp"
#include "map/sheet/checked_sheet.hpp"
#include "map/sheet/output.hpp"

#include <fstream>

namespace peaksite {

namespace {

void write_file(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream out{file, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw InputError{text("cannot write '{}'; is the folder there, and the disk not full?", file.string())};
}

} // namespace

void check_fonts() { const Typesetter type; }

std::vector<std::string> unwritable(const std::vector<std::string>& texts)
{
    const Typesetter type;
    std::vector<std::string> out;
    for (const auto& one : texts)
        if (!type.writes(one)) out.push_back(one);
    return out;
}

SheetPlacement draw_sheet(const Sheet& sheet, const SheetFiles& files)
{
    const Typesetter type;
    std::vector<std::string> lost;
    Sheet drawn = writable(sheet, type, lost);
    constexpr double smallest = 20; // metres
    drawn.extent = drawable_extent(sheet, smallest / Ground{sheet.crs}.metres_per_unit({}).width);
    const auto composition = composed(drawn, type);
    write_file(files.pdf, pdf_of(composition, type));
    write_file(files.png, png_of(composition, type));
    const auto& map = composition.layout.division.map;
    return {.page = {.width = composition.layout.page.width, .height = composition.layout.page.height},
            .frame = map.view.frame(),
            .shown = map.view.box(),
            .denominator = map.denominator,
            .unwritable = std::move(lost)};
}

} // namespace peaksite
