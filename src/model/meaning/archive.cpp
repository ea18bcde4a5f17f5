#include "model/meaning/archive.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "model/meaning/kinds_of_fields.hpp"

namespace peaksite {

void damaged() { throw InputError{text("what the run wrote about itself into its tally is damaged")}; }

namespace {

class Packer {
public:
    std::string take() { return m_out.take(); }

    template <class T>
    void pack(const T& value)
    {
        if constexpr (HasFields<const T>)
            std::apply([&](const auto&... field) { (pack(field), ...); }, fields(value));
        else if constexpr (std::is_enum_v<T>)
            m_out.put(static_cast<std::uint8_t>(value));
        else if constexpr (std::is_same_v<T, std::monostate>)
            return;
        else if constexpr (std::is_arithmetic_v<T>)
            m_out.put(value);
        else if constexpr (std::is_same_v<T, std::string>)
            m_out.put(std::string_view{value});
        else if constexpr (std::is_same_v<T, Length>)
            m_out.put(value.metres());
        else if constexpr (std::is_same_v<T, Crs>)
            m_out.put(std::string_view{value.china_offset().empty() ? value.wkt() : value.china_offset()});
        else if constexpr (std::is_same_v<T, Sentence>)
            pack_sentence(value);
        else if constexpr (std::is_same_v<T, Assignments>)
            pack_assignments(value);
        else if constexpr (is_a<T, std::optional>) {
            m_out.put(value.has_value());
            if (value) pack(*value);
        } else if constexpr (is_a<T, std::variant>) {
            m_out.put(static_cast<std::uint8_t>(value.index()));
            std::visit([&](const auto& one) { pack(one); }, value);
        } else if constexpr (is_a<T, std::pair>) {
            pack(value.first);
            pack(value.second);
        } else if constexpr (is_array<T>)
            for (const auto& one : value) pack(one);
        else
            pack_list(value);
    }

private:
    template <class List>
    void pack_list(const List& list)
    {
        m_out.put_short(list.size());
        for (const auto& one : list) pack(static_cast<const typename List::value_type&>(one));
    }

    void pack_sentence(const Sentence& sentence)
    {
        pack(sentence.pattern());
        m_out.put(sentence.is_remark());
        m_out.put_short(sentence.words().size());
        for (const auto& word : sentence.words()) {
            const auto* const inner = word.sentence();
            m_out.put(inner != nullptr);
            if (inner != nullptr)
                pack_sentence(*inner);
            else {
                pack(word.english());
                pack(word.translated());
            }
        }
    }

    void pack_assignments(const Assignments& all)
    {
        m_out.put_short(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto zones = all.zones(i);
            m_out.put_short(zones.size());
            for (const auto zone : zones) m_out.put_short(zone);
            m_out.put(all.on_boundary(i));
        }
    }

    ByteWriter m_out;
};

class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : m_in(bytes) {}
    bool at_end() const { return m_in.at_end(); }

    template <class T>
    void unpack(T& value)
    {
        if constexpr (HasFields<T>) {
            // Only expressions hold values of their own kind.
            constexpr int deepest = 4 * deepest_expression;
            if (++m_depth > deepest) damaged();
            std::apply([&](auto&... field) { (unpack(field), ...); }, fields(value));
            --m_depth;
        } else if constexpr (std::is_enum_v<T>)
            value = static_cast<T>(at_most<std::uint8_t>(static_cast<std::uint8_t>(last<T>)));
        else if constexpr (std::is_same_v<T, std::monostate>)
            return;
        else if constexpr (std::is_same_v<T, bool>)
            value = at_most<std::uint8_t>(1) != 0;
        else if constexpr (std::is_arithmetic_v<T>)
            value = m_in.get<T>();
        else if constexpr (std::is_same_v<T, std::string>)
            value = m_in.text();
        else if constexpr (std::is_same_v<T, Length>)
            value = metres(m_in.get<double>());
        else if constexpr (std::is_same_v<T, Crs>)
            unpack_crs(value);
        else if constexpr (std::is_same_v<T, Sentence>)
            unpack_sentence(value);
        else if constexpr (std::is_same_v<T, Assignments>)
            unpack_assignments(value);
        else if constexpr (is_a<T, std::optional>) {
            if (at_most<std::uint8_t>(1) != 0) unpack(value.emplace());
        } else if constexpr (is_a<T, std::variant>)
            unpack_variant(value, std::make_index_sequence<std::variant_size_v<T>>{});
        else if constexpr (is_a<T, std::pair>) {
            unpack(value.first);
            unpack(value.second);
        } else if constexpr (is_array<T>)
            for (auto& one : value) unpack(one);
        else if constexpr (is_a<T, std::map>)
            unpack_map(value);
        else if constexpr (is_a<T, SharedList>)
            value = unpacked_list<typename T::value_type>();
        else
            value = unpacked_list<typename T::value_type>();
    }

private:
    template <class Number>
    Number at_most(Number most)
    {
        const auto value = m_in.get<Number>();
        if (value > most) damaged();
        return value;
    }

