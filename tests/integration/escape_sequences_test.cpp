// Names that would steer a terminal: in keys, names, heads, tables and file names. They reach neither the terminal nor
// a text that somebody may look at on one.
#include "base/controls.hpp"
#include "integration/small_case.hpp"

namespace peaksite {
namespace {

namespace fs = std::filesystem;

const std::string red = "\x1b[31m", title = "\x1b]0;owned\x07",
                  c1 = "\xC2\x9B"
                       "2J";

void expect_harmless(const std::string& content, const std::string& where)
{
    for (std::size_t at = 0, line = 1; at < content.size(); ++line) {
        const auto end = std::min(content.find('\n', at), content.size());
        const auto one = content.substr(at, end - at);
        ASSERT_FALSE(has_controls(one)) << where << ", line " << line << ": " << testing::PrintToString(one);
        at = end + 1;
    }
}

void expect_harmless(const Outcome& outcome)
{
    EXPECT_NE(outcome.code, -1);
    expect_harmless(outcome.out, "stdout");
    expect_harmless(outcome.err, "stderr");
}

void expect_harmless_texts(const fs::path& folder)
{
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const auto ending = entry.path().extension().string();
        for (const auto* text : {".csv", ".json", ".html", ".svg", ".qml", ".toml", ".txt", ".geojson", ".mif", ".mid"})
            if (ending == text) expect_harmless(read_file(entry.path()), entry.path().filename().string());
    }
}

class EscapeSequences : public SmallCase {
protected:
    EscapeSequences()
    {
        fs::remove(at("zones.gpkg"));
        VectorFacts facts;
        facts.table = "zones" + red;
        facts.columns = {"code", "name", "head" + title};
        facts.features = {{.wkt = first_square, .values = {"1" + red, "甲" + title + "县", "x" + c1}},
                          {.wkt = square(503000, 4200500, 2000), .values = {"2", "乙" + c1, red}}};
        make_vector(zones(), facts);
        write_file(at("plants.csv"), "name" + red + ",lon,lat,co2\n厂" + title + ",105.01,37.95,1\n" + red + ",1,x" +
                                         c1 + ",y" + red + "\n");
        plan.replace("file = \"zones.gpkg\"", "file = \"zones\\u001b[31m.gpkg\"")
            .add("[[facilities]]\nid = \"plants\"\nfile = \"plants.csv\"\nx = \"lon\"\ny = \"lat\"\ncrs = "
                 "\"EPSG:4326\"\nname = \"name [31m\"\nemission = { column = \"co2\", unit = \"t CO2/a\" }");
    }
    fs::path zones() const { return at("zones" + red + ".gpkg"); }
};

TEST_F(EscapeSequences, OfARunReachNoTerminalAndNoTable)
{
    const auto outcome = run();
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    expect_harmless(outcome);
    expect_words(outcome.err, {"signs that are no text were taken as blanks"});
    expect_harmless_texts(out());
    EXPECT_EQ(read_csv(out() / "zones.csv").at({{"key", "2"}}, "name"), "乙 2J");
}

TEST_F(EscapeSequences, OfOtherCommandsNeither)
{
    expect_harmless(command("check"));
    expect_harmless(command("explain"));
    plan.replace("key = \"code\"", "key = \"gone\"");
    const auto refused = command("run", run_arguments());
    EXPECT_EQ(refused.code, code_failed);
    expect_words(refused.err, {"gone"});
    expect_harmless(refused); // lists the columns there are
    expect_harmless(run_program({"init", zones().string(), at("value.tif").string(), "-o", at("new.toml").string()}));
    for (const auto* to : {"to.csv", "to.geojson", "to.mif"})
        expect_harmless(run_program({"convert", zones().string(), at(to).string()}));
    expect_harmless(run_program({"overlap", zones().string(), zones().string(), "-o", at("over").string()}));
    fs::remove(at("plants.csv"));
    expect_harmless_texts(folder.path());
}

} // namespace
} // namespace peaksite
