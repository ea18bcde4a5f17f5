#include "tally/tally_file.hpp"

#include "base/fingerprint.hpp"
#include "support/tally_drawing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>
#include <thread>

namespace peaksite {
namespace {

namespace fs = std::filesystem;

class TallyFile : public testing::Test {
protected:
    TallyFile() : m_folder(fs::temp_directory_path() / ("peaksite_tally_" + std::to_string(::getpid())))
    {
        fs::create_directories(m_folder);
    }
    ~TallyFile() override { fs::remove_all(m_folder); }

    fs::path path() const { return m_folder / "run.tally"; }

    static TallyHead head()
    {
        return {.fingerprint = "abc", .description = R"({"criteria": ["坡度"]})", .tiles = {4, 1}};
    }

    static ZoneTally zone(unsigned seed, int cells = 30)
    {
        std::mt19937 random{seed};
        static const TallyLayout layout{.moments = {{.sums = true, .squares = true, .extremes = true, .pivot = 0}},
                                        .distributions = {Buckets::relative},
                                        .class_layers = 0,
                                        .masks = false,
                                        .measures = 0};
        const auto row = drawn_row(random, cells, 0);
        TileTally tile{layout};
        const std::array<ValueRow, 1> moments{row.value_row()};
        tile.add({.begin = row.begin,
                  .areas = row.area_row(),
                  .moments = moments,
                  .classes = {},
                  .masks = nullptr,
                  .numbers = nullptr,
                  .measures = {}},
                 row.runs, row.edge);
        ZoneTally out{layout, true};
        out.add(tile, nullptr);
        row.for_each_cell(
            [&](std::size_t i, double, std::int64_t quanta) { out.distribution(0).add_pair(row.values[i], quanta); });
        return out;
    }

    static std::map<int, ZoneTally> zones(unsigned seed)
    {
        return {{2, zone(seed)}, {7, zone(seed + 1)}, {1000, zone(seed + 2)}};
    }

    // A file of a head and three records.
    void write_three() const
    {
        TallyWriter writer{path(), head()};
        writer.append(0, {0, 2}, zones(1));
        writer.append(0, {3}, zones(10));
        writer.append(1, {0}, std::map<int, ZoneTally>{});
    }

