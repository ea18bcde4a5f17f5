#include "integration/small_case.hpp"
#include "support/workbook_reader.hpp"

#include <fstream>
#include <sstream>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;

class OfficeOutputs : public SmallCase {
protected:
    std::string manifest() const
    {
        std::ifstream file{out() / "manifest.json"};
        std::stringstream content;
        content << file.rdbuf();
        return content.str();
    }
};

TEST_F(OfficeOutputs, EveryRunLeavesAWorkbook)
{
    done();
    const ReadWorkbook book{out() / "indicators.xlsx"};
    ASSERT_GE(book.names.size(), 3U);
    EXPECT_FALSE(book.row_with(book.names.front(), "甲县").empty());
    EXPECT_TRUE(book.says("密级：公开"));
    EXPECT_TRUE(book.says("坐标系"));
    EXPECT_TRUE(book.says("与分析格网像元一致"));
}

TEST_F(OfficeOutputs, TheStrictestInputSaysHowSecretTheResultIs)
{
    plan.replace("file = \"zones.gpkg\"", "file = \"zones.gpkg\"\nsecrecy = \"secret\"")
        .add("[[rasters]]\nid = \"v\"\nvalue = \"value\"");
    done();
    EXPECT_THAT(manifest(), HasSubstr("\"secrecy\": \"secret\""));
    EXPECT_THAT(manifest(), HasSubstr("rasters/v.tif"));
    EXPECT_FALSE(std::filesystem::exists(out() / "rasters" / "v.tif"));
    EXPECT_TRUE(ReadWorkbook{out() / "indicators.xlsx"}.says("密级：涉密资料"));
    const std::unique_ptr<GDALDataset> package{GDALDataset::Open((out() / "results.gpkg").c_str(), GDAL_OF_VECTOR)};
    ASSERT_NE(package, nullptr);
    const char* secrecy = package->GetMetadataItem("SECRECY");
    ASSERT_NE(secrecy, nullptr);
    EXPECT_THAT(secrecy, HasSubstr("涉密"));
}

TEST_F(OfficeOutputs, WhatIsReleasedIsWritten)
{
    plan.replace("file = \"zones.gpkg\"", "file = \"zones.gpkg\"\nsecrecy = \"internal\"")
        .add("[[rasters]]\nid = \"v\"\nvalue = \"value\"");
    done({"--release"});
    EXPECT_TRUE(std::filesystem::exists(out() / "rasters" / "v.tif"));
    EXPECT_TRUE(ReadWorkbook{out() / "indicators.xlsx"}.says("内部资料"));
}

TEST_F(OfficeOutputs, MessagesAreChineseWhereAskedFor)
{
    write_plan();
    const auto checked = command("check", {"--lang", "zh"});
    EXPECT_THAT(checked.out, HasSubstr("个错误"));
    EXPECT_THAT(checked.out, Not(HasSubstr("errors")));
    const auto explained = command("explain", {"--lang", "zh"});
    EXPECT_THAT(explained.out, HasSubstr("格网"));
    EXPECT_THAT(explained.out, HasSubstr("单元"));
    plan.replace("file = \"zones.gpkg\"", "file = \"nowhere.gpkg\"");
    write_plan();
    const auto refused = command("run", run_arguments({"--lang", "zh"}));
    EXPECT_EQ(refused.code, code_failed);
    EXPECT_THAT(refused.err, HasSubstr("错误："));
    EXPECT_THAT(refused.err, HasSubstr("不存在；请检查路径"));
}

} // namespace
} // namespace peaksite
