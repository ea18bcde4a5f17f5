#include "model/meaning/anatomy.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

// Two versions of one type that differ in the order of two members of one kind.
struct Before {
    double low = 0, high = 0;
};
struct After {
    double high = 0, low = 0;
};
template <class Value>
requires std::same_as<std::remove_const_t<Value>, Before> || std::same_as<std::remove_const_t<Value>, After>
auto fields(Value& whole)
{
    auto& [first, second] = whole;
    return std::tie(first, second);
}
constexpr std::string_view words_of_fields(const Before*) { return "Range: low, high"; }
constexpr std::string_view words_of_fields(const After*) { return "Range: high, low"; }

enum class Odd : std::uint8_t { one, two };

template <class T>
std::uint64_t sign_of(int of_edition = edition)
{
    Anatomy anatomy;
    anatomy.add<T>();
    return anatomy.sign(of_edition);
}

TEST(Anatomy, MembersThatChangePlacesGiveAnotherSign)
{
    EXPECT_EQ(sign_of<Before>(), sign_of<Before>());
    EXPECT_NE(sign_of<Before>(), sign_of<After>());
    EXPECT_NE(sign_of<std::vector<Before>>(), sign_of<std::vector<After>>());
}

TEST(Anatomy, TypesOfEqualPartsHaveOtherSigns)
{
    EXPECT_NE(sign_of<Point>(), sign_of<Before>());
    EXPECT_NE(sign_of<Secrecy>(), sign_of<OfficeUnits>()) << "enumerations of other length";
}

TEST(Anatomy, AnEditionGivesAnotherSign) { EXPECT_NE(sign_of<Meaning>(edition), sign_of<Meaning>(edition + 1)); }

TEST(Anatomy, FieldsAreKnownByNameAndOrder)
{
    EXPECT_EQ(words_of_fields(static_cast<const Slot*>(nullptr)), "Slot: pass, at");
}

// What archives it uses `last` as a number, which this is not.
TEST(Anatomy, AnEnumerationWhoseLastValueNobodyStatesHasNone)
{
    EXPECT_TRUE((std::is_same_v<decltype(last<Odd>), const NoLast>));
    EXPECT_TRUE((std::is_same_v<decltype(last<Secrecy>), const Secrecy>));
    EXPECT_FALSE((std::is_convertible_v<NoLast, int> || std::is_constructible_v<int, NoLast>));
}

} // namespace
} // namespace peaksite
