#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// Undoes _x000D_ and the like; signs that no text may hold, and halves of pairs, are left out.
std::string unescaped(const std::string& words);

/// Collects the words of <t> elements of a workbook; those of phonetic guides are none of the text.
class RichText {
public:
    void begin(std::string_view name)
    {
        if (name == "rPh") ++m_guides;
        m_open = name == "t" && m_guides == 0;
    }
    void end(std::string_view name)
    {
        if (name == "rPh") --m_guides;
        if (name == "t") m_open = false;
    }
    void add(std::string_view words)
    {
        if (m_open) m_text += words;
    }
    /// The words so far, unescaped.
    std::string take();

private:
    std::string m_text;
    int m_guides = 0;
    bool m_open = false;
};

} // namespace peaksite
