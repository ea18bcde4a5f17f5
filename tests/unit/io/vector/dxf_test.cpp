#include "io/files/encoding.hpp"
#include "io/vector/dxf_figures.hpp"
#include "io/vector/vector_file.hpp"

#include "base/error.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

namespace peaksite {
namespace {

using testing::HasSubstr;

// A drawing from pairs of group codes and values.
class Drawing {
public:
    Drawing& operator()(int code, const std::string& value)
    {
        m_body += std::to_string(code) + "\n" + value + "\n";
        return *this;
    }
    Drawing& polyline(const std::string& layer, const std::vector<std::array<double, 3>>& points, bool closed = true)
    {
        (*this)(0, "LWPOLYLINE")(100, "AcDbEntity")(8, layer)(100, "AcDbPolyline")(90, std::to_string(points.size()))(
            70, closed ? "1" : "0");
        for (const auto& [x, y, bulge] : points)
            (*this)(10, std::to_string(x))(20, std::to_string(y))(42, std::to_string(bulge));
        return *this;
    }
    Drawing& square(const std::string& layer, double x, double y, double side)
    {
        return polyline(layer, {{x, y, 0}, {x + side, y, 0}, {x + side, y + side, 0}, {x, y + side, 0}});
    }
    Drawing& line(const std::string& layer, Point a, Point b)
    {
        return (*this)(0, "LINE")(8, layer)(10, std::to_string(a.x))(20, std::to_string(a.y))(11, std::to_string(b.x))(
            21, std::to_string(b.y));
    }
    Drawing& label(const std::string& layer, Point at, const std::string& text)
    {
        return (*this)(0, "TEXT")(8, layer)(10, std::to_string(at.x))(20, std::to_string(at.y))(40, "2")(1, text);
    }

