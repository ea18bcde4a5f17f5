#pragma once

#include "model/meaning/meaning.hpp"

#include <concepts>
#include <string_view>
#include <tuple>

namespace peaksite {

// The fields of everything a meaning holds, once and in order: what writes, reads and compares whole values goes by
// these lists. They are structured bindings, so that a field which a type has and its list lacks does not compile. The
// text of a list tells fields of one kind apart: a tally of a version that has them in another order is refused.
#define PEAKSITE_FIELDS(Type, ...)                                                                                     \
    template <class Value>                                                                                             \
    requires std::same_as<std::remove_const_t<Value>, Type>                                                            \
    auto fields(Value& whole)                                                                                          \
    {                                                                                                                  \
        auto& [__VA_ARGS__] = whole;                                                                                   \
        return std::tie(__VA_ARGS__);                                                                                  \
    }                                                                                                                  \
    constexpr std::string_view words_of_fields(const Type*) { return #Type ": " #__VA_ARGS__; }

// base, grid, geo, eval
PEAKSITE_FIELDS(Ratio, up, down)
PEAKSITE_FIELDS(Power, symbol, exponent)
PEAKSITE_FIELDS(Unit, dimension, scale, zero, spelling, multiplier, written)
PEAKSITE_FIELDS(Measure, value, unit)
PEAKSITE_FIELDS(Point, x, y)
PEAKSITE_FIELDS(Box, xmin, ymin, xmax, ymax)
PEAKSITE_FIELDS(Polygon, rings)
PEAKSITE_FIELDS(Shape, polygons, lines, points)
PEAKSITE_FIELDS(Syntax, kind, text, value, unit, position, parts)

// The plan
PEAKSITE_FIELDS(Bilingual, zh, en)
PEAKSITE_FIELDS(CellAddress, row, column)
PEAKSITE_FIELDS(Place, file, line, sheet, cell)
PEAKSITE_FIELDS(Position, place, key)
PEAKSITE_FIELDS(ClassEntry, code, key, name, color, text_code)
PEAKSITE_FIELDS(SourceNote, source, citation, licence, year, certainty, warnings, not_public)
PEAKSITE_FIELDS(Layer, id, use, provides, title, kind, absent, files, band, variable, table, where, encoding, crs,
                class_column, value_column, quantity, unit, unit_stated, nodata, scale, offset, range, valid,
                resampling, classes, derive, secrecy, note, position)
PEAKSITE_FIELDS(Exclusion, id, title, where, buffer, active, unchecked, layer, layer_may_lack, clause, source,
                certainty, position)
PEAKSITE_FIELDS(Technology, id, use, symbol, title, density, highest_density, share, yields, yield, yield_missing,
                exclusions, position)
PEAKSITE_FIELDS(FromLayer, layer)
PEAKSITE_FIELDS(GridPlan, crs, crs_layer, cell, extent, margin, tile)
PEAKSITE_FIELDS(ValueOrColumn, value, column)
PEAKSITE_FIELDS(ZonesPlan, id, title, file, table, key, name, kind, where, encoding, crs, x, y, radius, proposer,
                official_area, official_area_unit, attributes, secrecy, warnings, position)
PEAKSITE_FIELDS(FacilitiesPlan, id, use, title, file, table, x, y, crs, name, where, encoding, sector, emission, unit,
                capacity, capacity_unit, source, citation, licence, certainty, year, secrecy, warnings, position)
PEAKSITE_FIELDS(TableColumnPlan, name, column, unit, year, position)
PEAKSITE_FIELDS(TablePlan, id, title, file, table, where, encoding, zones, key, x, y, crs, year_column, year, columns,
                standing, source, complete, secrecy, warnings, position)
PEAKSITE_FIELDS(CarbonPlan, landcover, table, of_catalogue, position)
PEAKSITE_FIELDS(StatPlan, stat, word, quantile)
PEAKSITE_FIELDS(StatisticsPlan, layer, zones, stats, on_grid, position)
PEAKSITE_FIELDS(RasterPlan, id, kind, value, technology, everywhere, position)
PEAKSITE_FIELDS(MapPlan, sheet, indicator, zones, background, facilities, title, base_map_number, review_number,
                position)
PEAKSITE_FIELDS(OutputPlan, units, lang, secrecy, least_valid_share)
PEAKSITE_FIELDS(ParameterPlan, name, value, word, classes, by_key, position)
PEAKSITE_FIELDS(ParametersPlan, year, province, targets, values)
PEAKSITE_FIELDS(Plan, file, folder, text, settings, title, paths, grid, zones, layers, facilities, tables, indicators,
                parameters, technologies, carbon, siting, statistics, rasters, maps, output)

// Its [siting]
PEAKSITE_FIELDS(Preference, form, q, p, s)
PEAKSITE_FIELDS(CriterionPlan, indicator, weight, direction, target, bounds, cap, preference, certainty, position)
PEAKSITE_FIELDS(RulePlan, id, types, hard, require, written, clause, source, position)
PEAKSITE_FIELDS(QuotaPlan, type, min, max, soft, source, position)
PEAKSITE_FIELDS(CapPlan, by, max, only, position)
PEAKSITE_FIELDS(PolicyDate, what, date, source)
PEAKSITE_FIELDS(Policy, id, title, document, date, note, types, rules, quotas, caps, dates, targets, criteria, words,
                instead)
PEAKSITE_FIELDS(AhpGroupPlan, id, order, judges, position)
PEAKSITE_FIELDS(AhpPlan, order, judges, groups, table, by, position)
PEAKSITE_FIELDS(CombinationPlan, parts, shares, by, position)
PEAKSITE_FIELDS(ExpertPlan, file, table, trim, share, lowest, highest, gaps, position)
PEAKSITE_FIELDS(PilotTypePlan, type, method, weights, combine, vikor_v, criteria, owa, ahp, expert, position)
PEAKSITE_FIELDS(LockPlan, set, key, chosen, reason, by, date, position)
PEAKSITE_FIELDS(PilotPlan, policy, zones, year, seed, draws, selection_draws, alternatives, coverage, objective, method,
                weights, combine, vikor_v, weights_stated, region, budget, budget_unit, cost, cost_unit, cost_penalty,
                types, quotas, caps, spacing_km, exclude_overlap, overlap_across_types, bonus, least_classes,
                representativeness, locks, secrecy, rules, position)

// The catalogue
PEAKSITE_FIELDS(IndicatorEntry, id, group, name, pilot_types, unit, kind, direction, formula, factor_unit, clause,
                availability, unit_gov, scale_gov, headline, note, alike, inventory, never_negative, display_only, own,
                position)
PEAKSITE_FIELDS(FormulaName, name, unit, checked_as, per, supply, meaning, value, word, stated_for, needs, otherwise,
                classes, shared_by, of_rule, by_technology, by_name, words, open_words, usual, possible, possible_per,
                because, asks, certainty, source, own)
PEAKSITE_FIELDS(FormulaTable, id, title, several, none_is_zero, optional_for, kinds, amount)
PEAKSITE_FIELDS(ProvinceFactor, parameter, province, name, by_year, certainty, source)
PEAKSITE_FIELDS(TargetEntry, number, quantity, indicator, year, base_year, value, unit, relation, document, scope,
                types, el_conv, note, position)
PEAKSITE_FIELDS(DoubtfulClass, entry, code, key, name, why)
PEAKSITE_FIELDS(IndicatorCatalogue, entries, names, tables, factors, targets, doubtful)
PEAKSITE_FIELDS(CarbonDensity, key, code, above, below, soil, dead, total)
PEAKSITE_FIELDS(CarbonTable, id, title, note, rows)

// Zones and what was counted
PEAKSITE_FIELDS(Zone, key, name, kind, shape, place, proposer, official_area_km2, attributes, attribute_units, bounded,
                boundary_km2)
PEAKSITE_FIELDS(Whole, set, zone, part_set, parts)
PEAKSITE_FIELDS(ZoneSet, id, title, crs, zones)
PEAKSITE_FIELDS(Slot, pass, at)
PEAKSITE_FIELDS(ClassNumbering, codes, keys, texts, missing, declared, divided)
PEAKSITE_FIELDS(MomentNeeds, sums, squares, extremes, pivot)
PEAKSITE_FIELDS(TallyLayout, moments, distributions, class_layers, masks, measures)
PEAKSITE_FIELDS(PassMeaning, name, survey, classes, outside_of, share_on_raster, layouts)
PEAKSITE_FIELDS(StatisticPlace, statistics, set, slot, distribution, pivot)
PEAKSITE_FIELDS(Remarks, bits)
PEAKSITE_FIELDS(LayerMeaning, unit, classes, grid_classes, numbering, unknown_words, unlisted, remarks)
PEAKSITE_FIELDS(RunFacts, fingerprint, catalogue_sign, date, grid_crs, rows, columns, cell_width, cell_height,
                cell_metres, operations)
PEAKSITE_FIELDS(Meaning, plan, catalogue, carbon, run, sets, wholes, inside_share, first_zone, passes, criteria,
                measures, constants, sums, withdrawn, statistics, layers, warnings)

// Tables
PEAKSITE_FIELDS(TableField, name, unit, words)
PEAKSITE_FIELDS(TableCell, number, word)
PEAKSITE_FIELDS(TableRow, line, label, year, cells, zones, repeats, of_all, adds_up)
PEAKSITE_FIELDS(JoinReport, by_key, by_code, by_name, by_place, unmatched_rows, totals, notes, zones_without)
PEAKSITE_FIELDS(RowGap, rows, kinds)
PEAKSITE_FIELDS(UnitTable, id, title, source, standing, fields, rows, join, several, complete, named_sets, gaps)
PEAKSITE_FIELDS(Facility, row, name, sector, place, emission, capacity)
PEAKSITE_FIELDS(FacilityList, id, title, source, year, crs, facilities)
PEAKSITE_FIELDS(PlacedList, list, by_set)
PEAKSITE_FIELDS(Tables, tables, facilities)

#undef PEAKSITE_FIELDS

} // namespace peaksite
