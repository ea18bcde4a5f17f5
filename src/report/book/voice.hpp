#pragma once

#include "plan/layer.hpp"

#include <string>
#include <string_view>

namespace peaksite {

/// The language of an output: zh says things in Chinese only, en in English only, both in two lines.
class Voice {
public:
    explicit Voice(std::string lang) : m_lang(std::move(lang)) {}

    const std::string& lang() const { return m_lang; }
    bool chinese() const { return m_lang != "en"; }
    bool both() const { return m_lang == "both"; }
    /// The text in the language; in both, the English below the Chinese.
    std::string operator()(const Bilingual& words) const { return joined(words, "\n"); }
    /// On one line: "中文 / English" in both.
    std::string line(const Bilingual& words) const { return joined(words, " / "); }
    /// Texts whose Chinese stays verbatim in English outputs too, with the English after it.
    std::string verbatim(const Bilingual& words) const
    {
        return m_lang == "zh" ? words.in("zh") : words.zh + (words.en.empty() ? "" : "\n" + words.en);
    }

private:
    std::string joined(const Bilingual& words, std::string_view separator) const
    {
        if (!both() || words.zh.empty() || words.en.empty() || words.zh == words.en)
            return words.in(chinese() ? "zh" : "en");
        return words.zh + std::string{separator} + words.en;
    }

    std::string m_lang;
};

} // namespace peaksite
