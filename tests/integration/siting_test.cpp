#include "integration/small_case.hpp"
#include "support/source_folders.hpp"
#include "support/workbook_reader.hpp"

#include <cmath>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto siting = R"([siting]
policy = "ningxia"
draws = 500
selection_draws = 20
[[siting.types]]
type = "city"
[[siting.types.criteria]]
indicator = "pv_ghi_mean"
[[siting.quotas]]
type = "park"
max = 0
[[siting.quotas]]
type = "village"
max = 0
[[siting.quotas]]
type = "community"
max = 0
[[siting.quotas]]
type = "institution"
max = 0
[[siting.quotas]]
type = "enterprise"
max = 0
)";

// Four squares as cities over random irradiation, and one candidate beyond the raster.
class Pilot : public SmallCase {
protected:
    Pilot()
    {
        VectorFacts facts;
        facts.features = {{.wkt = square(500500, 4200500, 1500), .values = {"640101", "甲县"}},
                          {.wkt = square(503000, 4200500, 1500), .values = {"640102", "乙县"}},
                          {.wkt = square(500500, 4203000, 1500), .values = {"640201", "丙县"}},
                          {.wkt = square(503000, 4203000, 1500), .values = {"640202", "丁县"}}};
        make_vector(at("zones.gpkg"), facts);
        plan.replace("id = \"value\"\nfile", "id = \"ghi\"\nfile")
            .replace("unit = \"W/m2\"", "unit = \"kWh/m2/a\"")
            .replace("layer = \"value\"", "layer = \"ghi\"")
            .replace("name = \"name\"", "name = \"name\"\nkind = \"city\"");
        plan.add(siting);
    }

    Outcome again(const std::string& name, const std::vector<std::string>& arguments) const
    {
        std::vector<std::string> all{name};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return run_program(all);
    }

    std::string best_key() const { return read_csv(out() / "ranking.csv").at({{"rank", "1"}}, "key"); }
};

constexpr auto ranking_text =
    "本结果供遴选研究和专家评审参考，不作为确定试点名单的唯一依据；不简单以达峰时间早晚或峰值高低衡量工作成效。";

TEST_F(Pilot, ARunLeavesTablesListsAndWhatLaterCommandsNeed)
{
    done();
    for (const char* name :
         {"ranking.csv", "criteria.csv", "selection.csv", "alternatives.csv", "prices.csv", "sensitivity.csv"})
        EXPECT_THAT(read_file(out() / name), HasSubstr(ranking_text)) << name;
    EXPECT_TRUE(std::filesystem::exists(out() / "名单.xlsx"));
    EXPECT_TRUE(std::filesystem::exists(out() / "siting.json"));
    const auto selection = read_csv(out() / "selection.csv");
    EXPECT_EQ(selection.at({{"list", "suggested"}}, "key"), best_key());
    EXPECT_THAT(selection.at({{"list", "suggested"}}, "clauses"), HasSubstr("宁夏碳达峰试点建设方案"));
}

TEST_F(Pilot, RankAndSelectNeverChangeTheRunAndNameItInANewFolder)
{
    done();
    const auto before = tables_of(out());
    const auto json = read_file(out() / "siting.json");
    const auto other = best_key() == "640101" ? "640102" : "640101";
    const auto changed = at("changed.toml");
    write_file(changed, plan.text() + "[[siting.locks]]\nkey = \"" + other +
                            "\"\nstate = \"chosen\"\nreason = \"专家组意见\"\n");
    const auto outcome = again("select", {out().string(), "--plan", changed.string(), "-o", at("new").string()});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    expect_words(outcome.out, {other, ranking_text});
    EXPECT_EQ(tables_of(out()), before);
    EXPECT_EQ(read_file(out() / "siting.json"), json);
    EXPECT_EQ(read_csv(at("new") / "selection.csv").at({{"list", "suggested"}}, "key"), other);
    EXPECT_THAT(read_file(at("new") / "manifest.json"), HasSubstr("\"base\""));
    const auto same = again("select", {out().string(), "-o", out().string(), "--overwrite"});
    EXPECT_EQ(same.code, code_wrong);
    const auto compared = again("compare", {out().string(), at("new").string()});
    EXPECT_EQ(compared.code, code_done) << compared.err;
    expect_words(compared.out, {"same data", "siting.locks[1].reason", "reserve -> suggested", other});
}

