// What does not agree in a run is told in the language of its outputs, in each of them.
#include "integration/gaps_case.hpp"
#include "support/output_tables.hpp"

#include <algorithm>

namespace peaksite {
namespace {

// Two sources of the capacity of county a: 50 MW in the table, 90 MW in the list.
class AuditLanguage : public GapsCase {
protected:
    AuditLanguage()
    {
        plan.add("[[facilities]]\nid = \"suns\"\ntitle = { zh = \"光伏电站名录\", en = \"solar farms\" }\n"
                 "file = \"suns.csv\"\nx = \"x\"\ny = \"y\"\ncrs = \"EPSG:32648\"\nsector = \"光伏\"\n"
                 "capacity = { column = \"mw\", unit = \"MW\" }");
        write_file(at("suns.csv"), "x,y,mw\n501000,4202500,90\n506000,4202500,20\n");
    }

    CsvTable audit() const { return read_csv(out() / "audit.csv"); }
};

TEST_F(AuditLanguage, IsChineseInEveryOutputOfChineseRuns)
{
    const auto outcome = done({"--lang", "zh"});
    const std::string subject = "已装机容量 光伏 plants（装机容量），对照光伏电站名录";
    const auto sentence =
        "自检 同一装机容量的两个来源相近：" + subject + " 在 county a a县 一处为 50、另一处为 90 [MW]";
    expect_words(outcome.err, {sentence});
    expect_words(read_file(out() / "manifest.json"), {sentence, "\"subject\": \"" + subject + "\""});
    EXPECT_EQ(audit().at({{"identity", "installed_capacity"}, {"key", "a"}}, "subject"), subject);
    for (const auto& row : audit().rows)
        for (const char* column : {"subject", "reason", "words"})
            for (const char* english : {" of ", "technologies", "waterfall", "statistics", "indicators", "emissions",
                                        "ranking", "selection", "table ", "list ", "value"})
                EXPECT_THAT(row.at(column), testing::Not(testing::HasSubstr(english))) << column;
    const auto sheets = tables_of_result(out());
    const auto page = std::ranges::find(sheets, "自检", &OutputTable::part);
    ASSERT_NE(page, sheets.end());
    EXPECT_TRUE(std::ranges::any_of(page->rows, [&](const auto& row) { return row[1].text == subject; }));
}

TEST_F(AuditLanguage, IsEnglishInEnglishRuns)
{
    const auto outcome = done({"--lang", "en"});
    expect_words(outcome.err, {"self-check installed_capacity: capacity of pv plants.mw, suns of county a a县 is 50"});
    const auto row = std::map<std::string, std::string>{{"identity", "installed_capacity"}, {"key", "a"}};
    EXPECT_EQ(audit().at(row, "subject"), "capacity of pv plants.mw, suns");
    EXPECT_EQ(audit().at(row, "words"), "Installed capacity from two sources");
}

TEST_F(AuditLanguage, AWhatIfTellsItAsTheRunDid)
{
    done({"--lang", "en"});
    const std::string said = "self-check installed_capacity: capacity of pv plants.mw, suns of county a a县 is 50";
    expect_words(run_program({"whatif", out().string()}).err, {said});
    const auto written = run_program({"whatif", out().string(), "-o", at("w").string()});
    EXPECT_EQ(written.code, code_done) << written.err;
    expect_words(written.err, {said});
    expect_words(read_file(at("w") / "manifest.json"), {said, "\"audit\"", "\"failures\""});
}

} // namespace
} // namespace peaksite
