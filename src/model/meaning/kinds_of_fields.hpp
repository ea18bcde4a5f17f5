#pragma once

#include "model/meaning/archive.hpp"
#include "model/meaning/fields.hpp"

#include <array>
#include <cstddef>

namespace peaksite {

// What the archive does with a field depends on its kind.

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

/// Of an enumeration whose last value nobody has stated. It is no number: what archives such an enumeration does not
/// compile.
struct NoLast {};

/// The last value of an enumeration: what was read from a file may be any number. Every enumeration that is archived
/// states its own here; one that is put into another order raises `edition` (model/meaning/anatomy.hpp).
template <class Enum>
inline constexpr NoLast last{};
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
inline constexpr auto last<Inventory> = Inventory::list;
template <>
inline constexpr auto last<ExpertPlan::Gaps> = ExpertPlan::Gaps::others;
template <>
inline constexpr auto last<Buckets> = Buckets::relative;
template <>
inline constexpr auto last<PilotObjective> = PilotObjective::acceptability;

/// A number that changes with the fields that Meaning and Tables are made of, by name and kind, and with the edition:
/// another version of the program may know others.
std::uint64_t sign_of_types();

/// Throws InputError.
[[noreturn]] void damaged();

} // namespace peaksite
