#include "peaksite/plan.hpp"

#include "base/text.hpp"
#include "job/api/plain_results.hpp"
#include "job/api/plan_source.hpp"
#include "job/check/check.hpp"
#include "job/run/ready_run.hpp"

#include <algorithm>

namespace peaksite::api {

Catalogue catalogue_in(const std::vector<std::filesystem::path>& folders)
{
    Catalogue catalogue{folders};
    if (catalogue.empty())
        throw UsageError{
            text("catalogue: no entry is in the folders that are given; the catalogue that is installed is "
                 "PEAKSITE_CATALOGUE_DIR of the CMake package")};
    return catalogue;
}

PlanSource source_of(const PlanFile& plan)
{
    return {.file = plan.file.string(),
            .catalogue = catalogue_in(plan.catalogue),
            .settings = plan.settings,
            .threads = plan.threads};
}

bool CheckReport::sound() const
{
    return std::ranges::none_of(findings, [](const Finding& one) { return one.severity == Severity::error; });
}

CheckReport check(const PlanFile& plan, const std::filesystem::path& out)
{
    auto report = peaksite::check({.plan = source_of(plan), .out = out, .threads = plan.threads});
    return {.findings = std::move(report.findings),
            .unchecked = plain_rules(report.unchecked),
            .missing = plain_missing(report.missing)};
}

Plan::Plan(const PlanFile& file)
    : m_ready(std::make_shared<const ReadyRun>(ReadyRequest{
          .plan = source_of(file), .threads = file.threads, .lang = file.lang, .full_hash = file.every_byte}))
{}

Plan::Plan(Plan&&) noexcept = default;
Plan& Plan::operator=(Plan&&) noexcept = default;
Plan::~Plan() = default;

const Bilingual& Plan::title() const { return m_ready->open.plan.title; }

} // namespace peaksite::api
