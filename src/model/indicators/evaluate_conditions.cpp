#include "base/yes_no.hpp"
#include "model/indicators/indicator_evaluator.hpp"

#include <algorithm>

namespace peaksite {

namespace {

using Op = Formula::Op;

// What holds of the sides holds of what is found true or false of them.
Estimate truth(bool holds, std::initializer_list<Estimate> sides) { return standing_on(sides, holds ? 1 : 0); }

// 1, 是, yes; any other number than 0. Other words do not say.
std::optional<bool> truth_of(const Estimate& estimate)
{
    return estimate.value ? std::optional{*estimate.value != 0} : yes_or_no(estimate.word);
}

// Of what is neither true nor false: why.
Estimate undecided(const Estimate& estimate)
{
    return missing(estimate.word.empty() ? estimate.reason : text("'{}' says neither yes nor no", estimate.word));
}

// Why what is compared with words has none.
Estimate no_word(const Formula& cell, const Estimate& found)
{
    return missing(found.value ? text("{} is a number, and a word is asked for", cell.text) : found.reason);
}

} // namespace

Estimate IndicatorEvaluator::as_truth(const Estimate& estimate)
{
    const auto holds = truth_of(estimate);
    return holds ? truth(*holds, {estimate}) : undecided(estimate);
}

// Three-valued: unknown unless one side decides.
Estimate IndicatorEvaluator::condition(const Formula& f, const At& at)
{
    const auto a = evaluated(f.parts[0], at);
    if (f.op == Op::no) {
        const auto holds = truth_of(a);
        return holds ? truth(!*holds, {a}) : undecided(a);
    }
    if (f.op == Op::among) {
        if (a.word.empty()) return no_word(f.parts[0], a);
        const bool listed = std::ranges::find(f.words, a.word) != f.words.end();
        return listed || is_known(f.parts[0], a.word) ? truth(listed, {a}) : unknown_word(f.parts[0], a.word);
    }
    const auto b = evaluated(f.parts[1], at);
    if (f.op != Op::both && f.op != Op::either) return comparison(f, a, b);
    const bool decides = f.op == Op::either;
    const auto left = truth_of(a), right = truth_of(b);
    if (left == decides && right == decides) return truth(decides, {a, b});
    if (left == decides || right == decides) return truth(decides, {left == decides ? a : b});
    if (left && right) return truth(!decides, {a, b});
    return undecided(left ? b : a);
}

// Whether formulas know what a word of a column means; of a column of any words they need not.
bool IndicatorEvaluator::is_known(const Formula& cell, const std::string& word) const
{
    if (cell.op != Op::cell) return true;
    const auto& known = m_book.tables().at(cell.place.table).vocabulary[cell.place.field];
    return known.empty() || known.contains(word);
}

Estimate IndicatorEvaluator::unknown_word(const Formula& cell, const std::string& word)
{
    return missing(text("no formula knows the word '{}' of {}", word, cell.text));
}

Estimate IndicatorEvaluator::comparison(const Formula& f, const Estimate& a, const Estimate& b) const
{
    const bool left = f.parts[0].op == Op::number && !f.parts[0].text.empty(),
               right = f.parts[1].op == Op::number && !f.parts[1].text.empty();
    if (left || right) {
        const auto& word = left ? f.parts[0].text : f.parts[1].text;
        const auto& found = left ? b : a;
        const auto& cell = f.parts[left ? 1 : 0];
        if (found.word.empty()) return no_word(cell, found);
        if (found.word != word && !is_known(cell, found.word)) return unknown_word(cell, found.word);
        return truth((found.word == word) == (f.op == Op::equal), {found});
    }
    if (!a.value || !b.value) return missing(a.value ? b.reason : a.reason);
    switch (f.op) {
    case Op::equal:
        return truth(*a.value == *b.value, {a, b});
    case Op::unequal:
        return truth(*a.value != *b.value, {a, b});
    case Op::less:
        return truth(*a.value < *b.value, {a, b});
    case Op::less_equal:
        return truth(*a.value <= *b.value, {a, b});
    case Op::more:
        return truth(*a.value > *b.value, {a, b});
    case Op::more_equal:
        return truth(*a.value >= *b.value, {a, b});
    default: // no comparison: none comes here
        return missing(text("no number"));
    }
}

} // namespace peaksite