    std::string utf8(const std::string& version = "AC1021", const std::string& page = "ANSI_936") const
    {
        return "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n" + version + "\n9\n$DWGCODEPAGE\n3\n" + page +
               "\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n" + m_body + "0\nENDSEC\n0\nEOF\n";
    }

private:
    std::string m_body;
};

class Dxf : public testing::Test {
protected:
    FeatureTable read(const std::string& content, const std::string& table = "") const
    {
        return read_features(
            {.file = scratch.file("图.dxf", content), .table = table, .where = {}, .encoding = "auto", .crs = {}});
    }
    Scratch scratch;
};

double area(const FeatureTable& table)
{
    double sum = 0;
    for (const auto& feature : table.features) sum += plane_area(feature.shape);
    return sum;
}

TEST_F(Dxf, ClosedLinesAreThePolygonsOfTheirLayer)
{
    Drawing drawing;
    drawing.square("地块", 0, 0, 10).square("道路", 20, 0, 10);
    const auto all = read(drawing.utf8());
    ASSERT_EQ(all.features.size(), 2U);
    EXPECT_EQ(all.tables, (std::vector<std::string>{"entities", "地块", "道路"}));
    const auto one = read(drawing.utf8(), "道路");
    ASSERT_EQ(one.features.size(), 1U);
    EXPECT_EQ(one.features[0].values[one.column("layer", "")], "道路");
    EXPECT_EQ(area(one), 100);
    EXPECT_FALSE(one.crs);
    EXPECT_THROW(read(drawing.utf8(), "河流"), InputError);
}

TEST_F(Dxf, TextsAreReadInCodePageAndUtf8WhateverTheHeaderSays)
{
    Drawing drawing;
    drawing.square("地块", 0, 0, 10).label("注记", {5, 5}, "住宅\\U+5730 30%%d");
    for (const auto& content :
         {*encoded(drawing.utf8("AC1015"), "GBK"), drawing.utf8("AC1021"),
          *encoded(drawing.utf8("AC1018", "ANSI_1252"), "GBK"), drawing.utf8("AC1027", "ANSI_936")}) {
        const auto table = read(content);
        ASSERT_EQ(table.features.size(), 1U);
        EXPECT_EQ(table.features[0].values[0], "地块");
        EXPECT_EQ(table.features[0].values[1], "住宅地 30°");
    }
}

TEST_F(Dxf, ARingInsideAnotherIsAHoleAndAcrossLayersIsNot)
{
    Drawing drawing;
    drawing.square("a", 0, 0, 10).square("a", 2, 2, 2).square("b", 6, 6, 2);
    const auto table = read(drawing.utf8());
    ASSERT_EQ(table.features.size(), 2U);
    EXPECT_EQ(area(table), 96 + 4);
}

TEST_F(Dxf, LinesThatMeetEndToEndAreARing)
{
    Drawing drawing;
    drawing.line("界", {0, 0}, {10, 0})
        .line("界", {10, 10}, {10, 0})
        .line("界", {10, 10}, {0, 10})
        .line("界", {0, 0}, {0, 10})
        .line("界", {50, 50}, {60, 60});
    const auto table = read(drawing.utf8());
    ASSERT_EQ(table.features.size(), 2U);
    EXPECT_EQ(area(table), 100);
    EXPECT_EQ(table.features[1].shape.lines.size(), 1U);
}

TEST_F(Dxf, ArcsAndCirclesComeWithinTheStatedTolerance)
{
    Drawing drawing;
    drawing(0, "CIRCLE")(8, "圆")(10, "50")(20, "50")(40, "10");
    const double circle = area(read(drawing.utf8()));
    constexpr double exact = 100 * std::numbers::pi;
    EXPECT_NEAR(circle, exact, 2e-5 * exact);
    EXPECT_LT(circle, exact);

    Drawing half; // an arc and its chord
    half(0, "ARC")(8, "弧")(10, "50")(20, "50")(40, "10")(50, "0")(51, "180").line("弧", {40, 50}, {60, 50});
    EXPECT_NEAR(area(read(half.utf8())), exact / 2, 2e-5 * exact);

    Drawing bulge; // a square with half a circle at its east side
    bulge.polyline("地块", {{0, 0, 0}, {10, 0, 1}, {10, 10, 0}, {0, 10, 0}});
    EXPECT_NEAR(area(read(bulge.utf8())), 100 + 12.5 * std::numbers::pi, 1e-3);

    Drawing ellipse;
    ellipse(0, "ELLIPSE")(100, "AcDbEntity")(8, "椭圆")(100, "AcDbEllipse")(10, "0")(20, "0")(11, "10")(21, "0")(
        40, "0.5")(41, "0")(42, "6.283185307179586");
    EXPECT_NEAR(area(read(ellipse.utf8())), exact / 2, 2e-5 * exact);
}

TEST_F(Dxf, AHatchIsAPolygonUnlessItsOutlineIsDrawnToo)
{
    const auto hatch = [](Drawing& drawing, double x) {
        drawing(0, "HATCH")(100, "AcDbEntity")(8, "填充")(100, "AcDbHatch")(10, "0")(20, "0")(30, "0")(2, "SOLID")(
            70, "1")(71, "0")(91, "1")(92, "2")(72, "0")(73, "1")(93, "4");
        for (const auto& [dx, dy] : {std::pair{0, 0}, {10, 0}, {10, 10}, {0, 10}})
            drawing(10, std::to_string(x + dx))(20, std::to_string(dy));
        drawing(97, "0")(75, "0")(76, "1")(98, "0");
    };
    Drawing drawing;
    drawing.square("填充", 0, 0, 10);
    hatch(drawing, 0);
    hatch(drawing, 30);
    const auto table = read(drawing.utf8());
    EXPECT_EQ(table.features.size(), 2U);
    EXPECT_EQ(area(table), 200);
}

TEST_F(Dxf, ATextIsTheLabelOfAPolygonThatHoldsNoOther)
{
    Drawing drawing;
    drawing.square("a", 0, 0, 10)
        .square("a", 20, 0, 10)
        .label("n", {5, 5}, "one")
        .label("n", {22, 2}, "two")
        .label("n", {24, 4}, "three")
        .label("n", {99, 99}, "far");
    const auto table = read(drawing.utf8());
    ASSERT_EQ(table.features.size(), 5U); // two polygons, the three texts that label nothing
    EXPECT_EQ(table.features[0].values[1], "one");
    EXPECT_FALSE(table.features[1].values[1]);
    EXPECT_EQ(table.features[2].shape.points.size(), 1U);
}

TEST_F(Dxf, SplinesAreToldOf)
{
    Drawing drawing;
    drawing(0, "SPLINE")(100, "AcDbEntity")(8, "s")(100, "AcDbSpline")(70, "8")(71, "3")(72, "8")(73, "4")(74, "0");
    for (const auto* knot : {"0", "0", "0", "0", "1", "1", "1", "1"}) drawing(40, knot);
    for (const auto& [x, y] : {std::pair{"0", "0"}, {"3", "5"}, {"6", "-5"}, {"10", "0"}}) drawing(10, x)(20, y);
    const auto table = read(drawing.utf8());
    ASSERT_EQ(table.warnings.size(), 1U);
    EXPECT_THAT(table.warnings[0].english(), HasSubstr("1 splines"));
}

TEST_F(Dxf, ADrawingCutShortIsReadOrRefused)
{
    Drawing drawing;
    drawing.square("地块", 0, 0, 10).square("地块", 2, 2, 2).label("注记", {5, 5}, "甲").line("界", {0, 0}, {10, 0});
    const auto whole = drawing.utf8();
    for (std::size_t length = 1; length < whole.size(); length += 3) {
        try {
            read(whole.substr(0, length));
        } catch (const InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr("图.dxf"));
        }
    }
}

TEST(DxfWords, EscapesComeBack)
{
    const std::string odd = "a b=c%20\\U+41 \t甲";
    const auto read =
        dxf_attributes("0\nPOINT\n5\n1F\n1001\nPEAKSITE\n1000\n#=1\n1000\n" + escaped_dxf_word("名 称") + "=" +
                       escaped_dxf_word(odd) + "\n1000\nempty=\n1000\nnull\n1001\nSOUTH\n1000\nx=1\n");
    ASSERT_EQ(read.size(), 1U);
    const auto& words = read.at("1F");
    ASSERT_EQ(words.size(), 4U);
    EXPECT_EQ(words[1].first, "名 称");
    EXPECT_EQ(words[1].second, odd);
    EXPECT_EQ(words[2].second, "");
    EXPECT_FALSE(words[3].second);
}

} // namespace
} // namespace peaksite