    std::string bytes() const
    {
        std::ifstream file{path(), std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    void put(const std::string& content) const { std::ofstream{path(), std::ios::binary} << content; }

    // A file of a head and a record for each pass, as a finished run leaves it.
    void write_finished() const
    {
        TallyWriter writer{path(), head()};
        writer.append(0, {0, 1, 2, 3}, zones(1));
        writer.append(1, {0}, zones(10));
    }

    std::string fault(TallyContent (*read)(const fs::path&) = read_tally) const
    {
        try {
            static_cast<void>(read(path()));
        } catch (const InputError& error) {
            return error.what();
        }
        return "no fault";
    }

private:
    fs::path m_folder;
};

TEST_F(TallyFile, ReadsBackWhatWasWritten)
{
    write_three();
    const auto content = read_tally(path());
    EXPECT_EQ(content.head, head());
    ASSERT_EQ(content.records.size(), 3U);
    EXPECT_EQ(content.records[0].tiles, (std::vector<int>{0, 2}));
    EXPECT_EQ(content.records[0].zones, zones(1));
    EXPECT_EQ(content.records[1].zones, zones(10));
    EXPECT_EQ(content.records[2].pass, 1);
    EXPECT_TRUE(content.records[2].zones.empty());
    EXPECT_EQ(content.good_bytes, fs::file_size(path()));
}

TEST_F(TallyFile, KeepsWhatWasOddWithTheTilesThatHeldIt)
{
    const std::vector<Strays> odd{{}, {.any = true, .low = -3, .high = 7e9, .infinite = true}};
    {
        TallyWriter writer{path(), head()};
        writer.append(0, {0}, zones(1), odd);
        writer.append(0, {1}, zones(2));
    }
    const auto content = read_tally(path());
    ASSERT_EQ(content.records.size(), 2U);
    EXPECT_TRUE(content.records[0].strays == odd);
    EXPECT_TRUE(content.records[1].strays.empty());
}

TEST_F(TallyFile, TakesZonesInOrderAsItTakesThemByNumber)
{
    const std::vector<ZoneTally> all{zone(1), ZoneTally{}, zone(3)};
    {
        TallyWriter writer{path(), head()};
        writer.append(0, {1}, all);
    }
    const auto content = read_tally(path());
    ASSERT_EQ(content.records.size(), 1U);
    EXPECT_EQ(content.records[0].zones, (std::map<int, ZoneTally>{{0, all[0]}, {1, all[1]}, {2, all[2]}}));
}

TEST_F(TallyFile, KeepsARecordOfManyPartsTogether)
{
    // Some 300 zones of 4000 pairs: more than one part of four megabytes.
    std::map<int, ZoneTally> many;
    for (int i = 0; i < 300; ++i) many.emplace(i, zone(static_cast<unsigned>(i), 4000));
    {
        TallyWriter writer{path(), head()};
        writer.append(0, {0}, many);
        writer.append(0, {1}, zones(5));
    }
    ASSERT_GT(fs::file_size(path()), 6U << 20U);
    const auto content = read_tally(path());
    ASSERT_EQ(content.records.size(), 2U);
    EXPECT_EQ(content.records[0].zones, many);
    EXPECT_EQ(content.records[1].zones, zones(5));
    // Cut within the first record: none of it counts, though its first part is whole.
    fs::resize_file(path(), 5U << 20U);
    const auto cut = read_tally(path());
    EXPECT_TRUE(cut.records.empty());
    EXPECT_LT(cut.good_bytes, 1000U);
}

TEST_F(TallyFile, CutAnywhereGivesTheWholeRecordsBeforeTheCut)
{
    write_three();
    const auto whole = bytes();
    const auto full = read_tally(path());
    const auto head_end = [&] {
        TallyWriter writer{path(), head()};
        return fs::file_size(path());
    }();
    for (std::size_t cut = 0; cut < whole.size(); cut += cut < 300 ? 1 : 41) {
        put(whole.substr(0, cut));
        if (cut < head_end) {
            EXPECT_NE(fault(), "no fault") << cut;
            continue;
        }
        const auto content = read_tally(path());
        ASSERT_LT(content.records.size(), 3U) << cut;
        ASSERT_LE(content.good_bytes, cut);
        for (std::size_t i = 0; i < content.records.size(); ++i)
            ASSERT_EQ(content.records[i].zones, full.records[i].zones);
    }
}

TEST_F(TallyFile, WithAFlippedBitGivesTheRecordsBeforeIt)
{
    write_three();
    const auto whole = bytes();
    const auto full = read_tally(path());
    for (std::size_t at = 0; at < whole.size(); at += 43) {
        auto broken = whole;
        broken[at] = static_cast<char>(broken[at] ^ 0x10);
        put(broken);
        try {
            const auto content = read_tally(path());
            ASSERT_LT(content.records.size(), 3U) << at;
            ASSERT_LE(content.good_bytes, at);
            for (std::size_t i = 0; i < content.records.size(); ++i)
                ASSERT_EQ(content.records[i].zones, full.records[i].zones);
        } catch (const InputError& error) {
            ASSERT_THAT(error.what(), testing::HasSubstr("run.tally")) << at;
        }
    }
}

TEST_F(TallyFile, GoesOnAfterTheLastWholeRecord)
{
    write_three();
    const auto whole = bytes();
    put(whole.substr(0, whole.size() - 5));
    const auto before = read_tally(path());
    ASSERT_EQ(before.records.size(), 2U);
    {
        TallyWriter writer{path(), before};
        writer.append(1, {0}, zones(50));
        writer.append(0, {1}, zones(60));
    }
    const auto after = read_tally(path());
    ASSERT_EQ(after.records.size(), 4U);
    EXPECT_EQ(after.head, head());
    EXPECT_EQ(after.records[1].zones, before.records[1].zones);
    EXPECT_EQ(after.records[3].zones, zones(60));
    EXPECT_EQ(after.good_bytes, fs::file_size(path()));
}

TEST_F(TallyFile, TakesRecordsFromSeveralWorkersAtOnce)
{
    zones(0); // makes the layout that all share; the guard of a static is not seen by a thread sanitizer
    {
        TallyWriter writer{path(), head()};
        std::vector<std::jthread> workers;
        for (int worker = 0; worker < 4; ++worker)
            workers.emplace_back([&writer, worker] {
                for (int i = 0; i < 25; ++i)
                    writer.append(0, {worker * 25 + i}, zones(static_cast<unsigned>(worker * 25 + i)));
            });
    }
    const auto content = read_tally(path());
    ASSERT_EQ(content.records.size(), 100U);
    for (const auto& record : content.records)
        EXPECT_EQ(record.zones, zones(static_cast<unsigned>(record.tiles.front())));
}

TEST_F(TallyFile, NamesTheFileThatIsNoTally)
{
    EXPECT_THAT(fault(), testing::HasSubstr("run.tally"));
    for (const auto& content :
         {std::string{}, std::string{"zones,key\n1,2\n"}, std::string(100000, '\xff'), std::string(64, '\0')}) {
        put(content);
        EXPECT_THAT(fault(), testing::AllOf(testing::HasSubstr("run.tally"),
                                            testing::HasSubstr(content.empty() ? "is empty" : "no tally"),
                                            testing::HasSubstr("run without --resume")));
        EXPECT_THAT(fault(read_finished_tally), testing::HasSubstr("run the plan again: peaksite run"));
    }
}

TEST_F(TallyFile, OfAFinishedRunHasEveryByteAndNoMore)
{
    write_finished();
    const auto whole = bytes();
    EXPECT_EQ(read_finished_tally(path()).records.size(), 2U);
    const auto expect_refused = [&](const std::string& content, const std::string& what) {
        put(content);
        EXPECT_THAT(fault(read_finished_tally),
                    testing::AllOf(testing::HasSubstr("run.tally"), testing::HasSubstr("run the plan again: peaksite"),
                                   testing::Not(testing::HasSubstr("ends too early"))))
            << what;
    };
    for (std::size_t cut = 0; cut < whole.size(); cut += cut < 300 ? 1 : 41)
        expect_refused(whole.substr(0, cut), "cut at " + std::to_string(cut));
    for (std::size_t at = 0; at < whole.size(); at += 43) {
        auto broken = whole;
        broken[at] = static_cast<char>(broken[at] ^ 0x10);
        expect_refused(broken, "flipped at " + std::to_string(at));
    }
    expect_refused(whole + "x", "a byte more");
    expect_refused(whole + whole, "twice");
    expect_refused(whole + std::string(100, '\0'), "zeros behind it");
}

TEST_F(TallyFile, WithAFlippedBitIsDamagedAndNotForeign)
{
    write_finished();
    auto broken = bytes();
    broken[40] = static_cast<char>(broken[40] ^ 1); // within the head, behind the magic word
    put(broken);
    for (const auto read : {read_tally, read_finished_tally})
        EXPECT_THAT(fault(read), testing::AllOf(testing::HasSubstr("damaged or cut short"),
                                                testing::Not(testing::HasSubstr("no tally"))));
}

TEST_F(TallyFile, OfAnInterruptedRunIsNoFinishedOne)
{
    write_three();
    EXPECT_EQ(fault(), "no fault");
    EXPECT_THAT(fault(read_finished_tally), testing::HasSubstr("a part of a run only"));
    put(bytes() + "half a record");
    EXPECT_EQ(read_tally(path()).records.size(), 3U);
    EXPECT_THAT(fault(read_finished_tally), testing::HasSubstr("a part of a run only"));
}

TEST_F(TallyFile, OfAnotherVersionIsRefused)
{
    ByteWriter payload, file;
    payload.put(std::string_view{"peaksite tally"});
    payload.put(std::uint32_t{999});
    file.put(std::string_view{payload.bytes()});
    file.put(checksum(payload.bytes()));
    put(file.bytes());
    EXPECT_THAT(fault(), testing::HasSubstr("version 999"));
}

// Whole by its checksum, and yet no counters of this version: another program wrote it under the same number.
TEST_F(TallyFile, WithRecordsOfOtherCountersIsSaidToBeOfAnotherVersion)
{
    {
        TallyWriter writer{path(), head()};
    }
    ByteWriter record, framed;
    record.put(std::int32_t{0});
    record.put(std::uint8_t{1});
    record.put(std::uint64_t{0});
    record.put(std::int32_t{5}); // a zone, and nothing of it
    framed.put(std::string_view{record.bytes()});
    framed.put(checksum(record.bytes()));
    put(bytes() + framed.bytes());
    EXPECT_THAT(fault(), testing::AllOf(testing::HasSubstr("run.tally"), testing::HasSubstr("another version")));
}

TEST_F(TallyFile, ThatCannotBeWrittenIsAnErrorWithItsName)
{
    const auto lost = path() / "no" / "such" / "folder";
    EXPECT_THROW((TallyWriter{lost, head()}), InputError);
    EXPECT_THROW((TallyWriter{lost, TallyContent{}}), InputError);
    if (fs::exists("/dev/full")) {
        EXPECT_THROW((TallyWriter{"/dev/full", head()}), InputError);
    }
    TallyWriter writer{path(), head()};
    writer.close();
    EXPECT_THROW(writer.append(0, {1}, zones(1)), InputError);
}

} // namespace
} // namespace peaksite
