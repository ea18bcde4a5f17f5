#include "report/files/tables.hpp"

#include "base/error.hpp"
#include "report/files/csv.hpp"
#include "report/files/manifest.hpp"
#include "report/files/qml.hpp"
#include "support/results.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <charconv>
#include <cstring>
#include <set>

namespace peaksite {
namespace {

// A reader of RFC 4180, written from its text; a BOM is taken off.
std::vector<std::vector<std::string>> parsed(std::string content)
{
    EXPECT_TRUE(content.starts_with("\xEF\xBB\xBF"));
    content.erase(0, 3);
    std::vector<std::vector<std::string>> rows(1);
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < content.size(); ++i) {
        const char c = content[i];
        if (quoted) {
            if (c != '"')
                cell += c;
            else if (i + 1 < content.size() && content[i + 1] == '"')
                cell += content[i++];
            else
                quoted = false;
        } else if (c == '"') {
            EXPECT_TRUE(cell.empty());
            quoted = true;
        } else if (c == ',' || c == '\n') {
            rows.back().push_back(std::exchange(cell, {}));
            if (c == '\n') rows.emplace_back();
        } else
            cell += c;
    }
    EXPECT_TRUE(rows.back().empty()) << "the last line ends";
    rows.pop_back();
    return rows;
}

std::vector<std::vector<std::string>> written(const std::function<void(CsvFile&)>& use)
{
    const Scratch scratch;
    CsvFile file{scratch / "a.csv"};
    use(file);
    file.end_row();
    file.close();
    return parsed(content_of(scratch / "a.csv"));
}

double read_number(const std::string& text)
{
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    EXPECT_TRUE(error == std::errc{} && end == text.data() + text.size()) << text;
    return out;
}

RC_GTEST_PROP(Csv, NumbersReadBackToTheSameDouble, (std::uint64_t bits))
{
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    RC_PRE(std::isfinite(value));
    const auto rows = written([&](CsvFile& file) { file.cell(value); });
    RC_ASSERT(read_number(rows.at(0).at(0)) == value);
}

RC_GTEST_PROP(Csv, TextsComeBackAsTheyAre, (std::vector<std::string> texts))
{
    // What a spreadsheet would take for a formula gets an apostrophe; see below.
    std::erase_if(texts, [](const std::string& text) {
        return text.find_first_of("=@+-\t\r\n") == 0 || text.find('\0') != std::string::npos;
    });
    RC_PRE(!texts.empty());
    const auto rows = written([&](CsvFile& file) {
        for (const auto& text : texts) file.cell(text);
    });
    RC_ASSERT(rows.size() == 1U);
    RC_ASSERT(rows[0] == texts);
}

TEST(Csv, KeepsANumberButDisarmsAFormula)
{
    const auto rows = written(
        [](CsvFile& file) { file.cell("-5").cell("=HYPERLINK(\"x\")").cell("+cmd").cell("@a").cell("-").cell("a=1"); });
    EXPECT_EQ(rows.at(0), (std::vector<std::string>{"-5", "'=HYPERLINK(\"x\")", "'+cmd", "'@a", "'-", "a=1"}));
}

// Spreadsheets skip a leading line break, and those of East Asia take full-width signs for the others.
TEST(Csv, DisarmsEveryWayToBeginAFormula)
{
    for (const std::string begin : {"=", "@", "+", "-", "\t=", "\r=", "\n=", "\n", "＝", "＋", "－", "＠"}) {
        const auto rows = written([&](CsvFile& file) { file.cell(begin + "cmd|x"); });
        EXPECT_EQ(rows.at(0).at(0), "'" + begin + "cmd|x");
    }
}

TEST(Csv, MissingIsEmptyAndNeverZero)
{
    const auto rows =
        written([](CsvFile& file) { file.cell(std::optional<double>{}).cell(std::optional<int>{}).empty().cell(0.0); });
    EXPECT_EQ(rows.at(0), (std::vector<std::string>{"", "", "", "0"}));
}

TEST(Csv, AFileThatCannotBeMadeIsAnError)
{
    EXPECT_THROW(CsvFile{"/nonexistent/a.csv"}, InputError);
    CsvFile full{"/dev/full"};
    full.cell("text");
    EXPECT_THROW(full.close(), InputError);
}

TEST(Tables, HaveTheirHeadsAndARowPerZone)
{
    const Scratch scratch;
    const auto results = small_results();
    write_tables(results, scratch.folder());
    const std::size_t zones = 2 * hostile_names().size();
    const std::map<std::string, std::pair<std::string, std::size_t>> heads{
        {"indicators.csv", {"zones,key,name,kind,area [km2],pv_ghi_mean [kWh/m2/a]", zones}},
        {"indicators_long.csv",
         {"zones,key,name,kind,indicator,value,unit,low,high,valid_share,from_year,year,flag,not_given,word", zones}},
        {"statistics.csv", {"zones,key,layer,stat,class,value,unit,valid_share,on", zones}},
        {"waterfall.csv", {"zones,key,technology,criterion,alone_km2,unique_km2,cumulative_km2", zones}},
        {"emissions.csv",
         {"zones,key,facilities,sector,count,without_emission,emission_tco2_per_year,without_capacity,capacity_mw", 2}},
        {"facilities.csv",
         {"facilities,row,name,sector,lon,lat,emission_tco2_per_year,capacity_mw,place,zone in a,zone in b", 2}}};
    for (const auto& [name, expected] : heads) {
        const auto rows = parsed(content_of(scratch / name));
        ASSERT_EQ(rows.size(), expected.second + 1) << name;
        EXPECT_EQ(joined(rows[0], ","), expected.first);
        for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size()) << name;
    }
    const auto wide = parsed(content_of(scratch / "indicators.csv"));
    for (std::size_t i = 0; i < hostile_names().size(); ++i) {
        const auto& name = hostile_names()[i];
        EXPECT_TRUE(wide[1 + i][2] == name || wide[1 + i][2] == "'" + name) << name;
        EXPECT_EQ(wide[1 + i][5].empty(), i == 1 || i == 3) << "missing, and too little data";
    }
    const auto lengthy = parsed(content_of(scratch / "indicators_long.csv"));
    EXPECT_EQ(read_number(lengthy[4][5]), 1.0 / 6) << "kept in the long table";
    EXPECT_EQ(lengthy[4][12], "low_valid");
    EXPECT_EQ(parsed(content_of(scratch / "waterfall.csv"))[1][4], "") << "not checked";
}

