// The same numbers to the last bit for any number of threads and any run; another tile size only rounds differently.
#include "integration/whole_case.hpp"

#include <cmath>

namespace peaksite {
namespace {

class SameBits : public WholeCase {
protected:
    // Every byte of tables and rasters, and the content of the GeoPackage.
    std::map<std::string, std::string> content() const
    {
        auto all = tables_of(out());
        for (const auto& name : names_in_folder(out() / "rasters"))
            all["rasters/" + name] = read_file(out() / "rasters" / name);
        all["results.gpkg"] = read_file(out() / "results.gpkg");
        return all;
    }

    std::map<std::string, std::string> content_of(const std::vector<std::string>& arguments) const
    {
        auto all = arguments;
        all.emplace_back("--overwrite");
        done(all);
        return content();
    }
};

TEST_F(SameBits, ForAnyNumberOfThreadsAndEveryRun)
{
    const auto first = content_of({"--threads", "1"});
    EXPECT_GE(first.size(), 10U);
    for (const auto* threads : {"1", "2", "3", "8"}) {
        const auto again = content_of({"--threads", threads});
        ASSERT_EQ(again.size(), first.size());
        for (const auto& [name, bytes] : first)
            EXPECT_TRUE(again.at(name) == bytes) << name << " differs with " << threads << " threads";
    }
}

TEST_F(SameBits, AnotherTileSizeChangesNoNumberByMoreThanRounding)
{
    content_of({"--threads", "2"});
    const auto first = read_csv(out() / "statistics.csv");
    const auto states = read_file(out() / "rasters" / "state.tif");
    for (const auto* tile : {"grid.tile=128", "grid.tile=512"}) {
        content_of({"--threads", "2", "--set", tile});
        EXPECT_TRUE(read_file(out() / "rasters" / "state.tif") == states) << tile;
        const auto again = read_csv(out() / "statistics.csv");
        ASSERT_EQ(again.rows.size(), first.rows.size());
        for (std::size_t i = 0; i < first.rows.size(); ++i) {
            const auto& was = first.rows[i].at("value");
            const auto& is = again.rows[i].at("value");
            ASSERT_EQ(was.empty(), is.empty());
            if (was.empty()) continue;
            // Values are of one sign, so that Σ|x| is the sum itself; a standard deviation stands on squares.
            const double tolerance = first.rows[i].at("stat") == "stdev" ? 1e-9 : 1e-12;
            EXPECT_NEAR(std::stod(is), std::stod(was), tolerance * std::abs(std::stod(was)))
                << first.rows[i].at("stat") << " " << tile;
        }
    }
}

} // namespace
} // namespace peaksite