TEST_F(Pilot, EveryFrequencyStandsBesideItsErrorAndItsDraws)
{
    done();
    const auto ranking = read_csv(out() / "ranking.csv"), selection = read_csv(out() / "selection.csv");
    for (const auto& [column, draws] : {std::pair{"first_acceptability", "acceptability_draws"},
                                        {"quota_acceptability", "acceptability_draws"},
                                        {"confidence", "confidence_draws"},
                                        {"selection_frequency", "selection_draws"}}) {
        const double share = ranking.number({{"rank", "1"}}, column), n = ranking.number({{"rank", "1"}}, draws);
        EXPECT_DOUBLE_EQ(ranking.number({{"rank", "1"}}, std::string{column} + "_error"),
                         std::sqrt(share * (1 - share) / n))
            << column;
    }
    EXPECT_EQ(ranking.number({{"rank", "1"}}, "acceptability_draws"), 500);
    EXPECT_EQ(selection.number({{"list", "suggested"}}, "selection_draws"), 20);
    EXPECT_EQ(selection.at({{"list", "suggested"}}, "sampled_method"), "wlc");
    EXPECT_THAT(selection.at({{"list", "suggested"}}, "reasons"), HasSubstr("（20次抽样，标准误"));
    const auto rows = table_rows(out() / "results.gpkg", "siting");
    ASSERT_FALSE(rows.empty());
    EXPECT_THAT(rows.front(), testing::Contains("20"));
}

TEST_F(Pilot, AnotherMethodSaysInEveryTableWhatIsOfWeightedSums)
{
    done({"--set", "siting.method=topsis"});
    EXPECT_EQ(read_csv(out() / "ranking.csv").at({{"rank", "1"}}, "sampled_method"), "wlc");
    EXPECT_THAT(read_csv(out() / "selection.csv").at({{"list", "suggested"}}, "reasons"), HasSubstr("按加权和抽样"));
    EXPECT_TRUE(ReadWorkbook{out() / "名单.xlsx"}.says("入选稳定性（按加权和）"));
    expect_words(again("rank", {out().string()}).out, {"+-", "500", "20"});
}

TEST_F(Pilot, TheBookOfListsSpeaksTheUnitsOfOffices)
{
    plan.replace("[output]", "[output]\nunits = \"gov\"");
    done();
    const ReadWorkbook book{out() / "名单.xlsx"};
    const auto row = book.row_with("指标与权重", "年水平面总辐照量");
    ASSERT_GT(row.size(), 2U);
    EXPECT_EQ(row[2], "千瓦时/平方米");
    EXPECT_FALSE(book.says("kWh/m2"));
    EXPECT_FALSE(book.says("quota.city.most"));
    EXPECT_TRUE(book.says("未划象限"));
}

TEST_F(Pilot, AQuadrantLeftBlankSaysWhy)
{
    done();
    EXPECT_EQ(read_csv(out() / "ranking.csv").at({{"rank", "1"}}, "quadrant"), "");
    EXPECT_THAT(read_csv(out() / "ranking.csv").at({{"rank", "1"}}, "quadrant_reason"), HasSubstr("未划象限"));
}

constexpr auto costed_list = "code,name,lon,lat,投资（亿元）\n640101,甲,105.01,37.96,0.3\n640102,乙,105.03,37.96,0.2\n"
                             "640201,丙,105.01,37.98,0.1\n640202,丁,105.03,37.98,0.4\n";