// The word of a category stands beside its number; reasons are of blanks alone.
TEST(Tables, ReasonsAreOfBlanksAlone)
{
    const Scratch scratch;
    auto results = small_results();
    auto& rows = results.by_set[0].indicators;
    rows[0][0].word = "weak_decoupling (elasticity 0.1376)";
    rows[1][0].word = "unsure";
    rows[1][0].reason = text("{} is a word: {}", "x", "unsure");
    write_tables(results, scratch.folder());
    const auto wide = parsed(content_of(scratch / "indicators.csv"));
    std::set<std::string> blank, told;
    for (std::size_t i = 1; i < wide.size(); ++i)
        if (wide[i][5].empty()) blank.insert(wide[i][0] + wide[i][1]);
    for (const auto& row : parsed(content_of(scratch / "reasons.csv"))) {
        EXPECT_NE(row[4], "") << row[1];
        if (row[3] == results.indicators[0].id && !row[1].empty()) told.insert(row[0] + row[1]);
    }
    EXPECT_EQ(told, blank);
    EXPECT_EQ(parsed(content_of(scratch / "indicators_long.csv"))[1][14], rows[0][0].word);
}

TEST(Manifest, IsJsonWhateverTheTexts)
{
    const Scratch scratch;
    ManifestFacts facts;
    facts.program = "peaksite test";
    facts.grid = Grid{{.x = 0.1, .y = 2}, 0.1, 0.1, 3, 4};
    facts.plan_text = "title = \"\\\" \xFF\n";
    facts.settings = {{"data", "C:\\x \"y\""}};
    facts.inputs.folder = "/data";
    facts.inputs.files.push_back({.role = "layer ghi",
                                  .path = "a\nb",
                                  .size = 5000000000,
                                  .modified = "",
                                  .fast = "f",
                                  .sha256 = "",
                                  .source = "源",
                                  .licence = "",
                                  .certainty = ""});
    facts.seconds = {{"reading", 0.5}};
    facts.counts = {{"tiles", 5}};
    write_manifest(facts, small_results(), scratch / "manifest.json");
    const auto json = nlohmann::json::parse(content_of(scratch / "manifest.json"));
    EXPECT_EQ(json["made_by"], "peaksite");
    EXPECT_EQ(json["inputs"][0]["bytes"], 5000000000);
    EXPECT_EQ(json["grid"]["cell"][0].get<double>(), 0.1);
    EXPECT_EQ(json["grid"]["extent"].size(), 4U);
    EXPECT_EQ(json["unchecked_rules"][0]["rule"]["zh"], "红线 \"");
    EXPECT_EQ(json["missing_indicators"][0]["indicator"], "e_total");
    EXPECT_EQ(json["plan"]["settings"]["data"], "C:\\x \"y\"");
    EXPECT_TRUE(is_our_folder(scratch.folder()));
    const auto inputs = recorded_inputs(scratch.folder());
    EXPECT_EQ(inputs.folder, "/data");
    ASSERT_EQ(inputs.files.size(), 1U);
    EXPECT_EQ(inputs.files[0].path, "a\nb");
    EXPECT_EQ(inputs.files[0].source, "源");
}

