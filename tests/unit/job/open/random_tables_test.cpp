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

// What a filter lets pass.
struct RowFilter {
    enum class Kind { none, is, is_not, above };
    Kind kind = Kind::none;

    static constexpr auto word = "水泥";
    static constexpr double least = 300;

    std::string where() const
    {
        switch (kind) {
        case Kind::none:
            return {};
        case Kind::is:
            return "产品 = '水泥'";
        case Kind::is_not:
            return "产品 <> '水泥'";
        case Kind::above:
            return "量 > 300";
        }
        return {};
    }
    bool passes(const std::string& product, double amount) const
    {
        switch (kind) {
        case Kind::none:
            return true;
        case Kind::is:
            return product == word;
        case Kind::is_not:
            return product != word;
        case Kind::above:
            return amount > least;
        }
        return true;
    }
};

class TableDraw {
public:
    explicit TableDraw(unsigned seed) : m_random(seed) {}

    bool coin() { return m_random() % 2 == 0; }
    template <class T>
    const T& one_of(const std::vector<T>& all)
    {
        return all[m_random() % all.size()];
    }

    // Lines of a table and the sums of its zones, of rows that the filter lets pass.
    std::string table(const std::string& unit, std::map<std::string, double>& sums, const RowFilter& filter)
    {
        m_filter = filter;
        m_front = one_of(std::vector<std::string>{"", "序号", "地市", "指标"});
        m_names = coin();
        m_number = 0;
        const auto front = std::string{m_front.empty() ? "" : ","} + (m_names ? "," : "");
        const auto place = filter.kind == RowFilter::Kind::above ? 3 : m_random() % 4;
        std::string out;
        if (place == 0) out += "单位：" + unit + front + ",,\n";
        if (place == 1) out += front + ",," + unit + "\n";
        out += (m_front.empty() ? "" : m_front + ",") + (m_names ? "编码,名称" : "编码") + ",产品,量" +
               (place == 2 ? "（" + unit + "）" : "") + "\n";
        if (place == 3) out += "单位" + front + ",," + unit + "\n";
        for (const std::string key : {"A1", "A2", "A3"}) out += zone(key, sums[key]);
        if (coin()) out += m_names ? row("", one_of(m_sums), "", 9999) : row(one_of(m_sums), "", "", 9999);
        return out;
    }

private:
    std::string row(const std::string& key, const std::string& name, const std::string& product, double amount)
    {
        const auto front = m_front.empty() ? "" : m_front == "序号" ? std::to_string(++m_number) + "," : "银川市,";
        return front + key + (m_names ? "," + name : "") + "," + product + "," + std::to_string(amount) + "\n";
    }

    std::string zone(const std::string& key, double& sum)
    {
        std::string out;
        const bool merged = coin();
        const auto rows = 1 + m_random() % 3;
        double all = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            const auto& product = one_of(m_products);
            const double amount = 1 + static_cast<double>(m_random() % 1000) + 0.5 * static_cast<double>(i);
            const bool blank = merged && i > 0;
            out += row(blank ? "" : key, blank ? "" : key + "园", product, amount);
            all += amount;
            if (m_filter.passes(product, amount)) sum += amount;
        }
        if (coin()) out += row(merged ? "" : key, merged ? "" : key + "园", one_of(m_sums), all);
        return out;
    }

    std::mt19937 m_random;
    std::vector<std::string> m_products{"水泥", "石灰", "合计路水泥", "小计划公司产品"};
    std::vector<std::string> m_sums{"小计", "合计", "合 计", "总计：", "Subtotal", "甲合计", "合计3家"};
    RowFilter m_filter;
    std::string m_front; // head of a column before that of keys
    bool m_names = false;
    int m_number = 0;
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
    using Kind = RowFilter::Kind;
    const RowFilter filter{draw.one_of(std::vector{Kind::none, Kind::none, Kind::is, Kind::is_not, Kind::above})};
    plan.where = filter.where();
    plan.columns.front().column = "量";
    std::map<std::string, double> drawn, read;
    const auto content = draw.table(spelling.text, drawn, filter);
    SCOPED_TRACE(content);
    if (filter.kind != Kind::none && drawn["A1"] + drawn["A2"] + drawn["A3"] == 0)
        return; // no row passes, or sums alone
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
    const auto content = draw.table(strange, drawn, {});
    SCOPED_TRACE(content);
    if (content.find("量（") != std::string::npos) plan.columns.front().column = "量（" + strange + "）";
    EXPECT_THROW(open(content), InputError);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTables, testing::Range(1U, 601U));

} // namespace
} // namespace peaksite
