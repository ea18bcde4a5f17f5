#include "base/error.hpp"
#include "map/text/line_breaks.hpp"
#include "unit/map/example_sheet.hpp"

#include <gtest/gtest.h>
#include <png.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace peaksite {
namespace {

namespace fs = std::filesystem;

std::string bytes(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string output_of(const std::string& command)
{
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4096> part{};
    while (const auto count = std::fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), count);
    EXPECT_EQ(pclose(pipe), 0) << command << " (poppler-utils)";
    return out;
}

// The text of a PDF, without white space, for lines are broken anywhere.
std::string text_of(const fs::path& pdf)
{
    std::string out;
    for (const char c : output_of("pdftotext -raw '" + pdf.string() + "' -"))
        if (c != ' ' && c != '\n' && c != '\f') out += c;
    return out;
}

std::string without_blanks(std::string text)
{
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

// An image in memory, 8-bit RGB.
struct Image {
    png_image head{};
    std::vector<png_byte> dots;

    explicit Image(const fs::path& file)
    {
        head.version = PNG_IMAGE_VERSION;
        if (png_image_begin_read_from_file(&head, file.c_str()) == 0) return;
        head.format = PNG_FORMAT_RGB;
        dots.resize(PNG_IMAGE_SIZE(head));
        png_image_finish_read(&head, nullptr, dots.data(), 0, nullptr);
    }
    std::array<int, 3> at(Spot spot) const
    {
        const auto x = static_cast<std::size_t>(spot.x * 300 / 72), y = static_cast<std::size_t>(spot.y * 300 / 72);
        const auto* dot = &dots[(y * head.width + x) * 3];
        return {dot[0], dot[1], dot[2]};
    }
};

class Sheets : public testing::Test {
protected:
    Sheets() : folder(fs::temp_directory_path() / ("peaksite_sheet_" + std::to_string(::getpid())))
    {
        fs::create_directories(folder);
    }
    ~Sheets() override { fs::remove_all(folder); }
    SheetFiles files(const std::string& name) const
    {
        return {.pdf = folder / (name + ".pdf"), .png = folder / (name + ".png")};
    }
    fs::path folder;
};

TEST_F(Sheets, ThePngHasThePageInThreeHundredDotsPerInch)
{
    auto sheet = example_sheet();
    draw_sheet(sheet, files("a"));
    const Image wide{files("a").png};
    EXPECT_EQ(wide.head.width, 3508U);
    EXPECT_EQ(wide.head.height, 2480U);
    EXPECT_NE(bytes(files("a").png).find("pHYs"), std::string::npos);
    sheet.landscape = false;
    draw_sheet(sheet, files("b"));
    EXPECT_EQ(Image{files("b").png}.head.width, 2480U);
}

TEST_F(Sheets, ZonesHaveTheColoursOfTheirClasses)
{
    auto sheet = example_sheet();
    sheet.background.reset();
    sheet.symbols.clear();
    const auto placed = draw_sheet(sheet, files("a"));
    const Image image{files("a").png};
    const View view{
        placed.frame,
        {.x = (placed.shown.xmin + placed.shown.xmax) / 2, .y = (placed.shown.ymin + placed.shown.ymax) / 2},
        {.width = placed.frame.width / (placed.shown.xmax - placed.shown.xmin),
         .height = placed.frame.height / (placed.shown.ymax - placed.shown.ymin)}};
    const auto classes = zone_classes(sheet.theme);
    for (std::size_t i = 0; i < sheet.theme.zones.size(); ++i) {
        const auto box = *bounds(sheet.theme.zones[i].shape);
        const auto dot = image.at(view.to_page(
            Point{.x = box.xmin + 0.13 * (box.xmax - box.xmin), .y = box.ymin + 0.17 * (box.ymax - box.ymin)}));
        const Color color = classes.colors[*classes.of_zone[i]];
        EXPECT_NEAR(dot[0], color.red * 255, 1.01) << sheet.theme.zones[i].name;
        EXPECT_NEAR(dot[1], color.green * 255, 1.01);
        EXPECT_NEAR(dot[2], color.blue * 255, 1.01);
    }
}

TEST_F(Sheets, ThePdfReturnsAllTexts)
{
    const auto sheet = example_sheet();
    draw_sheet(sheet, files("a"));
    const auto text = text_of(files("a").pdf);
    std::vector<std::string> wanted{sheet.title.zh, sheet.subtitle.zh, "内部",       "图例",       "无",
                                    "说明",         "资料来源",        "万吨CO₂/年", "kWh/(m²·a)", "比例尺",
                                    "千米",         "2026-11-20",      "106°E",      "37°N"};
    std::erase(wanted, "无");
    for (const auto& zone : sheet.theme.zones) wanted.push_back(zone.name);
    for (const auto& note : sheet.notes) wanted.push_back(note.zh);
    for (const auto& source : sheet.sources) wanted.push_back(source.zh);
    for (const auto& part : wanted) EXPECT_NE(text.find(without_blanks(part)), std::string::npos) << part;
}

TEST_F(Sheets, ThePdfHasExactlyTheLabelsOfTheComposition)
{
    const Typesetter type;
    const auto sheet = example_sheet(zone_rows(10, 20, 12e3, 10e3));
    const auto composition = composed(sheet, type);
    draw_sheet(sheet, files("a"));
    const auto text = text_of(files("a").pdf);
    ASSERT_GT(composition.labels.size(), 100U);
    for (const auto& label : composition.labels)
        EXPECT_NE(text.find(without_blanks(label.lettering.text)), std::string::npos) << label.lettering.text;
}

TEST_F(Sheets, AMapWithoutReviewNumberSaysSoWordForWord)
{
    auto sheet = example_sheet();
    for (const auto* lang : {"zh", "en", "both"}) {
        sheet.lang = lang;
        draw_sheet(sheet, files("a"));
        EXPECT_NE(text_of(files("a").pdf)
                      .find("内部工作用图，未经地图审核，不得公开登载、展示、出版；图内界线不作为划界依据。"),
                  std::string::npos)
            << lang;
    }
    sheet.lang = "zh";
    sheet.review.number = "示S(2026)001号";
    draw_sheet(sheet, files("b"));
    const auto text = text_of(files("b").pdf);
    EXPECT_NE(text.find("审图号：示S(2026)001号"), std::string::npos);
    EXPECT_EQ(text.find("未经地图审核"), std::string::npos);
    EXPECT_EQ(text.find("底图审图号"), std::string::npos) << "a number that nobody gave is not mentioned";
}

TEST_F(Sheets, TheBaseMapNumberIsNoReviewOfTheMap)
{
    auto sheet = example_sheet();
    sheet.base_map.number = "示S(2019)002号";
    draw_sheet(sheet, files("a"));
    const auto text = text_of(files("a").pdf);
    EXPECT_NE(text.find("底图审图号：示S(2019)002号"), std::string::npos);
    EXPECT_NE(text.find("未经地图审核"), std::string::npos);
}

TEST_F(Sheets, AreTheSameBytesTwice)
{
    const auto sheet = example_sheet();
    draw_sheet(sheet, files("a"));
    draw_sheet(sheet, files("b"));
    EXPECT_EQ(bytes(files("a").pdf), bytes(files("b").pdf));
    EXPECT_EQ(bytes(files("a").png), bytes(files("b").png));
}

TEST_F(Sheets, TheDescriptionNamesTheTitleAndNoMachine)
{
    draw_sheet(example_sheet(), files("a"));
    const auto info = output_of("TZ=UTC pdfinfo -isodates '" + files("a").pdf.string() + "'");
    EXPECT_NE(info.find("示例省各县光伏技术可开发量"), std::string::npos);
    EXPECT_NE(info.find("2026-11-20T00:00:00Z"), std::string::npos) << info;
    EXPECT_EQ(info.find("Author"), std::string::npos);
    EXPECT_EQ(bytes(files("a").pdf).find(folder.string()), std::string::npos);
}

TEST_F(Sheets, OddInputIsDrawnAllTheSame)
{
    auto equal = example_sheet(), missing = example_sheet(), negative = example_sheet(), bare = example_sheet({});
    double value = -60;
    for (auto& zone : equal.theme.zones) zone.value = 7;
    for (auto& zone : missing.theme.zones) zone.value.reset();
    for (auto& zone : negative.theme.zones) zone.value = value += 11.3;
    negative.symbols[0].symbols[0].value = -500;
    negative.symbols[0].symbols[1].value.reset();
    bare.extent = {.xmin = 0, .ymin = 3.9e6, .xmax = 2e5, .ymax = 4e6};
    for (const auto& sheet : {equal, missing, negative, bare}) EXPECT_NO_THROW(draw_sheet(sheet, files("a")));
}

TEST_F(Sheets, NothingToShowIsAnError)
{
    auto sheet = example_sheet({});
    sheet.extent = {.xmin = 1, .ymin = 1, .xmax = 0, .ymax = 0};
    EXPECT_THROW(draw_sheet(sheet, files("a")), InputError);
    EXPECT_FALSE(fs::exists(files("a").pdf));
}

TEST_F(Sheets, AFolderThatIsNotThereIsAnError)
{
    EXPECT_THROW(draw_sheet(example_sheet(), {.pdf = folder / "no" / "a.pdf", .png = folder / "no" / "a.png"}),
                 InputError);
}

TEST_F(Sheets, NamesThatNoFontCanWriteAreLeftOutAndTold)
{
    auto sheet = example_sheet();
    const std::string strange = "\xf3\xb0\x80\x80";
    sheet.theme.zones.front().name = strange + "县";
    sheet.title.zh = "图" + strange;
    EXPECT_EQ(draw_sheet(sheet, files("a")).unwritable, (std::vector<std::string>{strange + "县", "图" + strange}));
    const auto printed = text_of(files("a").pdf);
    EXPECT_NE(printed.find("图□"), std::string::npos);
    EXPECT_NE(printed.find("本机字体没有的字"), std::string::npos);
    EXPECT_TRUE(draw_sheet(example_sheet(), files("a")).unwritable.empty());
}

TEST_F(Sheets, EveryLayoutOfValuesIsDrawn)
{
    auto sheet = example_sheet(zone_rows(3, 3));
    sheet.background.reset();
    const double most = std::numeric_limits<double>::max();
    for (const auto& values : {std::vector<std::optional<double>>{{}, {}, {}, {}, {}, {}, {}, {}, {}},
                               {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0},
                               {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0},
                               {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 0.0, 0.0, 0.0},
                               {-most, -most / 2, -1.0, 0.0, {}, 1.0, 2.0, most / 2, most}}) {
        for (std::size_t i = 0; i < values.size(); ++i) sheet.theme.zones[i].value = values[i];
        for (std::size_t i = 0; i < sheet.symbols[0].symbols.size(); ++i)
            sheet.symbols[0].symbols[i].value = values[i + 2];
        EXPECT_NO_THROW(draw_sheet(sheet, files("a")));
    }
}

} // namespace
} // namespace peaksite
