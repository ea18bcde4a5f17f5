#pragma once

#include "report/book/book_page.hpp"
#include "report/book/indicator_book.hpp"
#include "report/book/voice.hpp"

namespace peaksite {

/// What all pages of the workbook of a run share.
struct BookContext {
    const Results& results;
    const IndicatorBookFacts& facts;
    Workbook& book;
    Voice voice;
    PrintUnits units;

    /// A page named in the language of the book, with the secrecy and the date below its title.
    BookPage page(const Bilingual& name) const;
    std::string footer() const { return voice.line(facts.title) + "  " + voice.line(secrecy_words()); }
    Bilingual secrecy_words() const;
    /// "万千瓦", "MW": a unit as it is printed in the language.
    std::string unit(const std::string& unit) const;
    /// The one unit of an indicator in this book, by the values that its pages show.
    PrintUnit unit_of(std::size_t indicator) const;
    /// What a reader must know beside a number: its flags, and how much of its zone it rests on where that is not all.
    std::string number_note(const ResultFlags& flags, double valid_share) const;
    /// What was not given and counts as 0 in a value, by the names of tables and columns; empty for none.
    std::string not_given(const IndicatorResult& result) const;
    /// The title of an id, or the id.
    Bilingual title(const std::map<std::string, Bilingual>& titles, const std::string& id) const;
    /// One of the texts that outputs carry, below a page.
    void official_text(BookPage& page, const std::string& id) const;
    /// 名称：未提供、未扣除，结果为上限, a line for each rule that was not tested and that one of the technologies has.
    void unchecked_rules(BookPage& page, const std::vector<std::string>& technologies) const;
    std::string told(const Sentence& sentence) const { return facts.told ? facts.told(sentence) : sentence.english(); }
    std::string translated(const std::string& reason) const
    {
        return facts.translated ? facts.translated(reason) : reason;
    }
};

/// The pages, in the order of the workbook.
void write_zone_pages(const BookContext& context);     ///< indicators of every set
void write_indicator_page(const BookContext& context); ///< 指标说明
void write_land_pages(const BookContext& context);     ///< technologies, rules
void write_emission_page(const BookContext& context);
void write_statistics_page(const BookContext& context);
void write_published_pages(const BookContext& context);  ///< joined tables
void write_audit_page(const BookContext& context);       ///< 自检
void write_explanation_page(const BookContext& context); ///< 说明

} // namespace peaksite