// Well formed: tags nest, attributes are quoted, comments hold no "--". Enough for what we write.
void expect_well_formed(const std::string& xml)
{
    std::vector<std::string> open;
    for (std::size_t at = 0; (at = xml.find('<', at)) != std::string::npos;) {
        if (xml.compare(at, 4, "<!--") == 0) {
            const auto end = xml.find("--", at + 4);
            ASSERT_NE(end, std::string::npos);
            ASSERT_EQ(xml.substr(end, 3), "-->") << "-- within a comment";
            at = end + 3;
            continue;
        }
        std::size_t end = at;
        char quote = 0;
        for (; end < xml.size() && (quote != 0 || xml[end] != '>'); ++end) {
            const char c = xml[end];
            ASSERT_FALSE(end > at && c == '<') << xml.substr(at, 60);
            if (quote != 0)
                quote = c == quote ? 0 : quote;
            else if (c == '"' || c == '\'')
                quote = c;
        }
        ASSERT_LT(end, xml.size());
        const auto tag = xml.substr(at + 1, end - at - 1);
        at = end;
        if (tag[0] == '!') continue;
        if (tag[0] == '/') {
            ASSERT_FALSE(open.empty());
            ASSERT_EQ(open.back(), tag.substr(1));
            open.pop_back();
        } else if (tag.back() != '/')
            open.push_back(tag.substr(0, tag.find_first_of(" \n")));
    }
    EXPECT_TRUE(open.empty());
    EXPECT_TRUE(std::ranges::none_of(
        xml, [](char c) { return static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\t' && c != '\r'; }));
}

TEST(Qml, IsWellFormedWhateverTheNames)
{
    auto names = hostile_names();
    names.insert(names.end(), {"--", "ends with -", "a--->b", std::string{"bell\x07"}, "<!--"});
    for (const auto& column : names)
        for (const auto& label : names) expect_well_formed(graduated_qml(column, label, {1, 2, 3, 5, 8, 13, 21}));
    expect_well_formed(graduated_qml("a", "b", {}));
    expect_well_formed(graduated_qml("a", "b", {5, 5, 5}));
    expect_well_formed(graduated_qml("a", "b", {std::nan(""), 1}));
}

TEST(Qml, ClassesHoldEveryValue)
{
    const auto qml = graduated_qml("pv", "label", {4, 1, 9, 2, 2, 7});
    EXPECT_THAT(qml, testing::HasSubstr("attr=\"pv\""));
    EXPECT_THAT(qml, testing::HasSubstr("lower=\"1\""));
    EXPECT_THAT(qml, testing::HasSubstr("upper=\"9\""));
}

} // namespace
} // namespace peaksite
