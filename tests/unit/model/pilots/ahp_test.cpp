#include "model/pilots/ahp.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

const RandomIndexTable& saaty() { return random_index_table("saaty"); }

std::vector<std::string> ids(std::size_t count)
{
    std::vector<std::string> out;
    for (std::size_t j = 0; j < count; ++j) out.push_back("k" + std::to_string(j));
    return out;
}

// Published in ChinaXiv 201804.01429.
CandidateTable published()
{
    return {{1, 5, 3, 2}, {1 / 5., 1, 1 / 2., 1 / 4.}, {1 / 3., 2, 1, 1 / 2.}, {1 / 2., 4, 2, 1}};
}
CandidateTable inconsistent() { return {{1, 3, 1 / 5.}, {1 / 3., 1, 3}, {5, 1 / 3., 1}}; }

TEST(Ahp, AgreesWithThePublishedExample)
{
    const auto found = ahp(published(), ids(4), saaty());
    const std::vector<double> truth{0.47729050457438543, 0.08089017398644936, 0.15386730752207492, 0.28795201391709035};
    for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(found.weights[j], truth[j], 1e-12);
    EXPECT_NEAR(found.lambda, 4.021130331554552, 1e-12);
    EXPECT_NEAR(found.index, 0.0070434438515173765, 1e-12);
    EXPECT_NEAR(found.verdict.ratio, 0.007826048723908196, 1e-12);
    EXPECT_TRUE(found.verdict.accepted);
    EXPECT_FALSE(found.depends_on_table);
    EXPECT_EQ(accepted_weights(found, ids(4)), found.weights);
}

TEST(Ahp, GeometricMeansOfTheRowsDifferInTheFourthDigit)
{
    const auto found = ahp(published(), ids(4), saaty(), AhpPlan::By::geometric_mean);
    const std::vector<double> truth{0.4764519758520715, 0.08095129875175022, 0.1546886698238842, 0.287908055572294};
    for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(found.weights[j], truth[j], 1e-12);
    EXPECT_NEAR(found.lambda, 4.021102828564745, 1e-12);
    EXPECT_TRUE(found.verdict.accepted);
}

// Saaty (1980): choosing a school by learning, friends, school life, vocational training, college preparation, music.
TEST(Ahp, GivesSaatysWeightsOfTheChoiceOfASchool)
{
    const CandidateTable criteria{
        {1, 4, 3, 1, 3, 4},           {1 / 4., 1, 7, 3, 1 / 5., 1}, {1 / 3., 1 / 7., 1, 1 / 5., 1 / 5., 1 / 6.},
        {1, 1 / 3., 5, 1, 1, 1 / 3.}, {1 / 3., 5, 5, 1, 1, 3},      {1 / 4., 1, 6, 3, 1 / 3., 1}};
    const auto found = ahp(criteria, ids(6), saaty());
    const std::vector<double> printed{.32, .14, .03, .13, .24, .14};
    for (std::size_t j = 0; j < 6; ++j) EXPECT_NEAR(found.weights[j], printed[j], 0.005);
    EXPECT_FALSE(found.verdict.accepted) << "his judgements are well known not to be consistent";
    const auto learning = ahp({{1, 1 / 3., 1 / 2.}, {3, 1, 3}, {2, 1 / 3., 1}}, ids(3), saaty());
    const std::vector<double> schools{.16, .59, .25};
    for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(learning.weights[j], schools[j], 0.005);
    EXPECT_NEAR(learning.lambda, 3.05, 0.005);
    EXPECT_EQ(learning.verdict.random_index, 0.58);
    EXPECT_NE(learning.verdict.source.find("Saaty"), std::string::npos);
}

TEST(Ahp, InconsistentJudgementsAreRefusedWithTheirRatio)
{
    const auto found = ahp(inconsistent(), ids(3), saaty());
    EXPECT_NEAR(found.lambda, 4.838037526257312, 1e-12);
    EXPECT_NEAR(found.index, 0.9190187631286562, 1e-12);
    EXPECT_NEAR(found.verdict.ratio, 1.5845151088425107, 1e-12);
    EXPECT_NEAR(found.weights[2], 0.39141833674562687, 1e-12);
    EXPECT_FALSE(found.verdict.accepted);
    try {
        accepted_weights(found, ids(3));
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_EQ(error.faults()[0].what.english(),
                  "the judgements contradict each other: CR = 1.5845 by the table 'saaty', it must be below 0.1");
        EXPECT_NE(error.faults()[0].hint.english().find("look first at k"), std::string::npos);
    }
}

// λ = 1 + t + 1/t with t³ = 2·4/3: CI 0.0539, which one table puts at 0.093 and another at 0.104.
TEST(Ahp, ReportsAVerdictThatDependsOnTheTable)
{
    const CandidateTable borderline{{1, 2, 3}, {1 / 2., 1, 4}, {1 / 3., 1 / 4., 1}};
    const auto found = ahp(borderline, ids(3), saaty());
    EXPECT_TRUE(found.verdict.accepted);
    EXPECT_NEAR(found.verdict.ratio, 0.0539 / 0.58, 1e-4);
    ASSERT_EQ(found.others.size(), 1U) << "the table of the exponential scale does not judge this one";
    EXPECT_EQ(found.others[0].table, "chinaxiv-202004.00061");
    EXPECT_FALSE(found.others[0].accepted);
    EXPECT_TRUE(found.depends_on_table);
    EXPECT_TRUE(ahp(borderline, ids(3), random_index_table("chinaxiv-202004.00061")).depends_on_table);
    EXPECT_FALSE(ahp(borderline, ids(3), random_index_table("exponential-202206.00115")).verdict.accepted);
}

