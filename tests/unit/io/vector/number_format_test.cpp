#include "io/vector/number_format.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(NumberFormats, ThatScaleShowTheScaledNumberWithAllItsDigits)
{
    struct Format {
        const char* code;
        double value;
        int scale;
        const char* shown;
    };
    for (const auto& [code, value, scale, shown] : {Format{"#,##0,", 123456, 3, "123.456"},
                                                    Format{"#,##0,", -0.5, 3, "-0.0005"},
                                                    Format{"0!.0,", 123456, 4, "12.3456"},
                                                    Format{"0\\.0,", 123456, 4, "12.3456"},
                                                    Format{"0\".\"0,", 120000, 4, "12"},
                                                    Format{"0!.0000", 123456, 4, "12.3456"},
                                                    Format{"0.00,,", 2500000, 6, "2.5"},
                                                    Format{"0,.0", 1500, 3, "1.5"},
                                                    Format{"0!.0,\"元\"", 123456, 4, "12.3456元"},
                                                    Format{"#,##0.0,\"万\"", 123456, 3, "123.456万"},
                                                    Format{"0.00,,\"百万\"", 123456, 6, "0.123456百万"},
                                                    Format{"0.0,,,\"亿\"", 1e9, 9, "1亿"},
                                                    Format{"(#,##0,)", 5000, 3, "5"},
                                                    Format{"0.0,%", 0.5, 3, "0.05%"},
                                                    Format{"0,", 0, 3, "0"},
                                                    Format{"#,##0", 123456, 0, "123456"},
                                                    Format{"#,##0.0_);(#,##0.0)", 1234.5, 0, "1234.5"},
                                                    Format{"# ?/?", 0.5, 0, "0.5"},
                                                    Format{"0.00E+00", 1e6, 0, "1000000"},
                                                    Format{"0.0\"万\"", 3.5, 0, "3.5万"},
                                                    Format{"yyyy/m/d", 44197, 0, "2021/01/01"}}) {
        EXPECT_EQ(shown_scale(code, value), scale) << code;
        EXPECT_EQ(scale == 0 ? shown_cell(code, value) : scaled_text(code, value), shown) << code << " " << value;
    }
}

TEST(NumberFormats, ThatScaleLeaveTheNumberOfACell)
{
    for (const auto* code : {"#,##0,", "0!.0,", "0.00,,\"百万\"", "#,##0.0,\"万\"", "0!.0,\"元\""}) {
        EXPECT_NE(shown_scale(code, 123456), 0) << code;
        EXPECT_EQ(shown_cell(code, 123456), "123456") << code;
    }
}

} // namespace
} // namespace peaksite
