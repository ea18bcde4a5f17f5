#include "model/meaning/archive.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/fingerprint.hpp"
#include "model/meaning/fields.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <set>
#include <typeindex>

namespace peaksite {

namespace {

template <class T>
concept HasFields = requires(T& value)
{
    fields(value);
};

template <class T, template <class...> class Kind>
inline constexpr bool is_a = false;
template <class... Parts, template <class...> class Kind>
inline constexpr bool is_a<Kind<Parts...>, Kind> = true;

template <class T>
inline constexpr bool is_array = false;
template <class T, std::size_t n>
inline constexpr bool is_array<std::array<T, n>> = true;

// The last value of an enumeration: what was read from a file may be any number.
template <class Enum>
inline constexpr Enum last = Enum{};
template <>
inline constexpr auto last<Syntax::Kind> = Syntax::Kind::branch;
template <>
inline constexpr auto last<Layer::Kind> = Layer::Kind::absent;
template <>
inline constexpr auto last<Quantity> = Quantity::categorical;
template <>
inline constexpr auto last<LayerResampling> = LayerResampling::majority;
template <>
inline constexpr auto last<Secrecy> = Secrecy::secret;
template <>
inline constexpr auto last<Stat> = Stat::class_area;
template <>
inline constexpr auto last<RasterPlan::Kind> = RasterPlan::Kind::capacity;
template <>
inline constexpr auto last<OfficeUnits> = OfficeUnits::gov;
template <>
inline constexpr auto last<Standing> = Standing::estimated;
template <>
inline constexpr auto last<RankMethod> = RankMethod::promethee;
template <>
inline constexpr auto last<WeightSource> = WeightSource::combined;
template <>
inline constexpr auto last<Preference::Form> = Preference::Form::gaussian;
template <>
inline constexpr auto last<AhpPlan::By> = AhpPlan::By::geometric_mean;
template <>
inline constexpr auto last<CombinationPlan::By> = CombinationPlan::By::geometric_mean;
template <>
inline constexpr auto last<IndicatorKind> = IndicatorKind::project;
template <>
inline constexpr auto last<Buckets> = Buckets::relative;
template <>
inline constexpr auto last<PilotObjective> = PilotObjective::acceptability;

[[noreturn]] void damaged()
{
    throw InputError{text("what the run wrote about itself into its tally is damaged; run again")};
}

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
        else if constexpr (std::is_same_v<T, Sentence>) {
            pack(value.pattern());
            pack(value.words());
        } else if constexpr (std::is_same_v<T, Assignments>)
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
        std::string pattern;
        std::vector<std::string> words;
        unpack(pattern);
        unpack(words);
        sentence = Sentence{std::move(pattern), std::move(words)};
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

// What values are made of, as a text: another version of the program may know other fields.
class Anatomy {
public:
    template <class T>
    void add()
    {
        if constexpr (HasFields<T>) {
            if (!m_seen.insert(typeid(T)).second) return add_word("again");
            T value{};
            add_word("{");
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
        else if constexpr (is_a<T, std::vector> || is_a<T, SharedList>)
            add_parts<typename T::value_type>("list");
        else
            add_word(std::to_string(sizeof(T)) + (std::is_floating_point_v<T> ? "f" : ""));
    }
    std::uint64_t sign() const { return checksum(m_text); }

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

std::uint64_t sign_of_types()
{
    static const auto sign = [] {
        Anatomy anatomy;
        anatomy.add<Meaning>();
        anatomy.add<Tables>();
        return anatomy.sign();
    }();
    return sign;
}

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
    if (sign != sign_of_types())
        throw InputError{text("the run was made by another version of the program; run again")};
    Archive out;
    in.unpack(out.meaning);
    in.unpack(out.tables);
    if (!in.at_end()) damaged();
    return out;
}

namespace {

class FitTest {
public:
    FitTest(const Archive& archive, const StudyTally& tally)
        : m_meaning(archive.meaning), m_tables(archive.tables), m_tally(tally)
    {}

    bool fits() const
    {
        const auto sets = m_meaning.sets.size();
        if (m_meaning.first_zone.size() != sets || m_meaning.inside_share.size() != sets || m_tally.empty() ||
            m_meaning.passes.size() != m_tally.size())
            return false;
        for (std::size_t set = 0; set < sets; ++set)
            if (m_meaning.inside_share[set].size() != m_meaning.sets[set].zones.size() ||
                m_meaning.first_zone[set] > m_tally.front().size() ||
                m_meaning.sets[set].zones.size() > m_tally.front().size() - m_meaning.first_zone[set])
                return false;
        return passes_fit() && places_fit() && tables_fit();
    }

private:
    std::size_t zones_of(std::size_t set) const { return m_meaning.sets[set].zones.size(); }

    bool passes_fit() const
    {
        const auto in_sets = m_tally.front().size();
        for (std::size_t pass = 0; pass < m_tally.size(); ++pass) {
            const auto& known = m_meaning.passes[pass];
            const auto& zones = m_tally[pass];
            const bool right = known.layouts.size() == m_meaning.sets.size() && zones.size() >= in_sets &&
                               (known.share_on_raster.empty() || known.share_on_raster.size() >= in_sets) &&
                               std::ranges::all_of(known.outside_of, [&](auto place) { return place < zones.size(); });
            if (!right || !survey_fits(known)) return false;
            const int criteria = pass == 0 ? static_cast<int>(m_meaning.criteria.size()) : 0;
            for (std::size_t set = 0; set < m_meaning.sets.size(); ++set)
                for (std::size_t zone = 0; zone < zones_of(set); ++zone)
                    if (!zones[m_meaning.zone_number(set, zone)].fits(known.layouts[set], criteria)) return false;
        }
        return true;
    }

