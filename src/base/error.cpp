#include "base/error.hpp"

namespace peaksite {

std::string Position::text() const
{
    const auto at = place.text();
    return at + (at.empty() || key.empty() ? "" : ": ") + key;
}

std::string english(const Fault& fault)
{
    std::string out = fault.place.text();
    const auto append = [&](const std::string& part) {
        if (part.empty()) return;
        if (!out.empty()) out.append(": ");
        out.append(part);
    };
    append(fault.key);
    append(fault.what.english());
    if (!fault.hint.empty()) out.append(" (").append(fault.hint.english()).append(")");
    return out;
}

InputError::InputError(Sentence sentence, Position where)
    : m_sentence(std::move(sentence)), m_where(std::move(where)),
      m_text(m_where.text() + (m_where.text().empty() ? "" : ": ") + m_sentence.english())
{}

UsageError::UsageError(std::vector<Fault> faults) : m_faults(std::move(faults))
{
    for (const auto& fault : m_faults) m_text.append(m_text.empty() ? "" : "\n").append(english(fault));
}

} // namespace peaksite
