#include "job/init/draft.hpp"

#include "plan/read/toml.hpp"
#include "plan/read/toml_text.hpp"
#include "support/shapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace peaksite {
namespace {

// Texts of all that TOML writes in a way of its own.
std::string random_text(Random& random)
{
    static const std::vector<std::string> pieces{
        "a", "0", "-",  "_",  ".",  " ",  "\"",   "'",    "\\",   "\\u",    "#",   "=",    "[", "]", "{",
        "}", ",", "\n", "\r", "\t", "\b", "\x01", "\x1f", "\x7f", "\"\"\"", "'''", "行业", "…", "€", "😀"};
    std::string out;
    for (int i = random.whole(0, 8); i > 0; --i)
        out += pieces[static_cast<std::size_t>(random.whole(0, static_cast<int>(pieces.size()) - 1))];
    return out;
}

double random_number(Random& random)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    switch (random.whole(0, 5)) {
    case 0:
        return random.whole(-3000, 3000);
    case 1:
        return random(-1, 1);
    case 2:
        return std::ldexp(random(-1, 1), random.whole(-1000, 1000));
    case 3:
        return std::rint(std::ldexp(random(-1, 1), random.whole(40, 70)));
    case 4:
        return random.whole(0, 1) == 0 ? infinity : -infinity;
    default:
        return 0.05;
    }
}

DraftValue random_value(Random& random, int depth)
{
    const auto inner = [&] { return random_value(random, depth - 1); };
    switch (random.whole(0, depth > 0 ? 4 : 2)) {
    case 0:
        return random_text(random);
    case 1:
        return random_number(random);
    case 2:
        return random.whole(0, 1) == 1;
    case 3: {
        DraftValue::List list;
        for (int i = random.whole(0, 4); i > 0; --i) list.push_back(inner());
        return list;
    }
    default: {
        DraftValue::Table table;
        for (int i = random.whole(0, 4); i > 0; --i) {
            const auto key = random_text(random);
            const auto same = [&](const auto& other) { return other.first == key; };
            if (std::ranges::none_of(table, same)) table.emplace_back(key, inner());
        }
        return table;
    }
    }
}

// A value as it was read. Tables are in the order of their keys.
DraftValue value_of(const toml::node& node)
{
    if (const auto* list = node.as_array()) {
        DraftValue::List out;
        for (const auto& one : *list) out.push_back(value_of(one));
        return out;
    }
    if (const auto* table = node.as_table()) {
        DraftValue::Table out;
        for (const auto& [key, one] : *table) out.emplace_back(std::string{key.str()}, value_of(one));
        return out;
    }
    if (const auto* flag = node.as_boolean()) return flag->get();
    if (const auto text = node.value<std::string>()) return *text;
    if (const auto* whole = node.as_integer()) return static_cast<double>(whole->get());
    return node.value<double>().value();
}

DraftValue sorted(const DraftValue& value)
{
    if (const auto* list = value.as<DraftValue::List>()) {
        DraftValue::List out;
        for (const auto& one : *list) out.push_back(sorted(one));
        return out;
    }
    const auto* table = value.as<DraftValue::Table>();
    if (table == nullptr) return value;
    DraftValue::Table out;
    for (const auto& [key, one] : *table) out.emplace_back(key, sorted(one));
    std::ranges::sort(out, {}, [](const auto& one) { return one.first; });
    return out;
}

DraftTable random_table(Random& random)
{
    DraftTable out{.head = "[[layers]]", .remarks = {random_text(random)}, .keys = {}, .origin = {}};
    std::set<std::string> keys;
    for (int i = random.whole(0, 6); i > 0; --i) {
        const auto key = random_text(random);
        const bool open = random.whole(0, 3) == 0;
        if (open || keys.insert(key).second)
            out.keys.push_back({.key = key,
                                .value = random_value(random, 2),
                                .remark = random_text(random),
                                .origin = {},
                                .open = open});
    }
    return out;
}

TEST(Draft, WhateverItHoldsIsReadBackAsItIs)
{
    Random random{2030};
    for (int round = 0; round < 500; ++round) {
        std::vector<DraftTable> tables;
        for (int i = random.whole(1, 3); i > 0; --i) tables.push_back(random_table(random));
        const auto text = written(tables);
        const auto read = parse_toml(text.toml, "plan.toml");
        const auto* layers = read->get_as<toml::array>("layers");
        ASSERT_TRUE(layers != nullptr && layers->size() == tables.size()) << text.toml;
        for (std::size_t i = 0; i < tables.size(); ++i) {
            DraftValue::Table expected;
            for (const auto& key : tables[i].keys)
                if (!key.open) expected.emplace_back(key.key, key.value);
            EXPECT_EQ(value_of(*layers->get(i)), sorted(expected)) << text.toml;
        }
    }
}

TEST(Draft, IsWrittenAsPeopleWriteIt)
{
    const DraftTable table{
        .head = "[tables]",
        .remarks = {},
        .keys = {{.key = "emission", .value = DraftValue::Table{{"column", "排放\"量\""}, {"unit", "t/a"}}},
                 {.key = "year", .value = ToBeWritten{}, .remark = "年份待补", .open = true},
                 {.key = std::string{to_be_written}, .value = "产量", .open = true},
                 {.key = "file", .value = std::vector<std::string>{"a.tif", "C:\\b.tif"}},
                 {.key = "two words", .value = column_of("行业")},
                 {.key = "share", .value = 0.05},
                 {.key = "hard", .value = true},
                 {.key = "whole", .value = 2024}},
        .origin = {}};
    EXPECT_EQ(written({table}).toml, "[tables]\n"
                                     "emission    = { column = \"排放\\\"量\\\"\", unit = \"t/a\" }\n"
                                     "# year = …   # 年份待补\n"
                                     "# … = \"产量\"\n"
                                     "file        = [\"a.tif\", \"C:\\\\b.tif\"]\n"
                                     "\"two words\" = { column = \"行业\" }\n"
                                     "share       = 0.05\n"
                                     "hard        = true\n"
                                     "whole       = 2024\n");
}

} // namespace
} // namespace peaksite