TEST(Ahp, NamesEveryJudgementThatIsNotReciprocalOrMissing)
{
    auto broken = published();
    broken.at(1, 0) = 0.25;
    broken.at(3, 2) = broken.at(2, 3) = std::nan("");
    broken.at(2, 2) = 2;
    try {
        ahp(broken, ids(4), saaty());
        FAIL();
    } catch (const UsageError& error) {
        ASSERT_EQ(error.faults().size(), 3U);
        EXPECT_EQ(error.faults()[0].what.english(), "the judgement k0 : k1 is 5, its opposite 0.25: not reciprocal");
        EXPECT_EQ(error.faults()[1].key, "k2 : k2");
        EXPECT_EQ(error.faults()[1].what.english(), "the judgement k2 : k2 is 2: what is compared with itself is 1");
        EXPECT_EQ(error.faults()[2].key, "k2 : k3");
    }
    EXPECT_THROW(ahp(CandidateTable{{1, 2}}, ids(2), saaty()), UsageError);
    EXPECT_THROW(ahp(published(), ids(3), saaty()), UsageError);
    EXPECT_THROW(random_index_table("sati"), UsageError);
}

TEST(Ahp, TakesReciprocalsAsTheyAreRoundedInSheetsAndFillsTheOtherTriangle)
{
    const CandidateTable exact{{1, 3, 7}, {1 / 3., 1, 5}, {1 / 7., 1 / 5., 1}};
    const CandidateTable rounded{{1, 3, 7}, {0.333, 1, 5}, {0.14, 0.2, 1}};
    const CandidateTable upper{{1, 3, 7}, {0, 1, 5}, {0, std::nan(""), 0}}, lower{{1, 0, 0}, {0.33, 1, 0}, {0, 0.2, 1}};
    EXPECT_EQ(completed_judgements(rounded, ids(3)), exact);
    EXPECT_EQ(completed_judgements(upper, ids(3)), exact);
    EXPECT_EQ(ahp(rounded, ids(3), saaty()).weights, ahp(exact, ids(3), saaty()).weights);
    EXPECT_THROW(completed_judgements(lower, ids(3)), UsageError) << "k0 : k2 is on neither side";
    for (const double wrong : {0.3, 0.32, 0.35, 0.25})
        EXPECT_THROW(completed_judgements({{1, 3}, {wrong, 1}}, ids(2)), UsageError) << wrong;
    EXPECT_EQ(completed_judgements({{1, 0.1667}, {6, 1}}, ids(2)).at(0, 1), 1 / 6.);
    EXPECT_EQ(completed_judgements({{1, 9}, {0.1111, 1}}, ids(2)).at(1, 0), 1 / 9.);
}

TEST(Ahp, ElevenCriteriaAtOnceAreTooMany)
{
    CandidateTable ones{11, 11};
    for (std::size_t i = 0; i < 11; ++i)
        for (std::size_t j = 0; j < 11; ++j) ones.at(i, j) = 1;
    EXPECT_THROW(ahp(ones, ids(11), saaty()), UsageError);
}

TEST(Ahp, OneOrTwoCriteriaCannotContradictEachOther)
{
    EXPECT_EQ(ahp({{1}}, ids(1), saaty()).weights, std::vector<double>{1});
    const auto two = ahp({{1, 3}, {1 / 3., 1}}, ids(2), saaty());
    EXPECT_NEAR(two.weights[0], 0.75, 1e-15);
    EXPECT_EQ(two.verdict.ratio, 0);
}

CandidateTable random_judgements(std::size_t n)
{
    CandidateTable out{n, n};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i; j < n; ++j) {
            const auto judgement =
                i == j ? 1. : *rc::gen::inRange(1, 10) / static_cast<double>(*rc::gen::inRange(1, 10));
            out.at(i, j) = judgement;
            out.at(j, i) = 1 / judgement;
        }
    return out;
}

// The slow obvious way: multiply until nothing changes.
RC_GTEST_PROP(Ahp, AgreesWithPowerIteration, ())
{
    const auto n = *rc::gen::inRange<std::size_t>(1, 9);
    const auto judgements = random_judgements(n);
    std::vector<double> w(n, 1 / static_cast<double>(n));
    for (int round = 0; round < 2000; ++round) {
        std::vector<double> next(n, 0);
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) next[i] += judgements.at(i, j) * w[j];
            sum += next[i];
        }
        for (std::size_t i = 0; i < n; ++i) w[i] = next[i] / sum;
    }
    const auto found = ahp(judgements, ids(n), saaty());
    for (std::size_t i = 0; i < n; ++i) RC_ASSERT(std::fabs(found.weights[i] - w[i]) < 1e-9);
}

RC_GTEST_PROP(Ahp, ConsistentJudgementsGiveBackTheirWeights, ())
{
    const auto n = *rc::gen::inRange<std::size_t>(1, 9);
    std::vector<double> w;
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += w.emplace_back(*rc::gen::inRange(1, 100));
    CandidateTable judgements{n, n};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) judgements.at(i, j) = w[i] / w[j];
    const auto found = ahp(judgements, ids(n), saaty());
    for (std::size_t i = 0; i < n; ++i) RC_ASSERT(std::fabs(found.weights[i] - w[i] / sum) < 1e-9);
    RC_ASSERT(found.verdict.ratio < 1e-9);
}

TEST(Ahp, JudgementsOfSeveralPeopleMeetInTheGeometricMean)
{
    const auto group = group_judgement(std::vector<CandidateTable>{{{1, 2}, {0.5, 1}}, {{1, 8}, {0.125, 1}}});
    EXPECT_NEAR(group.at(0, 1), 4, 1e-12);
    EXPECT_NEAR(group.at(1, 0), 0.25, 1e-12);
    EXPECT_NO_THROW(ahp(group, ids(2), saaty()));
}

} // namespace
} // namespace peaksite
