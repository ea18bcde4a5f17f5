#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// A text in both languages; either may be empty.
struct Bilingual {
    std::string zh;
    std::string en;
    bool empty() const { return zh.empty() && en.empty(); }
    /// In `lang` ("zh", else English), or in the other language where there is
    /// none.
    const std::string& in(std::string_view lang) const
    {
        const bool chinese = lang == "zh" ? !zh.empty() : en.empty();
        return chinese ? zh : en;
    }
    bool operator==(const Bilingual&) const = default;
};

} // namespace peaksite
