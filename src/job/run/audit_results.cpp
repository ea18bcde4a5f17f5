#include "job/run/audit_results.hpp"

#include "model/audit/audit.hpp"
#include "plan/catalogue/audit_rules.hpp"
#include "report/audit/audit_words.hpp"

namespace peaksite {

std::vector<AuditLine> audit_results(Results& results, IndicatorBookFacts& facts, const Catalogue& catalogue,
                                     const PilotAnswer* siting)
{
    const auto rules = read_audit_rules(catalogue);
    const auto rows = siting != nullptr
                          ? audit(results, rules, &*siting->meaning.plan.siting, &siting->result, &siting->data)
                          : audit(results, rules);
    facts.audit = audit_lines(rows, results, facts);
    const auto failed = audit_warnings(facts.audit, results, facts);
    results.warnings.insert(results.warnings.end(), failed.begin(), failed.end());
    return facts.audit;
}

} // namespace peaksite
