#include "map/sheet/output.hpp"

#include "base/error.hpp"
#include "map/sheet/png.hpp"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/chrono.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace peaksite {

namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

cairo_status_t append_pdf(void* to, const unsigned char* bytes, unsigned count)
{
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

void check(cairo_status_t status)
{
    if (status != CAIRO_STATUS_SUCCESS)
        throw InputError{text("the sheet cannot be drawn: {}", cairo_status_to_string(status))};
}

void draw_on(cairo_surface_t* surface, double scale, const Composition& composition, const Typesetter& type)
{
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> drawing{cairo_create(surface), cairo_destroy};
    cairo_scale(drawing.get(), scale, scale);
    draw({.to = drawing.get(), .type = &type}, composition);
    check(cairo_status(drawing.get()));
}

void describe(cairo_surface_t* pdf, const Sheet& sheet)
{
    const auto set = [pdf](cairo_pdf_metadata_t key, const std::string& value) {
        if (!value.empty()) cairo_pdf_surface_set_metadata(pdf, key, value.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, on_one_line(sheet.title, sheet.lang));
    set(CAIRO_PDF_METADATA_SUBJECT, on_one_line(sheet.theme.name, sheet.lang));
    set(CAIRO_PDF_METADATA_CREATOR, sheet.program);
    set(CAIRO_PDF_METADATA_CREATE_DATE, creation_time(sheet.date));
    set(CAIRO_PDF_METADATA_MOD_DATE, creation_time(sheet.date));
}

bool is_date(const std::string& text)
{
    constexpr std::string_view pattern = "dddd-dd-dd";
    const auto fits = [](char p, char c) { return p == 'd' ? c >= '0' && c <= '9' : p == c; };
    return text.size() == pattern.size() && std::equal(pattern.begin(), pattern.end(), text.begin(), fits);
}

} // namespace

std::string creation_time(const std::string& date)
{
    const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); // NOLINT(concurrency-mt-unsafe): nobody sets it while we run
    std::time_t seconds = 0;
    if (epoch != nullptr && std::from_chars(epoch, epoch + std::strlen(epoch), seconds).ec == std::errc{})
        return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(seconds));
    return (is_date(date) ? date : "1970-01-01") + "T00:00:00Z";
}

std::string pdf_of(const Composition& composition, const Typesetter& type)
{
    std::string out;
    const Rect& page = composition.layout.page;
    const Surface surface{cairo_pdf_surface_create_for_stream(append_pdf, &out, page.width, page.height),
                          cairo_surface_destroy};
    describe(surface.get(), *composition.sheet);
    cairo_surface_set_fallback_resolution(surface.get(), dots_per_inch, dots_per_inch);
    draw_on(surface.get(), 1, composition, type);
    cairo_surface_finish(surface.get());
    check(cairo_surface_status(surface.get()));
    return out;
}

std::string png_of(const Composition& composition, const Typesetter& type)
{
    constexpr double scale = dots_per_inch / points_per_inch;
    const Rect& page = composition.layout.page;
    const int width = static_cast<int>(std::lround(page.width * scale)),
              height = static_cast<int>(std::lround(page.height * scale));
    const Surface surface{cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy};
    draw_on(surface.get(), scale, composition, type);
    cairo_surface_flush(surface.get());
    check(cairo_surface_status(surface.get()));
    const Dots dots{.data = cairo_image_surface_get_data(surface.get()),
                    .width = width,
                    .height = height,
                    .stride = cairo_image_surface_get_stride(surface.get())};
    return png(dots, static_cast<std::uint32_t>(std::lround(dots_per_inch / 0.0254)));
}

} // namespace peaksite