    // Polygons by class: those of the classes of their layer, and what is none of them.
    bool survey_fits(const PassMeaning& pass) const
    {
        if (!pass.survey || !pass.classes) return true;
        const auto* layer = m_meaning.plan.layer(pass.name);
        return layer != nullptr && pass.outside_of.size() == m_meaning.sets.size() &&
               std::ranges::all_of(pass.layouts, [&](const TallyLayout& layout) {
                   return layout.moments.size() == layer->classes.size() + 1;
               });
    }

    const TallyLayout* layout(const Slot& slot, std::size_t set) const
    {
        const bool known = slot.pass >= 0 && static_cast<std::size_t>(slot.pass) < m_meaning.passes.size();
        return known ? &m_meaning.passes[static_cast<std::size_t>(slot.pass)].layouts[set] : nullptr;
    }
    bool has_moments(const Slot& slot, std::size_t set) const
    {
        const auto* known = layout(slot, set);
        return known != nullptr && slot.at < known->moments.size();
    }
    bool has_classes(const std::optional<Slot>& slot) const
    {
        for (std::size_t set = 0; slot && set < m_meaning.sets.size(); ++set)
            if (!has_classes(*slot, set)) return false;
        return true;
    }
    bool has_classes(const Slot& slot, std::size_t set) const
    {
        const auto* known = layout(slot, set);
        return known != nullptr && slot.at < static_cast<std::size_t>(known->class_layers);
    }
    bool has_distribution(const Slot& slot, std::size_t set) const
    {
        const auto* known = layout(slot, set);
        return known != nullptr && slot.at < known->distributions.size();
    }

    bool places_fit() const
    {
        for (const auto& whole : m_meaning.wholes)
            if (whole.set >= m_meaning.sets.size() || whole.zone >= zones_of(whole.set) ||
                whole.part_set >= m_meaning.sets.size() ||
                std::ranges::any_of(whole.parts, [&](auto part) { return part >= zones_of(whole.part_set); }))
                return false;
        for (const auto& [key, slots] : m_meaning.sums) {
            if (slots.size() != m_meaning.sets.size()) return false;
            for (std::size_t set = 0; set < slots.size(); ++set)
                if (!has_moments(slots[set], set)) return false;
        }
        for (const auto& [key, number] : m_meaning.measures)
            for (const auto& layout : m_meaning.passes.front().layouts)
                if (number < 0 || number >= layout.measures) return false;
        return std::ranges::all_of(m_meaning.statistics, [&](const auto& place) { return statistic_fits(place); }) &&
               std::ranges::all_of(m_meaning.layers, [&](const auto& known) { return layer_fits(known.second); });
    }

    bool statistic_fits(const StatisticPlace& place) const
    {
        if (place.statistics >= m_meaning.plan.statistics.size() || place.set >= m_meaning.sets.size()) return false;
        const auto* layer = m_meaning.plan.layer(m_meaning.plan.statistics[place.statistics].layer);
        if (layer == nullptr || !m_meaning.layers.contains(layer->id)) return false;
        return (peaksite::has_classes(*layer) ? has_classes(place.slot, place.set)
                                              : has_moments(place.slot, place.set)) &&
               (!place.distribution || has_distribution(*place.distribution, place.set));
    }

    bool layer_fits(const LayerMeaning& layer) const
    {
        const auto& numbers = layer.numbering;
        const auto classes = numbers.codes.size();
        return has_classes(layer.classes) && has_classes(layer.grid_classes) && numbers.keys.size() >= classes &&
               (numbers.texts.empty() || numbers.texts.size() >= classes);
    }

    bool joined_to_zones(const std::vector<std::vector<std::size_t>>& zones) const
    {
        for (std::size_t set = 0; set < zones.size(); ++set)
            if (set >= m_meaning.sets.size() ||
                std::ranges::any_of(zones[set], [&](std::size_t zone) { return zone >= zones_of(set); }))
                return false;
        return true;
    }

    bool table_fits(const UnitTable& table) const
    {
        return joined_to_zones(table.join.zones_without) && std::ranges::all_of(table.rows, [&](const TableRow& row) {
                   return row.cells.size() == table.fields.size() && joined_to_zones(row.zones);
               });
    }

    bool list_fits(const PlacedList& list) const
    {
        if (list.by_set.size() != m_meaning.sets.size()) return false;
        for (std::size_t set = 0; set < list.by_set.size(); ++set) {
            const auto& all = list.by_set[set];
            if (all.size() != list.list.facilities.size()) return false;
            for (std::size_t i = 0; i < all.size(); ++i)
                for (const auto zone : all.zones(i))
                    if (zone >= zones_of(set)) return false;
        }
        return true;
    }

    bool tables_fit() const
    {
        return m_tables.facilities.size() == m_meaning.plan.facilities.size() &&
               std::ranges::all_of(m_tables.tables, [&](const auto& table) { return table_fits(table); }) &&
               std::ranges::all_of(m_tables.facilities, [&](const auto& list) { return list_fits(list); });
    }

    const Meaning& m_meaning;
    const Tables& m_tables;
    const StudyTally& m_tally;
};

} // namespace

void require_fit(const Archive& archive, const StudyTally& tally)
{
    if (!FitTest{archive, tally}.fits()) damaged();
}

} // namespace peaksite