TEST_F(Pilot, TheHeadOfACostIsApplied)
{
    write_file(at("list.csv"), costed_list);
    plan.replace("file = \"zones.gpkg\"",
                 "file = \"list.csv\"\nx = \"lon\"\ny = \"lat\"\ncrs = \"EPSG:4490\"\nradius = \"300 m\"")
        .replace("name = \"name\"", "name = \"name\"\nattributes = { investment = \"投资\" }")
        .replace("policy = \"ningxia\"\n", "policy = \"ningxia\"\ncost = \"investment\"\nbudget = \"1000 万元\"\n");
    done();
    EXPECT_EQ(read_csv(out() / "selection.csv").at({{"list", "suggested"}}, "key"), "640201")
        << "only 0.1 亿元 is within 1,000 万元";
    plan.replace("budget = \"1000 万元\"", "budget = \"1000 t\"");
    std::filesystem::remove_all(out());
    refused(code_wrong, {"the cost 'investment'", "亿元", "plan.toml:"});
    plan.replace("budget = \"1000 t\"", "budget = \"1000 万元\"");
    auto bare = std::string{costed_list};
    bare.replace(bare.find("（亿元）"), std::string{"（亿元）"}.size(), "");
    write_file(at("list.csv"), bare);
    refused(code_wrong, {"states no unit", "cost.unit"});
    const auto outcome = command("check");
    EXPECT_EQ(outcome.code, code_wrong) << outcome.out;
    expect_words(outcome.out, {"states no unit"});
    plan.replace("cost = \"investment\"", "cost = { attribute = \"investment\", unit = \"亿元\" }");
    done();
    EXPECT_EQ(read_csv(out() / "selection.csv").at({{"list", "suggested"}}, "key"), "640201");
}

TEST_F(Pilot, SettingsChangeTheSelectionWithoutAPixel)
{
    done();
    std::filesystem::remove(at("value.tif"));
    const auto outcome =
        again("select", {out().string(), "--set", "siting.policy=tianjin", "--set", "siting.quotas=[]"});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    expect_words(outcome.out, {"soft rule quota.all.least broken by 2"});
    const auto ranked = again("rank", {out().string(), "--set", "siting.method=topsis"});
    EXPECT_EQ(ranked.code, code_done) << ranked.err;
    expect_words(ranked.out, {"topsis", "pv_ghi_mean", ranking_text});
}

TEST_F(Pilot, ThePublicSeesTheChosenByRegionWithoutRanksAndScores)
{
    done({"--set", "siting.secrecy=public"});
    EXPECT_FALSE(std::filesystem::exists(out() / "ranking.csv"));
    EXPECT_FALSE(std::filesystem::exists(out() / "siting.json"));
    const auto text = read_file(out() / "selection.csv");
    EXPECT_THAT(text, Not(HasSubstr("score")));
    EXPECT_THAT(text, Not(HasSubstr("reserve")));
    EXPECT_THAT(text, HasSubstr("suggested"));
}

TEST_F(Pilot, InconsistentJudgementsStopTheRunBeforeItReads)
{
    plan.replace("indicator = \"pv_ghi_mean\"\n",
                 "indicator = \"pv_ghi_mean\"\n[[siting.types.criteria]]\nindicator = "
                 "\"c_density_mean\"\n[[siting.types.criteria]]\nindicator = \"re_tech_cap\"\n"
                 "[siting.types.ahp]\norder = [\"pv_ghi_mean\", \"c_density_mean\", \"re_tech_cap\"]\nmatrix = [[1, 3, "
                 "\"1/5\"], [\"1/3\", 1, 3], [5, \"1/3\", 1]]\n");
    plan.replace("type = \"city\"\n", "type = \"city\"\nweights = \"ahp\"\n");
    refused(code_wrong, {"CR", "plan.toml:", "siting.types"});
}

