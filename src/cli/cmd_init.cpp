#include "cli/options.hpp"
#include "cli/print.hpp"
#include "job/book/task_book.hpp"
#include "job/init/init.hpp"
#include "job/open/place_file.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "plan/read/read_text.hpp"
#include "province.hpp"

#include <fstream>
#include <functional>

namespace peaksite::cli {

namespace {

namespace fs = std::filesystem;

struct InitOptions {
    std::vector<std::string> files;
    std::string out = "plan.toml";
    std::string cell, title, sample, xlsx, from;
    bool overwrite = false;
};

const char* word(Confidence confidence)
{
    switch (confidence) {
    case Confidence::sure:
        return "sure";
    case Confidence::likely:
        return "likely";
    case Confidence::guess:
        return "guess";
    }
    return "";
}

// Writes a file beside its place and moves it there when it is whole.
void save(const fs::path& file, bool overwrite, const std::function<void(const fs::path&)>& write)
{
    const FilePlace place{file};
    write(place.draft());
    place.publish(overwrite);
}

void save(const fs::path& file, bool overwrite, const std::string& content)
{
    save(file, overwrite, [&](const fs::path& draft) {
        std::ofstream out{draft, std::ios::binary};
        if (!(out << content) || !out.flush())
            throw InputError{text("'{}' cannot be written; check the path and your rights", file.string())};
    });
}

// The plan of the demo lies beside the catalogue: in share/peaksite, or in the source tree.
fs::path demo_plan(const Session& session)
{
    for (const auto& folder : catalogue_of(session).folders()) {
        const auto plan = folder.parent_path() / "samples" / "demo" / "plan.toml";
        if (fs::exists(plan)) return plan;
    }
    throw InputError{text("the plan of the demo is not beside the catalogue; install the program again")};
}

// The invented province with its plan.
ExitCode write_sample(const InitOptions& options, const Session& session)
{
    if (options.files.size() != 1) throw UsageError{text("--sample demo: give one folder to write into")};
    const fs::path folder = options.files.front();
    const auto plan = folder / "plan.toml";
    refuse_existing(plan, options.overwrite);
    const auto content = read_text(demo_plan(session));
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw InputError{text("the folder '{}' cannot be made: {}", folder.string(), error.message())};
    demo::write_province(folder / "data");
    save(plan, options.overwrite, content);
    print(plan.string());
    return ExitCode::done;
}

void print_guesses(const InitPlan& plan)
{
    for (const auto& guess : plan.guesses)
        print(guess.file + ": " + told(guess.says) + " [" + word(guess.confidence) + "]");
}

// A new task book, with what the files say if some are given.
ExitCode write_book(const InitOptions& options, const Session& session)
{
    refuse_existing(options.xlsx, options.overwrite);
    InitPlan plan;
    if (!options.files.empty())
        plan = scaffold({.files = {options.files.begin(), options.files.end()},
                         .plan = options.xlsx,
                         .cell = options.cell,
                         .title = options.title,
                         .catalogue = catalogue_of(session)});
    refuse_inputs(options.xlsx, plan.read);
    save(options.xlsx, options.overwrite, [&](const fs::path& draft) { write_new_book(draft, plan.tables); });
    print_guesses(plan);
    print(options.xlsx);
    return ExitCode::done;
}

// The TOML of a task book. Cells at fault are told, as check does, and nothing is written.
ExitCode convert_book(const InitOptions& options, const Session& session)
{
    refuse_existing(options.out, options.overwrite);
    refuse_inputs(options.out, {options.from});
    const auto folder = fs::path{options.out}.parent_path();
    const auto book = read_task_book(options.from, folder.empty() ? "." : folder, catalogue_of(session));
    std::vector<Fault> faults;
    for (const auto& one : book.findings) faults.push_back(one.fault);
    if (!faults.empty()) throw UsageError{std::move(faults)};
    save(options.out, options.overwrite, book.text.toml);
    print(options.out);
    return ExitCode::done;
}

ExitCode init_command(const InitOptions& options, const Session& session)
{
    if (!options.sample.empty()) return write_sample(options, session);
    if (!options.from.empty()) return convert_book(options, session);
    if (!options.xlsx.empty()) return write_book(options, session);
    refuse_existing(options.out, options.overwrite);
    const auto plan = scaffold({.files = {options.files.begin(), options.files.end()},
                                .plan = options.out,
                                .cell = options.cell,
                                .title = options.title,
                                .catalogue = catalogue_of(session)});
    refuse_inputs(options.out, plan.read);
    save(options.out, options.overwrite, plan.toml);
    print_guesses(plan);
    print(options.out);
    return ExitCode::done;
}

} // namespace

std::function<ExitCode()> setup_init(Arguments& arguments, Session& session)
{
    auto options = std::make_shared<InitOptions>();
    arguments.option("files", options->files, "Rasters, vector files and tables, or folders of them");
    arguments.option("-o,--output", options->out, "The plan to write").show_default();
    arguments.option("--cell", options->cell, "Cells of the grid, such as \"100 m\"");
    arguments.option("--title", options->title, "Title of the plan");
    arguments
        .option("--sample", options->sample, "demo: an invented province with its plan, written into the folder given")
        .one_of({"demo"});
    arguments.option("--xlsx", options->xlsx,
                     "Write a task book (任务书.xlsx) instead, with what the files say or empty");
    arguments.option("--from", options->from, "A task book to write as a plan");
    arguments.flag("--overwrite", options->overwrite, "Replace the file");
    return [options, &session] { return init_command(*options, session); };
}

} // namespace peaksite::cli
