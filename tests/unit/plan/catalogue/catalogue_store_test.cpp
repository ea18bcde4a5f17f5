#include "plan/catalogue/catalogue_store.hpp"

#include "base/error.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace peaksite {
namespace {

// One of everything that is asked for below.
void write_small_catalogue(const Scratch& scratch)
{
    scratch.file("a/forest.toml",
                 "# entry = \"layer\"\nentry = 'carbon'\ntitle = { zh = \"林\", en = \"wood\" }\n[[classes]]\n"
                 "key = \"forest\"\ntotal = 7\n");
    scratch.file("a/names.toml", "entry = \"indicators\"\n[[table]]\nid = \"stats\"\ntitle = { zh = \"表\", en = "
                                 "\"table\" }\n");
    scratch.file("a/texts.toml", "entry = \"texts\"\n[[text]]\nid = \"one\"\nzh = \"一\"\nen = \"one\"\n");
    scratch.file("a/zh.toml", "entry = \"messages\"\nlang = \"zh\"\n[[message]]\nen = \"stopped\"\ntext = \"停了\"\n");
}

TEST(CatalogueStore, ReadsNothingBeforeItIsAskedAndNothingTwice)
{
    const Scratch scratch;
    const Catalogue before{{scratch / "a"}};
    const auto copy = before;
    write_small_catalogue(scratch);
    EXPECT_EQ(before.carbon_table("forest")->title.en, "wood");
    EXPECT_EQ(before.indicators().tables.size(), 1);
    const auto contents = before.contents();
    std::filesystem::remove_all(scratch / "a");
    std::filesystem::create_directory(scratch / "none");
    for (const auto& same : {before, copy, before.preceded_by(scratch / "none")}) {
        EXPECT_EQ(same.carbon_table("forest")->title.en, "wood");
        EXPECT_EQ(same.indicators().tables.size(), 1);
        EXPECT_EQ(same.output_text("one").zh, "一");
        EXPECT_EQ(same.messages("zh").of(text("stopped")), "停了");
        EXPECT_EQ(same.contents(), contents);
    }
    EXPECT_THROW(Catalogue{{scratch / "a"}}.contents(), UsageError) << "another one looks anew";
}

TEST(CatalogueStore, AFolderBeforeItIsReadOnceToo)
{
    const Scratch scratch;
    write_small_catalogue(scratch);
    scratch.file("mine/forest.toml",
                 "entry = \"carbon\"\ntitle = { zh = \"自己的\", en = \"mine\" }\n[[classes]]\nkey = "
                 "\"forest\"\ntotal = 7\n");
    const Catalogue ours{{scratch / "a"}};
    EXPECT_EQ(ours.preceded_by(scratch / "mine").carbon_table("forest")->title.en, "mine");
    EXPECT_EQ(ours.carbon_table("forest")->title.en, "wood");
    std::filesystem::remove_all(scratch / "mine");
    EXPECT_EQ(ours.preceded_by(scratch / "mine").carbon_table("forest")->title.en, "mine");
    EXPECT_EQ(ours.preceded_by(scratch / "mine").folders(),
              (std::vector<std::filesystem::path>{scratch / "mine", scratch / "a"}));
}

TEST(CatalogueStore, ManyThreadsReadItAtOnce)
{
    const Scratch scratch;
    const Catalogue fresh{{catalogue_folder()}};
    std::vector<const IndicatorCatalogue*> seen(8);
    {
        std::vector<std::jthread> crew;
        for (auto& one : seen)
            crew.emplace_back([&one, &fresh, &scratch] {
                const auto mine = fresh.preceded_by(scratch.folder());
                EXPECT_TRUE(mine.layer("dem") && fresh.technology("pv-utility"));
                EXPECT_EQ(mine.output_messages("zh").empty(), fresh.messages("zh").empty());
                one = &fresh.indicators();
            });
    }
    EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 1);
    EXPECT_EQ(seen.front()->entries.size(), our_catalogue().indicators().entries.size());
}

TEST(CatalogueStore, AnEntryThatIsWrongIsToldEachTime)
{
    const Scratch scratch;
    scratch.file("bad.toml", "entry = \"indicators\"\nodd = 1\n");
    const Catalogue bad{{scratch.folder()}};
    EXPECT_THROW(bad.indicators(), UsageError);
    EXPECT_THROW(bad.indicators(), UsageError);
}

} // namespace
} // namespace peaksite
