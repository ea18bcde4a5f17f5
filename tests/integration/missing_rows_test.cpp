// Inputs that would become wrong numbers without a word: rows that were forgotten, factors in another unit.
#include "integration/small_case.hpp"

namespace peaksite {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class MissingRows : public SmallCase {
protected:
    void fuel(const std::string& rows, const std::string& cc = "26.1")
    {
        write_file(at("fuel.csv"), "代码,年份,类别,消费量（吨）,低位发热量（GJ/t）,含碳量（tC/TJ）,碳氧化率\n"
                                   "1,2023,煤,1000,19.57,26.1,0.93\n1,2023,油,50,42.652,20.2,0.98\n"
                                   "2,2023,煤,900,19.57,26.1,0.93\n2,2024,煤,900,19.57," +
                                       cc + ",0.93\n1,2024,油,50,42.652,20.2,0.98\n" + rows);
        if (m_added) return;
        m_added = true;
        plan.add("[[tables]]\nid = \"fuel\"\nfile = \"fuel.csv\"\nkey = \"代码\"\nyear = { column = \"年份\" }\n"
                 "[tables.columns]\nad = \"消费量（吨）\"\nncv = \"低位发热量（GJ/t）\"\ncc = \"含碳量（tC/TJ）\"\n"
                 "of = \"碳氧化率\"\nkind = \"类别\"\n");
    }

private:
    bool m_added = false;
};

TEST_F(MissingRows, OfAKindAreToldByRunAndCheck)
{
    fuel("");
    const auto sentence =
        AllOf(HasSubstr("table 'fuel': 1 zones have fewer rows in the years in brackets than in other years"),
              HasSubstr("甲县 (煤: 2024)"), Not(HasSubstr("乙县 (")));
    EXPECT_THAT(done({"--lang", "en"}).err, sentence);
    EXPECT_THAT(command("check", {"--lang", "en"}).out, sentence);
    EXPECT_THAT(command("check", {"--lang", "zh"}).out,
                AllOf(HasSubstr("数据表“fuel”：1 个单元在括号内年份的行少于其他年份"), HasSubstr("甲县 (煤: 2024)")));
    fuel("1,2024,煤,0,19.57,26.1,0.93\n");
    EXPECT_THAT(done({"--lang", "en", "--overwrite"}).err, Not(HasSubstr("have fewer rows")));
}

// What is told of a table and what the value says is one finding, by the words of all columns.
TEST_F(MissingRows, AreCalledTheSameAtTheValue)
{
    const std::string head = "代码,年份,类别,品名,消费量（吨）,低位发热量（GJ/t）,含碳量（tC/TJ）,碳氧化率\n";
    const auto row = [](const std::string& begin) { return begin + ",900,19.57,26.1,0.93\n"; };
    fuel("");
    write_file(at("fuel.csv"), head + row("1,2023,煤,烟煤") + row("1,2023,煤,褐煤") + row("1,2024,煤,烟煤") +
                                   row("2,2023,煤,烟煤") + row("2,2024,煤,烟煤"));
    EXPECT_THAT(done({"--lang", "en"}).err, HasSubstr("甲县 (煤/褐煤: 2024)"));
    EXPECT_THAT(read_file(out() / "indicators_long.csv"), HasSubstr("fuel: 煤/褐煤"));
}

TEST_F(MissingRows, AndRowsThatAreThereTwiceAreSaidByTheirValues)
{
    fuel("1,2024,煤,900,19.57,26.1,0.93\n2,2024,煤,900.0,19.57,26.1,0.93\n");
    EXPECT_THAT(done({"--lang", "en"}).err, HasSubstr("1 rows repeat a whole row above and count again: row 8 2"));
    std::set<std::string> flagged;
    for (const auto& row : read_csv(out() / "indicators_long.csv").rows)
        if (row.at("flag").find("counted_twice") != std::string::npos) flagged.insert(row.at("key"));
    EXPECT_EQ(flagged, std::set<std::string>{"2"});
}

TEST_F(MissingRows, BesideFactorsInAnotherUnitThatAreRefused)
{
    fuel("1,2024,煤,0,19.57,26.1,0.93\n", "0.0261");
    refused(code_failed, {"fuel.csv", "row 5 2", "'0.0261'", "t C/TJ", "1 to 150"}, {"--lang", "en"});
    fuel("1,2024,煤,0,19.57,26.1,0.93\n", "26100");
    const auto checked = command("check", {"--lang", "zh"});
    EXPECT_EQ(checked.code, code_failed);
    EXPECT_THAT(checked.out,
                AllOf(HasSubstr("fuel.csv"), HasSubstr("26100 t C/TJ"), HasSubstr("可能的范围是 1 至 150")));
}

} // namespace
} // namespace peaksite
