#include "job/convert/compare_tables.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Sentence> compared(const std::string& meant, const std::string& read)
{
    const auto table = [](const std::string& value) {
        FeatureTable out;
        out.name = "t";
        out.columns = {"v"};
        out.features.emplace_back().values = {value};
        return out;
    };
    std::vector<Sentence> warnings;
    compare_tables(table(meant), table(read), warnings);
    return warnings;
}

TEST(CompareTables, NumbersAreTheSameHoweverTheyAreWritten)
{
    for (const auto& [meant, read] : {std::pair{"1", "1.0"},
                                      {"1e3", "1000"},
                                      {"", ""},
                                      {"-0.5", "-.5"},
                                      {"9007199254740992", "9.007199254740992e15"},
                                      {"123456789012345678", "123456789012345678"}})
        EXPECT_THAT(compared(meant, read), IsEmpty()) << meant << " as " << read;
}

TEST(CompareTables, WholeNumbersThatLoseDigitsAreToldOf)
{
    for (const auto& [meant, read] : {std::pair{"9007199254740993", "9007199254740992"},
                                      {"123456789012345678", "1.2345678901234568e+17"},
                                      {"-123456789012345678", "-123456789012345680"},
                                      {"12345678901234567890123", "1.2345678901234568e+22"}}) {
        const auto warnings = compared(meant, read);
        ASSERT_EQ(warnings.size(), 1U) << meant << " as " << read;
        EXPECT_THAT(warnings[0].english(), HasSubstr("1 values read back otherwise"));
    }
}

} // namespace
} // namespace peaksite
