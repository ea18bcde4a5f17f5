#include "job/open/open_tables.hpp"
#include "support/scratch.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

// Tables as offices make them, drawn at random: sums beside the names they are of, merged cells under filters, units in
// any spelling and any place. Whatever they look like, a zone's amounts add up to what was drawn.

namespace peaksite {
namespace {

struct UnitSpelling {
    std::string text, plain;
};

const std::vector<UnitSpelling> spellings{{"百户", "100 count"},   {"万kwh", "10^4 kWh"},
                                          {"KWH", "kWh"},          {"万㎡", "10^4 m2"},
                                          {"亿m3", "10^8 m3"},     {"十万平方米", "10^5 m2"},
                                          {"万 人", "10^4 cap"},   {"亿元（当年价）", "10^8 CNY"},
                                          {"百米", "100 m"},       {"t/hm2", "t/ha"},
                                          {"吨CO2当量", "t CO2e"}, {"万千瓦·时", "10^4 kWh"},
                                          {"斤", "0.5 kg"},        {"百分比", "%"}};
const std::vector<std::string> unknown{"万箱子", "104kWh", "MWe", "百斗/亩"};

class TableDraw {
public:
    explicit TableDraw(unsigned seed) : m_random(seed) {}

    bool coin() { return m_random() % 2 == 0; }
    template <class T>
    const T& one_of(const std::vector<T>& all)
    {
        return all[m_random() % all.size()];
    }

    // Lines of a table and the sums of its zones; `word`: of the rows that a filter keeps, empty for all.
    std::string table(const std::string& unit, std::map<std::string, double>& sums, const std::string& word)
    {
        const auto place = m_random() % 4;
        std::string out;
        if (place == 0) out += "单位：" + unit + ",,\n";
        if (place == 1) out += ",," + unit + "\n";
        out += "编码,产品,量" + (place == 2 ? "（" + unit + "）" : "") + "\n";
        if (place == 3) out += "单位,," + unit + "\n";
        for (const std::string key : {"A1", "A2", "A3"}) out += zone(key, sums[key], word);
        if (coin()) out += one_of(m_sums) + ",,9999\n";
        return out;
    }

private:
    std::string zone(const std::string& key, double& sum, const std::string& word)
    {
        std::string out;
        const bool merged = coin();
        const auto rows = 1 + m_random() % 3;
        double all = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            const auto& product = one_of(m_products);
            const double amount = 1 + static_cast<double>(m_random() % 1000) + 0.5 * static_cast<double>(i);
            out += (merged && i > 0 ? "" : key) + "," + product + "," + std::to_string(amount) + "\n";
            all += amount;
            if (word.empty() || word == product) sum += amount;
        }
        if (coin()) out += (merged ? "" : key) + "," + one_of(m_sums) + "," + std::to_string(all) + "\n";
        return out;
    }

    std::mt19937 m_random;
    std::vector<std::string> m_products{"水泥", "石灰", "合计路水泥", "小计划公司产品"};
    std::vector<std::string> m_sums{"小计", "合计", "合 计", "总计：", "Subtotal", "甲合计"};
};

class RandomTables : public testing::TestWithParam<unsigned> {
protected:
    RandomTables()
    {
        plan.id = "ours";
        plan.key = "编码";
        plan.columns = {{.name = "v", .column = "量", .unit = {}, .year = {}, .position = {}}};
        ZoneSet set{.id = "z", .title = {}, .crs = Crs::parse("EPSG:4490"), .zones = {}};
        for (const auto* key : {"A1", "A2", "A3"})
            set.zones.push_back({.key = key, .name = key, .kind = "park", .shape = {}});
        sets.push_back(std::move(set));
    }
    UnitTable open(const std::string& content)
    {
        plan.file = folder.file("t.csv", content);
        std::vector<Sentence> warnings;
        return open_table(plan, {.sets = sets, .names = {}, .regions = {}}, warnings);
    }

    Scratch folder;
    std::vector<ZoneSet> sets;
    TablePlan plan;
};

TEST_P(RandomTables, AddUpToWhatWasDrawn)
{
    SCOPED_TRACE(GetParam());
    TableDraw draw{GetParam()};
    const auto& spelling = draw.one_of(spellings);
    const std::string word = draw.coin() ? "水泥" : "";
    if (!word.empty()) plan.where = "产品 = '水泥'";
    plan.columns.front().column = "量";
    std::map<std::string, double> drawn, read;
    const auto content = draw.table(spelling.text, drawn, word);
    SCOPED_TRACE(content);
    if (!word.empty() && drawn["A1"] + drawn["A2"] + drawn["A3"] == 0) return; // no row passes, which is an error
    const auto table = open(content);
    const auto factor = conversion(unit(table.fields.at(0).unit), unit(spelling.plain));
    for (const auto& row : table.rows)
        if (row.cells.at(0).number) read[row.label] += factor(*row.cells[0].number);
    for (const auto& [key, sum] : drawn) EXPECT_NEAR(read[key], sum, 1e-9 * sum) << key;
}

TEST_P(RandomTables, NeverTakeAnUnknownUnitForNone)
{
    SCOPED_TRACE(GetParam());
    TableDraw draw{GetParam()};
    const auto& strange = draw.one_of(unknown);
    std::map<std::string, double> drawn;
    const auto content = draw.table(strange, drawn, "");
    SCOPED_TRACE(content);
    if (content.find("量（") != std::string::npos) plan.columns.front().column = "量（" + strange + "）";
    EXPECT_THROW(open(content), InputError);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTables, testing::Range(1U, 301U));

} // namespace
} // namespace peaksite
