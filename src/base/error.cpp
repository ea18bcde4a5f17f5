#include "base/error.hpp"

namespace peaksite {

std::string english(const Fault& fault)
{
    std::string out = fault.place;
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

InputError::InputError(Sentence sentence, std::string place)
    : m_sentence(std::move(sentence)), m_place(std::move(place)),
      m_text((m_place.empty() ? "" : m_place + ": ") + m_sentence.english())
{}

UsageError::UsageError(std::vector<Fault> faults) : m_faults(std::move(faults))
{
    for (const auto& fault : m_faults) m_text.append(m_text.empty() ? "" : "\n").append(english(fault));
}

} // namespace peaksite