TEST_F(Pilot, ExpertScoresStandBesideAndGapsAreNamed)
{
    plan.replace("indicator = \"pv_ghi_mean\"\n",
                 "indicator = \"pv_ghi_mean\"\n[siting.types.expert]\nfile = \"scores.csv\"\nshare = 1\n");
    write_file(at("scores.csv"),
               "专家,候选,项目,分数\n甲,640101,基础,80\n乙,甲县,基础,90\n甲,640102,基础,70\n乙,640102,基础,72\n甲,"
               "640201,基础,60\n乙,640201,基础,\n甲,640202,基础,50\n乙,640202,基础,52\n");
    done();
    const auto ranking = read_csv(out() / "ranking.csv");
    EXPECT_EQ(best_key(), "640101");
    EXPECT_EQ(ranking.number({{"key", "640101"}}, "expert_mean"), 85);
    write_file(at("scores.csv"), "专家,候选,项目,分数\n甲,丙乡,基础,80\n");
    std::filesystem::remove_all(out());
    refused(code_failed, {"scores.csv", "row 2", "丙乡"});
}

TEST_F(Pilot, SheetsOfExpertsThatAreNamedAreReadAgain)
{
    plan.replace("indicator = \"pv_ghi_mean\"\n",
                 "indicator = \"pv_ghi_mean\"\n[siting.types.expert]\nfile = \"scores.csv\"\nshare = 1\n");
    const std::string rest = "甲,640102,基础,70\n甲,640201,基础,60\n甲,640202,基础,50\n";
    write_file(at("scores.csv"), "专家,候选,项目,分数\n甲,640101,基础,80\n" + rest);
    done();
    EXPECT_THAT(again("rank", {out().string()}).err, Not(HasSubstr("changed since the run")));
    write_file(at("scores.csv"), "专家,候选,项目,分数\n甲,640101,基础,20\n" + rest);
    const auto expert_mean = [&](const std::vector<std::string>& how) {
        std::vector<std::string> arguments{out().string(), "-o", at("new").string(), "--overwrite"};
        arguments.insert(arguments.end(), how.begin(), how.end());
        const auto outcome = again("rank", arguments);
        EXPECT_EQ(outcome.code, code_done) << outcome.err;
        return read_csv(at("new") / "ranking.csv").number({{"key", "640101"}}, "expert_mean");
    };
    EXPECT_EQ(expert_mean({}), 80);
    expect_words(again("rank", {out().string()}).err, {"scores.csv", "changed since the run"});
    EXPECT_EQ(expert_mean({"--plan", at("plan.toml").string()}), 20);
    EXPECT_EQ(expert_mean({"--set", "siting.types.city.expert.file=scores.csv"}), 20);
    // Another sheet is read, whatever the run had.
    write_file(at("other.csv"), "专家,候选,项目,分数\n甲,640101,基础,30\n" + rest);
    EXPECT_EQ(expert_mean({"--set", "siting.types.city.expert.file=other.csv"}), 30);
}

TEST_F(Pilot, AQuotaAboveTheCandidatesNamesTheConflictAndStillRanks)
{
    plan.replace("[[siting.quotas]]\ntype = \"park\"\nmax = 0", "[[siting.quotas]]\ntype = \"park\"\nmin = 3");
    const auto outcome = done();
    expect_words(outcome.err, {"quota.park.least"});
    EXPECT_THAT(read_file(out() / "selection.csv"), HasSubstr("conflict,quota.park.least"));
    EXPECT_FALSE(best_key().empty());
}

TEST_F(Pilot, TheSameBytesForOneAndTwoThreads)
{
    done({"--threads", "1"});
    const auto one = tables_of(out());
    const auto book = read_file(out() / "名单.xlsx");
    std::filesystem::remove_all(out());
    done({"--threads", "2"});
    EXPECT_EQ(tables_of(out()), one);
    EXPECT_EQ(read_file(out() / "名单.xlsx"), book);
}

