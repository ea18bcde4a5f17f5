#include "job/check/check.hpp"

#include "job/book/task_book.hpp"
#include "job/check/check_groups.hpp"
#include "job/open/zones_box.hpp"
#include "job/pilots/ground.hpp"
#include "job/study/blueprint.hpp"
#include "job/study/explain.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

Finding error_of(Fault fault, bool of_request)
{
    return {.severity = Severity::error, .of_request = of_request, .fault = std::move(fault)};
}

// A file whose name is at fault would be reported twice: what it names is passed over.
template <class Item, class Forget>
void forget_files(std::vector<Item>& items, const std::vector<Fault>& faults, Forget forget)
{
    const std::set<std::string> matter{"file", "x", "y", "emission", "capacity"};
    for (auto& item : items) {
        const auto table = item.position.key.substr(0, item.position.key.find(']') + 1) + ".";
        const bool faulty = std::ranges::any_of(faults, [&](const Fault& fault) {
            return fault.key.starts_with(table) && matter.contains(fault.key.substr(table.size()));
        });
        if (faulty) forget(item);
    }
}

void forget_faulty_files(Plan& plan, const std::vector<Fault>& faults)
{
    // A sheet of a task book whose cells are at fault is not read as a list of zones.
    for (auto& zones : plan.zones)
        if (!zones.table.empty() && std::ranges::any_of(faults, [&](const Fault& fault) {
                return fault.place.cell && fault.place.sheet == zones.table;
            }))
            zones.file.clear();
    forget_files(plan.zones, faults, [](ZonesPlan& zones) { zones.file.clear(); });
    forget_files(plan.layers, faults, [](Layer& layer) { layer.files.clear(); });
    forget_files(plan.facilities, faults, [](FacilitiesPlan& list) { list.file.clear(); });
}

class Doctor {
public:
    explicit Doctor(const CheckRequest& request) : m_request(request) {}

    CheckReport look()
    {
        try {
            auto read = read_source_with_faults(m_request.plan);
            for (const auto& fault : read.faults) m_report.findings.push_back(error_of(fault, true));
            if (read.plan) look_at(std::move(*read.plan), read.faults);
        } catch (const UsageError& error) {
            collect(error, {});
        } catch (const InputError& error) {
            collect(error, m_plan_file);
        }
        std::ranges::stable_sort(m_report.findings, {}, [](const Finding& one) {
            return std::pair{one.severity, one.fault.place.line};
        });
        return std::move(m_report);
    }

private:
    void look_at(Plan plan, const std::vector<Fault>& faults)
    {
        forget_faulty_files(plan, faults);
        Findings of_files;
        const auto open = open_files(std::move(plan), m_request.plan, &of_files);
        for (const auto& fault : of_files.faults) m_report.findings.push_back(error_of(fault, of_files.wrong_request));
        auto warnings = open.warnings;
        Checkup checkup{.open = open, .request = m_request, .zones = box_of_zones(open), .findings = m_report.findings};
        check_zone_files(checkup);
        check_zones(checkup);
        check_values(checkup);
        check_extents(checkup);
        check_joins(checkup);
        check_secrecy(checkup);
        check_output(checkup);
        check_sheet_texts(checkup);
        const bool sound =
            std::ranges::none_of(m_report.findings, [](const Finding& one) { return one.severity == Severity::error; });
        if (sound)
            build(checkup, warnings);
        else
            m_report.unchecked = unchecked_rules(open.plan);
        check_rules(checkup, m_report.unchecked);
        tell(warnings, of_files.warned);
    }

    // What only the whole study shows: grid, units and rules together.
    void build(Checkup& checkup, std::vector<Sentence>& warnings)
    {
        try {
            if (checkup.open.plan.siting) check_costs(*checkup.open.plan.siting, checkup.open.sets);
            const auto blueprint = build_study(checkup.open, checkup.open.catalogue);
            warnings = blueprint.meaning.warnings;
            m_report.unchecked = unchecked_rules(checkup.open.plan);
            m_report.missing = blueprint.missing;
            if (!m_report.missing.empty())
                checkup.note(m_plan_file,
                             text("{} indicators have no inputs in this plan and stay empty", m_report.missing.size()),
                             text("'peaksite explain --all' names what each of them lacks"));
            check_machine(checkup, explanation_of(checkup.open, blueprint, m_request.threads));
        } catch (const UsageError& error) {
            collect(error, {});
        } catch (const InputError& error) {
            collect(error, m_plan_file);
        }
    }

    void tell(const std::vector<Sentence>& warnings, const std::vector<Position>& places)
    {
        for (std::size_t i = 0; i < warnings.size(); ++i) {
            const auto& place = i < places.size() ? places[i] : m_plan_file;
            m_report.findings.push_back({.severity = warnings[i].is_remark() ? Severity::note : Severity::warning,
                                         .of_request = false,
                                         .fault = place.fault(warnings[i])});
        }
    }

    void collect(const UsageError& error, const Position& position)
    {
        for (auto fault : error.faults()) {
            if (fault.place.empty()) fault.place = position.place;
            m_report.findings.push_back(error_of(std::move(fault), true));
        }
    }

    void collect(const InputError& error, const Position& position)
    {
        const auto& where = error.where().place.empty() ? position : error.where();
        m_report.findings.push_back(error_of(where.fault(error.sentence()), false));
    }

    const CheckRequest& m_request;
    const Position m_plan_file{.place = {.file = m_request.plan.file}, .key = {}};
    CheckReport m_report;
};

} // namespace

std::size_t CheckReport::count(Severity severity) const
{
    return static_cast<std::size_t>(std::ranges::count(findings, severity, &Finding::severity));
}

bool CheckReport::wrong_request() const
{
    return std::ranges::any_of(findings,
                               [](const Finding& one) { return one.severity == Severity::error && one.of_request; });
}

CheckReport check(const CheckRequest& request) { return Doctor{request}.look(); }

} // namespace peaksite
