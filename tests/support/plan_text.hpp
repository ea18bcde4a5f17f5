#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace peaksite {

/// A plan as text, changed piece by piece.
class PlanText {
public:
    explicit PlanText(std::string text) : m_text(std::move(text)) {}

    /// Puts `by` in the place of `piece`, which must be there once.
    PlanText& replace(const std::string& piece, const std::string& by)
    {
        const auto at = m_text.find(piece);
        if (at == std::string::npos || m_text.find(piece, at + 1) != std::string::npos)
            throw std::logic_error{"not once in the plan: " + piece};
        m_text.replace(at, piece.size(), by);
        return *this;
    }
    PlanText& add(const std::string& tables)
    {
        m_text += "\n" + tables + "\n";
        return *this;
    }
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

} // namespace peaksite
