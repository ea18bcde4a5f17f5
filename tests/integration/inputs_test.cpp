// Every file that a plan names is an input of the run: it stands in the manifest, and a change of it is seen.
#include "integration/small_case.hpp"

#include <fstream>
#include <regex>
#include <set>

namespace peaksite {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

// Every text of a plan that is the name of a file, whatever key it stands at: new keys need no line here.
std::set<fs::path> files_named(const std::string& plan, const fs::path& folder)
{
    static const std::regex quoted{"\"([^\"\\n]+)\""};
    std::set<fs::path> out;
    for (std::sregex_iterator at{plan.begin(), plan.end(), quoted}, end; at != end; ++at) {
        const auto path = (folder / (*at)[1].str()).lexically_normal();
        std::error_code ignored;
        if (fs::is_regular_file(path, ignored)) out.insert(path);
    }
    return out;
}

// The names of the files among the manifest's inputs.
std::set<std::string> inputs_in(const fs::path& result)
{
    const auto manifest = read_file(result / "manifest.json");
    const auto begin = manifest.find("\"inputs\":"), end = manifest.find("\"grid\":");
    static const std::regex path{"\"path\": \"([^\"]+)\""};
    const auto part = manifest.substr(begin, end - begin);
    std::set<std::string> out;
    for (std::sregex_iterator at{part.begin(), part.end(), path}, last; at != last; ++at)
        out.insert(fs::path{(*at)[1].str()}.filename().string());
    return out;
}

constexpr auto every_key = R"toml([[layers]]
id = "lc"
file = ["lc_1.tif", "lc_2.tif"]
quantity = "categorical"
classes = { forest = 1 }
[[layers]]
id = "reserve"
file = "reserve.gpkg"
kind = "vector"
[[tables]]
id = "stats"
file = "stats.csv"
key = "编码"
year = 2023
[tables.columns]
gdp = "地区生产总值（万元）"
pop = "常住人口（人）"
[[facilities]]
id = "plants"
file = "plants.csv"
x = "lon"
y = "lat"
crs = "EPSG:4490"
sector = "power"
emission = { column = "co2", unit = "t CO2/a" }
[[technologies]]
id = "pv"
density = "40 MW/km2"
share = 1
yield = "(1200 h/a)"
[[technologies.exclude]]
id = "reserve"
where = "reserve"
[carbon]
landcover = "lc"
table = "pools.csv"
[siting]
draws = 100
selection_draws = 0
[[siting.types]]
type = "city"
criteria = [ { indicator = "gdp_pc", direction = "+" } ]
[siting.types.expert]
file = "scores.csv"
)toml";

class Inputs : public SmallCase {
protected:
    Inputs()
    {
        for (const int part : {0, 1})
            make_raster(at("lc_" + std::to_string(part + 1) + ".tif"), {.cols = 30,
                                                                        .rows = 60,
                                                                        .west = 500000 + 3000.0 * part,
                                                                        .type = "Byte",
                                                                        .nodata = 0,
                                                                        .value = [](int, int) { return 1; }});
        VectorFacts reserve;
        reserve.features = {{.wkt = square(500600, 4200600, 300), .values = {"r", "r"}}};
        make_vector(at("reserve.gpkg"), reserve);
        write_file(at("stats.csv"), "编码,地区生产总值（万元）,常住人口（人）\n1,100,40\n2,200,30\n");
        write_file(at("plants.csv"), "name,lon,lat,co2\nA,105.01,37.96,100\n");
        write_file(at("pools.csv"), "lucode,c_above,c_below,c_soil,c_dead\n1,10,0,0,0\n");
        write_file(at("scores.csv"), "专家,候选,项目,分数\n甲,1,总体,80\n甲,2,总体,60\n乙,1,总体,70\n乙,2,总体,65\n");
        plan.replace("name = \"name\"", "name = \"name\"\nkind = \"city\"").add(every_key);
    }
};

TEST_F(Inputs, EveryFileThatAPlanNamesStandsInItsManifest)
{
    done();
    const auto named = files_named(plan.text(), folder.path());
    EXPECT_GE(named.size(), 9U) << "the plan should name a file with every key that takes one";
    const auto listed = inputs_in(out());
    for (const auto& file : named) EXPECT_TRUE(listed.contains(file.filename().string())) << file;
}

TEST_F(Inputs, CompareNamesTheFileThatChanged)
{
    const std::vector<std::pair<std::string, std::string>> changes{
        {"stats.csv", "编码,地区生产总值（万元）,常住人口（人）\n1,300,40\n2,600,30\n"},
        {"scores.csv", "专家,候选,项目,分数\n甲,1,总体,60\n甲,2,总体,80\n乙,1,总体,60\n乙,2,总体,65\n"},
        {"pools.csv", "lucode,c_above,c_below,c_soil,c_dead\n1,20,0,0,0\n"},
        {"plants.csv", "name,lon,lat,co2\nA,105.01,37.96,300\n"}};
    plan.replace("secrecy = \"public\"", "secrecy = \"internal\""); // public results keep no siting.json
    done();
    for (const auto& [file, content] : changes) {
        const auto before = read_file(at(file));
        write_file(at(file), content);
        ASSERT_EQ(run_program({"run", at("plan.toml").string(), "-o", at("new").string(), "--overwrite"}).code,
                  code_done);
        const auto compared = run_program({"compare", out().string(), at("new").string()});
        EXPECT_EQ(compared.code, code_done) << compared.err;
        EXPECT_THAT(compared.out, Not(HasSubstr("same data"))) << file;
        EXPECT_THAT(compared.out, HasSubstr(file));
        write_file(at(file), before);
    }
}

TEST_F(Inputs, AResumedRunDoesNotGoOnWithAnotherTable)
{
    // A run whose table changed is another run: its fingerprint says so.
    done();
    const auto fingerprint = [&] {
        const auto manifest = read_file(out() / "manifest.json");
        const auto begin = manifest.find("\"fingerprint\": \"");
        return manifest.substr(begin, 40);
    };
    const auto before = fingerprint();
    write_file(at("stats.csv"), "编码,地区生产总值（万元）,常住人口（人）\n1,101,40\n2,200,30\n");
    done({"--overwrite"});
    EXPECT_NE(fingerprint(), before);
}

} // namespace
} // namespace peaksite
