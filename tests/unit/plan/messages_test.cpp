#include "plan/catalogue/catalogue.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"
#include "support/source_folders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace peaksite {
namespace {

std::string content(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

// A literal as the compiler reads it, and placeholders as a Sentence keeps them.
std::string pattern_of(std::string literal)
{
    literal = std::regex_replace(literal, std::regex{"\"\\s*\""}, "");
    literal = std::regex_replace(literal, std::regex{"\\\\n"}, "\n");
    literal = std::regex_replace(literal, std::regex{"\\\\(.)"}, "$1");
    return std::regex_replace(literal, std::regex{"\\{:[^}]*\\}"}, "{}");
}

// The patterns of all sentences in the sources, and where each stands: literals after text(, in lists of rows
// and in hints about units.
std::map<std::string, std::string> patterns_of_sources()
{
    static const std::regex sentence{
        R"re((?:[^\w.:>_]text\(|peaksite::text\(|\.add\([\w.]+, |\bHint(?: \w+)?\{"[^"]*",)\s*"((?:[^"\\]|\\.|"\s*")*)")re"};
    std::map<std::string, std::string> out;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator{std::filesystem::path{source_folder()} / "src"}) {
        const auto extension = entry.path().extension();
        if (extension != ".cpp" && extension != ".hpp") continue;
        const auto source = content(entry.path());
        for (std::sregex_iterator match{source.begin(), source.end(), sentence}, end; match != end; ++match) {
            const bool list = match->str().starts_with(".add(");
            const auto pattern = pattern_of((*match)[1].str());
            // A word alone is the id of a text; "{}" alone says what its word says.
            const bool sentence_like = pattern.find(' ') != std::string::npos ||
                                       (pattern.size() > 2 && pattern.find("{}") != std::string::npos);
            if (list ? pattern.find("{}") != std::string::npos : sentence_like)
                out.emplace(pattern, entry.path().filename().string());
        }
    }
    return out;
}

// Patterns that wait for their translation; must be empty whenever work is handed over.
std::set<std::string> untranslated()
{
    std::set<std::string> out;
    std::ifstream file{std::filesystem::path{source_folder()} / "tests" / "unit" / "plan" / "untranslated.txt"};
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && line.front() != '#') out.insert(line);
    return out;
}

TEST(Messages, EverySentenceOfTheProgramHasItsChinese)
{
    const auto messages = our_catalogue().messages("zh");
    const auto waiting = untranslated();
    const auto patterns = patterns_of_sources();
    EXPECT_GT(patterns.size(), 300U) << "the sources are looked through";
    for (const auto& [pattern, file] : patterns)
        EXPECT_TRUE(messages.knows(pattern) || waiting.contains(pattern)) << file << ": " << pattern;
}

TEST(Messages, TranslationsHaveThePlaceholdersOfTheirPattern)
{
    const auto messages = our_catalogue().messages("zh");
    for (const auto& [pattern, file] : patterns_of_sources()) {
        if (!messages.knows(pattern)) continue;
        std::vector<std::string> words;
        for (auto at = pattern.find("{}"); at != std::string::npos; at = pattern.find("{}", at + 1))
            words.push_back("<" + std::to_string(words.size()) + ">");
        const auto told = messages.of(Sentence{pattern, {words.begin(), words.end()}});
        for (const auto& word : words) EXPECT_THAT(told, testing::HasSubstr(word)) << file << ": " << pattern;
        EXPECT_EQ(told.find('{'), std::string::npos) << told;
    }
}

TEST(Messages, UseTheTermsOfTheOffices)
{
    const auto file = content(std::filesystem::path{catalogue_folder()} / "texts" / "messages.zh.toml");
    for (const auto* wrong : {"抵消", "率先达峰", "已达峰", "零碳", "选址"})
        EXPECT_THAT(file, testing::Not(testing::HasSubstr(wrong)));
}

TEST(Messages, AFolderOfTheUserComesFirst)
{
    const Scratch scratch;
    scratch.file("mine.toml", "entry = \"messages\"\nlang = \"zh\"\n[[message]]\nen = \"stopped\"\ntext = \"停了\"\n");
    EXPECT_EQ((Catalogue{{scratch.folder(), catalogue_folder()}}.messages("zh").of(text("stopped"))), "停了");
    EXPECT_EQ(our_catalogue().messages("en").of(text("stopped")), "stopped");
}

TEST(Messages, ATranslationWithMorePlaceholdersIsAFault)
{
    const Scratch scratch;
    scratch.file("mine.toml", "entry = \"messages\"\nlang = \"zh\"\n[[message]]\nen = \"a {}\"\ntext = \"{} {}\"\n");
    EXPECT_THROW(Catalogue{{scratch.folder()}}.messages("zh"), UsageError);
    scratch.file("mine.toml", "entry = \"messages\"\nlang = \"zh\"\n[[message]]\ntext = \"x\"\n");
    EXPECT_THROW(Catalogue{{scratch.folder()}}.messages("zh"), UsageError);
}

} // namespace
} // namespace peaksite
