#pragma once

#include "base/fingerprint.hpp"
#include "model/meaning/kinds_of_fields.hpp"

#include <set>
#include <string>
#include <typeindex>

namespace peaksite {

/// Raise it by one when an old tally would be read without complaint and mean something else, which the anatomy cannot
/// see: where
/// - an enumeration that is archived gets another order, or a value before its last
/// (model/meaning/kinds_of_fields.hpp);
/// - a field keeps name and type and changes its unit, its numbering or what it stands for;
/// - keys by which counts are found (term_key, value_key, criterion_key, range_key) are spelled otherwise;
/// - what a pass counts into its moments, classes or masks is counted by another rule.
inline constexpr int edition = 1;

/// What values are made of, as a text: types and fields by name, in their order, down to numbers and texts. Another
/// version of the program may know other fields.
class Anatomy {
public:
    template <class T>
    void add()
    {
        if constexpr (HasFields<T>) {
            if (!m_seen.insert(typeid(T)).second) return add_word("again");
            T value{};
            add_word(std::string{words_of_fields(static_cast<const T*>(nullptr))} + " {");
            std::apply([&](const auto&... field) { (add<std::remove_cvref_t<decltype(field)>>(), ...); },
                       fields(value));
            add_word("}");
        } else if constexpr (std::is_enum_v<T>)
            add_word("of " + std::to_string(static_cast<int>(last<T>)));
        else if constexpr (is_a<T, std::optional>)
            add_parts<typename T::value_type>("optional");
        else if constexpr (is_a<T, std::pair>)
            add_parts<typename T::first_type, typename T::second_type>("pair");
        else if constexpr (is_a<T, std::map>)
            add_parts<typename T::key_type, typename T::mapped_type>("map");
        else if constexpr (is_array<T>)
            add_parts<typename T::value_type>("array" + std::to_string(std::tuple_size_v<T>));
        else if constexpr (is_a<T, std::variant>)
            add_variant(static_cast<const T*>(nullptr));
        else if constexpr (std::is_same_v<T, std::string>)
            add_word("text");
        else if constexpr (std::is_same_v<T, Sentence>)
            add_word("sentence in sentence");
        else if constexpr (is_a<T, std::vector> || is_a<T, SharedList>)
            add_parts<typename T::value_type>("list");
        else
            add_word(std::to_string(sizeof(T)) + (std::is_floating_point_v<T> ? "f" : ""));
    }
    /// Of all that was added, for an edition.
    std::uint64_t sign(int of_edition) const { return checksum(m_text + std::to_string(of_edition)); }

private:
    template <class... Parts>
    void add_parts(const std::string& word)
    {
        add_word(word);
        (add<Parts>(), ...);
    }
    template <class... Parts>
    void add_variant(const std::variant<Parts...>*)
    {
        add_parts<Parts...>("variant");
    }
    void add_word(const std::string& word) { m_text += word + ' '; }

    std::string m_text;
    std::set<std::type_index> m_seen;
};

} // namespace peaksite
