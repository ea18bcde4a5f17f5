#include "base/suggest.hpp"
#include "cli/options.hpp"
#include "cli/print.hpp"
#include "cli/print_entry.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite::cli {

namespace {

void print_listings(const Catalogue& catalogue, const std::vector<Catalogue::Listing>& entries)
{
    std::string group;
    for (const auto& entry : entries) {
        if (entry.group != group) print((group.empty() ? "" : "\n") + entry.group);
        group = entry.group;
        const auto title = title_of(catalogue, entry);
        print(fmt::format("  {:<26} {} / {}", entry.id, title.zh, title.en));
    }
}

void search(const Catalogue& catalogue, const std::string& word)
{
    auto entries = catalogue.listings();
    const auto wanted = lower(trimmed(word));
    std::erase_if(entries, [&](const auto& entry) {
        return lower(words_of(catalogue, entry)).find(wanted) == std::string::npos;
    });
    if (entries.empty())
        throw UsageError{text("the catalogue has no entry with '{}'; 'peaksite layers' lists all", word)};
    print_listings(catalogue, entries);
}

void explain(const Catalogue& catalogue, const std::string& id)
{
    const auto entries = catalogue.listings();
    const auto entry = std::ranges::find(entries, id, &Catalogue::Listing::id);
    if (entry != entries.end()) return print_entry(catalogue, *entry);
    std::vector<std::string> known;
    for (const auto& one : entries) known.push_back(one.id);
    const auto near = closest(id, known);
    throw UsageError{near.empty()
                         ? text("the catalogue has no layer '{}'; 'peaksite layers --search WORD' looks for one", id)
                         : text("the catalogue has no layer '{}'; did you mean '{}'?", id, near)};
}

} // namespace

std::function<ExitCode()> setup_layers(Arguments& arguments, Session& session)
{
    struct Wanted {
        std::string id, word;
    };
    auto wanted = std::make_shared<Wanted>();
    const auto id = arguments.option("id", wanted->id, "An entry to explain");
    arguments
        .option("--search", wanted->word,
                "List the entries with this word in id, title, source or classes, in Chinese or English")
        .excludes(id);
    return [wanted, &session] {
        const auto& catalogue = catalogue_of(session);
        if (!trimmed(wanted->word).empty())
            search(catalogue, wanted->word);
        else if (!wanted->id.empty())
            explain(catalogue, wanted->id);
        else
            print_listings(catalogue, catalogue.listings());
        return ExitCode::done;
    };
}

} // namespace peaksite::cli