TEST_F(Pilot, AFolderWithoutASitingIsRefused)
{
    const auto expect_refused = [&](const std::vector<std::string>& words) {
        for (const auto* name : {"rank", "select"}) {
            const auto outcome = again(name, {out().string()});
            EXPECT_EQ(outcome.code, code_failed) << name << outcome.out;
            expect_words(outcome.err, words);
        }
    };
    expect_refused({"out' is no folder of a finished run", "peaksite run"});
    done();
    std::filesystem::remove(out() / "siting.json");
    expect_refused({"has no siting.json", "though its plan has [siting]", "run the plan again"});
    for (const auto* content : {"", "[]", "{\"made_by\": 7}", "{\"made_by\": \"peaksite\", \"version\": \"2\"}"}) {
        write_file(out() / "siting.json", content);
        expect_refused({"siting.json' is damaged", "run the plan again"});
    }
    done({"--overwrite", "--set", "siting.secrecy=public"});
    expect_refused({"has no siting.json", "public", "siting.secrecy=internal"});
    plan.replace(siting, "");
    done({"--overwrite"});
    expect_refused({"has no siting.json", "plan.toml' of the run has no [siting]"});
}

TEST_F(Pilot, AWhatIfCanBeRankedSelectedAndCompared)
{
    done();
    const auto changed = at("whatif").string();
    const auto outcome = again("whatif", {out().string(), "--set", "output.lang=zh", "-o", changed});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    for (const auto* name : {"rank", "select"}) {
        const auto of_run = again(name, {out().string()}), of_whatif = again(name, {changed});
        EXPECT_EQ(of_whatif.code, code_done) << of_whatif.err;
        EXPECT_EQ(of_whatif.out, of_run.out) << "no number changed";
    }
    const auto compared = again("compare", {out().string(), changed});
    EXPECT_EQ(compared.code, code_done) << compared.err;
    expect_words(compared.out, {"both stand on the same data", "output.lang", "no candidate moved"});
    EXPECT_THAT(read_file(at("whatif") / "siting.json"), HasSubstr(out().string())) << "names its base";
    EXPECT_THAT(read_file(out() / "reasons.csv"), HasSubstr("ranking.csv"));
    EXPECT_THAT(read_file(at("whatif") / "reasons.csv"),
                testing::AllOf(HasSubstr("peaksite rank"), Not(HasSubstr("ranking.csv"))));
    // A what-if of a what-if.
    ASSERT_EQ(again("whatif", {changed, "-o", at("more").string()}).code, code_done);
    EXPECT_EQ(again("rank", {at("more").string()}).code, code_done);
}

// Indicators that lie in two folders of the catalogue, both alike.
TEST_F(Pilot, AFileThatLiesInTwoFoldersOfTheCatalogueIsNoChangedInput)
{
    done();
    const auto name = std::string{"indicators/a_renewables.toml"};
    std::filesystem::create_directories(at("mine") / "indicators");
    const auto content = read_file(std::filesystem::path{catalogue_folder()} / name);
    const auto inputs_with = [&](const std::string& indicators) {
        write_file(at("mine") / name, indicators);
        const auto ran = run_program({"--catalogue", at("mine").string(), "run", at("plan.toml").string(), "-o",
                                      at("other").string(), "--overwrite"});
        EXPECT_EQ(ran.code, code_done) << ran.err;
        const auto compared = again("compare", {out().string(), at("other").string()});
        EXPECT_EQ(compared.code, code_done) << compared.err;
        return compared.out;
    };
    EXPECT_THAT(inputs_with(content), Not(HasSubstr("a_renewables")));
    EXPECT_THAT(inputs_with(content + "# mine\n"), HasSubstr("a_renewables"));
}

TEST_F(Pilot, PoliciesAreListedAndExplained)
{
    expect_words(again("policies", {}).out, {"ningxia", "tianjin", "national"});
    expect_words(again("policies", {"ningxia"}).out, {"省级及以上工业园区", "quota enterprise: 5 to 5", "default"});
    EXPECT_EQ(again("policies", {"ningxai"}).code, code_wrong);
}

} // namespace
} // namespace peaksite
