// What a what-if says of its numbers, and of changes that reach none.
#include "integration/gaps_case.hpp"

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;

class WhatifTold : public GapsCase {
protected:
    Outcome whatif(const std::vector<std::string>& more) const
    {
        std::vector<std::string> all{"whatif", out().string()};
        all.insert(all.end(), more.begin(), more.end());
        const auto outcome = run_program(all);
        EXPECT_EQ(outcome.code, code_done) << outcome.err;
        return outcome;
    }
};

TEST_F(WhatifTold, NumbersThatAreBoundsSayIt)
{
    done();
    const auto outcome = whatif({"--set", "technologies.pv.density=60 MW/km2", "--lang", "en"});
    expect_words(outcome.out, {"pv capacity", "(upper bound"});
    expect_words(whatif({"--set", "technologies.pv.density=60 MW/km2", "--lang", "zh"}).out, {"(上限", "装机容量"});
}

TEST_F(WhatifTold, ANumberThatIsNoBoundAnyMoreIsAChange)
{
    done();
    const auto outcome = whatif({"--off", "pv.red", "--lang", "en"});
    expect_words(outcome.out, {"pv eligible", "(upper bound"});
    EXPECT_THAT(outcome.out, Not(HasSubstr("no number changes")));
}

TEST_F(WhatifTold, ARuleWithoutALayerIsNamedAndReachesNoNumber)
{
    done();
    const auto outcome = whatif({"--on", "pv.red"});
    expect_words(outcome.err, {"unchecked", "未提供、未扣除，结果为上限", "pv"});
    expect_words(outcome.out, {"no number changes: what was changed reaches none"});
}

} // namespace
} // namespace peaksite