    template <class T>
    std::vector<T> unpacked_list()
    {
        std::vector<T> out;
        for (auto left = m_in.get_short(); left > 0; --left) { // as many as there are bytes for
            T one{};
            unpack(one);
            out.push_back(std::move(one));
        }
        return out;
    }

    template <class Key, class Value, class... More>
    void unpack_map(std::map<Key, Value, More...>& map)
    {
        for (auto left = m_in.get_short(); left > 0; --left) {
            Key key{};
            unpack(key);
            unpack(map[std::move(key)]);
        }
    }

    template <class... Parts, std::size_t... i>
    void unpack_variant(std::variant<Parts...>& value, std::index_sequence<i...>)
    {
        const auto kind = at_most<std::uint8_t>(sizeof...(Parts) - 1);
        ((kind == i ? unpack(value.template emplace<i>()) : void()), ...);
    }

    void unpack_crs(Crs& crs)
    {
        const std::string definition{m_in.text()};
        if (definition.empty()) return;
        const auto [known, is_new] = m_systems.try_emplace(definition);
        if (is_new) known->second = Crs::parse(definition);
        crs = known->second;
    }

    void unpack_sentence(Sentence& sentence)
    {
        constexpr int deepest = 100; // none of ours holds more than a few within each other
        if (++m_depth > deepest) damaged();
        std::string pattern;
        std::vector<Sentence::Word> words;
        bool remark = false;
        unpack(pattern);
        unpack(remark);
        for (auto left = m_in.get_short(); left > 0; --left) words.push_back(unpacked_word());
        sentence = Sentence{std::move(pattern), std::move(words)};
        if (remark) sentence = sentence.as_remark();
        --m_depth;
    }

    Sentence::Word unpacked_word()
    {
        bool nested = false;
        unpack(nested);
        if (nested) {
            Sentence inner;
            unpack_sentence(inner);
            return inner;
        }
        std::string text, translated;
        unpack(text);
        unpack(translated);
        return {std::move(text), std::move(translated)};
    }

    void unpack_assignments(Assignments& all)
    {
        for (auto left = m_in.get_short(); left > 0; --left) {
            Assignment one;
            for (auto zones = m_in.get_short(); zones > 0; --zones) one.zones.push_back(m_in.get_short());
            one.on_boundary = at_most<std::uint8_t>(1) != 0;
            all.add(one);
        }
    }

    ByteReader m_in;
    int m_depth = 0;
    std::map<std::string, Crs> m_systems; // each is read once
};

} // namespace

std::string archived(const Meaning& meaning, const Tables& tables)
{
    Packer out;
    out.pack(sign_of_types());
    out.pack(meaning);
    out.pack(tables);
    return out.take();
}

Archive unarchived(std::string_view bytes)
{
    Unpacker in{bytes};
    std::uint64_t sign = 0;
    in.unpack(sign);
    if (sign != sign_of_types()) throw InputError{text("the run was made by another version of the program")};
    Archive out;
    in.unpack(out.meaning);
    in.unpack(out.tables);
    if (!in.at_end()) damaged();
    return out;
}

} // namespace peaksite
