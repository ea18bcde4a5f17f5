#include "engine/survey.hpp"

#include "base/error.hpp"
#include "base/exact_sum.hpp"
#include "engine/run_pass.hpp"
#include "geo/cover.hpp"
#include "geo/overlay.hpp"
#include "geo/projection.hpp"
#include "geo/turns.hpp"

#include <algorithm>
#include <limits>

namespace peaksite {

namespace {

// Puts the parts of an overlay into the tallies of zones.
class SurveyCounter {
public:
    SurveyCounter(const Pass& pass, const Survey& survey) : m_pass(pass), m_survey(survey)
    {
        for (const auto& zone : pass.zones)
            m_zones.emplace_back(pass.sets[static_cast<std::size_t>(zone.set)].layout, true);
    }

    // The zones of a set, which begin at `first`; `rest` takes what lies in none of them.
    void add(const Overlay& overlay, std::size_t first, std::size_t rest)
    {
        for (std::size_t zone = 0; zone < overlay.zone_areas.size(); ++zone)
            m_zones[first + zone].add_area(overlay.zone_areas[zone]);
        for (const auto& part : overlay.parts)
            add_named(first + part.zone, part.parcel, part.square_metres, overlay.parcel_areas[part.parcel]);
        for (std::size_t parcel = 0; parcel < overlay.outside.size(); ++parcel)
            if (overlay.outside[parcel] > 0)
                add_named(rest, parcel, overlay.outside[parcel], overlay.parcel_areas[parcel]);
    }

    std::vector<ZoneTally> take() { return std::move(m_zones); }

private:
    void add_named(std::size_t zone, std::size_t parcel, double square_metres, double whole)
    {
        try {
            add(zone, parcel, square_metres, whole);
        } catch (const SumTooLarge&) {
            throw InputError{text("layer '{}', zone {}: a sum met the value {:.6g} of polygon {} on {:.6g} m²; their "
                                  "product is not a finite number below 1.4e45; correct the value, or its unit",
                                  m_pass.name, m_pass.zones[zone].label.empty() ? "-" : m_pass.zones[zone].label,
                                  m_survey.values[parcel], parcel + 1, square_metres)};
        }
    }

    void add(std::size_t zone, std::size_t parcel, double square_metres, double whole)
    {
        auto& tally = m_zones[zone];
        const double share = whole > 0 ? std::min(1.0, square_metres / whole) : 0;
        if (m_survey.classes > 0) {
            const int index = m_survey.class_of[parcel];
            tally.classes(0).add(static_cast<std::uint8_t>(index), square_metres);
            tally.moments(static_cast<std::size_t>(index))
                .add_part({.count = 1, .share = share, .square_metres = square_metres, .value = 1});
            return;
        }
        const double value = m_survey.values[parcel];
        if (value == value)
            tally.moments(0).add_part({.count = 1, .share = share, .square_metres = square_metres, .value = value});
    }

    const Pass& m_pass;
    const Survey& m_survey;
    std::vector<ZoneTally> m_zones;
};

class SurveyReader : public InputReader {
public:
    explicit SurveyReader(std::shared_ptr<const SurveyField> field) : m_field(std::move(field)) {}

protected:
    // Calls use(first, last, value) for runs within [begin, end), and says whether they fill it.
    template <class Use>
    bool each_run(Row row, int begin, int end, Use use) const
    {
        const int halo = m_field->halo();
        const auto runs = m_field->cells().row(row.value + halo);
        auto at = std::ranges::upper_bound(runs, begin + halo, {}, &CellRun::end);
        int filled = begin;
        bool complete = true;
        for (; at != runs.end() && at->begin - halo < end; ++at) {
            const int first = std::max(begin, at->begin - halo), last = std::min(end, at->end - halo);
            complete = complete && first == filled;
            use(first, last, at->value);
            filled = last;
        }
        return complete && filled == end;
    }

    std::shared_ptr<const SurveyField> m_field;
};

class SurveyClassReader final : public SurveyReader {
public:
    SurveyClassReader(std::shared_ptr<const SurveyField> field, int missing)
        : SurveyReader(std::move(field)), m_missing(static_cast<std::uint8_t>(missing))
    {}

    void begin(const Window& window) override
    {
        m_out.resize(std::max(m_out.size(), static_cast<std::size_t>(window.cols) + sample_spare));
    }

    InputRow row(Row row, int begin, int end) override
    {
        std::fill_n(m_out.begin(), end - begin, m_missing);
        const bool complete = each_run(row, begin, end, [&](int first, int last, double value) {
            std::fill(m_out.begin() + (first - begin), m_out.begin() + (last - begin),
                      static_cast<std::uint8_t>(value));
        });
        return {.cells = m_out.data(), .complete = complete};
    }

private:
    std::uint8_t m_missing;
    std::vector<std::uint8_t> m_out;
};

class SurveyNumberReader final : public SurveyReader {
public:
    SurveyNumberReader(std::shared_ptr<const SurveyField> field, std::shared_ptr<const CellAreas> areas)
        : SurveyReader(std::move(field)), m_cell_areas(std::move(areas))
    {}

    void begin(const Window& window) override
    {
        m_out.resize(std::max(m_out.size(), static_cast<std::size_t>(window.cols) + sample_spare));
    }

    InputRow row(Row row, int begin, int end) override
    {
        std::fill_n(m_out.begin(), end - begin, std::numeric_limits<double>::quiet_NaN());
        const bool complete = each_run(row, begin, end, [&](int first, int last, double value) {
            std::fill(m_out.begin() + (first - begin), m_out.begin() + (last - begin), value);
        });
        if (m_field->survey().amounts) {
            const auto areas = m_cell_areas->row(row, begin, end, m_areas);
            for (std::size_t i = 0; i < static_cast<std::size_t>(end - begin); ++i)
                m_out[i] *= areas.uniform() ? areas.square_metres : square_metres(areas.cells[i], areas.quantum);
        }
        return {.cells = m_out.data(), .complete = complete};
    }

private:
    std::shared_ptr<const CellAreas> m_cell_areas;
    std::vector<std::int64_t> m_areas;
    std::vector<double> m_out;
};

} // namespace

PassResult run_survey(const Pass& pass, const PassOptions& options)
{
    const auto& plan = *pass.survey;
    const auto& survey = *plan.survey;
    PassResult result;
    if (options.checkpoint != nullptr && options.checkpoint->has(options.pass, 0)) {
        result.zones = SurveyCounter{pass, survey}.take();
        return result;
    }
    SurveyCounter counter{pass, survey};
    std::size_t first = 0;
    for (const auto rest : plan.outside_of) {
        // Set by set, so that what lies in none of a set's zones is known.
        std::size_t count = 0;
        while (first + count < plan.zones.size() && pass.zones[first + count].set == pass.zones[rest].set) ++count;
        counter.add(overlay(survey.parcels, std::span{plan.zones}.subspan(first, count), survey.crs, options.threads,
                            options.stop),
                    first, rest);
        first += count;
    }
    result.zones = counter.take();
    result.tiles_read = 1;
    if (options.progress) options.progress({.tiles = 1, .done = 1});
    if (options.checkpoint != nullptr && !options.last) {
        std::map<int, ZoneTally> zones;
        for (std::size_t i = 0; i < result.zones.size(); ++i) zones.emplace(static_cast<int>(i), result.zones[i]);
        options.checkpoint->save(options.pass, {0}, zones, {});
    }
    return result;
}

const CellRuns& SurveyField::cells() const
{
    std::call_once(m_once, [this] { make(); });
    return m_cells;
}

void SurveyField::make() const
{
    const Transform transform{m_survey->crs, m_frame.crs};
    const int rows = m_frame.grid.rows() + 2 * m_frame.halo, cols = m_frame.grid.cols() + 2 * m_frame.halo;
    const auto grown = [halo = static_cast<double>(m_frame.halo)](Point p) {
        return Point{.x = p.x + halo, .y = p.y + halo};
    };
    std::vector<Shape> shapes;
    shapes.reserve(m_survey->parcels.size());
    const auto& grid = m_frame.grid;
    const auto around = grid.box({.row = Row{-m_frame.halo}, .col = Col{-m_frame.halo}, .rows = rows, .cols = cols});
    for (const auto& parcel : m_survey->parcels) {
        const auto moved = projected(parcel, transform, m_frame.tolerance, m_frame.metres_per_unit).shape;
        shapes.push_back(transformed(in_cells(on_all_turns(moved, around, m_frame.crs), grid), grown));
    }
    ParcelCells made;
    if (m_survey->classes > 0) {
        // A word that is no class says nothing about the land: no data, as far as conditions go.
        auto known = m_survey->class_of;
        std::ranges::replace(known, m_survey->classes - 1, -1);
        made = largest_class(shapes, known, rows, cols);
    } else if (m_survey->amounts) {
        Box box{.xmin = 1e300, .ymin = 1e300, .xmax = -1e300, .ymax = -1e300};
        for (const auto& parcel : m_survey->parcels)
            if (const auto one = bounds(parcel)) box = united(box, *one);
        if (box.xmin <= box.xmax) {
            const TrueAreas areas{m_survey->crs, box};
            auto densities = m_survey->values;
            for (std::size_t i = 0; i < densities.size(); ++i) {
                const double area = areas.of(m_survey->parcels[i]);
                densities[i] = area > 0 ? densities[i] / area : std::numeric_limits<double>::quiet_NaN();
            }
            made = summed_value(shapes, densities, rows, cols);
        }
    } else
        made = mean_value(shapes, m_survey->values, rows, cols);
    m_cells = std::move(made.runs);
    m_overlap = made.overlap;
}

std::unique_ptr<InputReader> survey_class_reader(std::shared_ptr<const SurveyField> field, int missing)
{
    return std::make_unique<SurveyClassReader>(std::move(field), missing);
}

std::unique_ptr<InputReader> survey_number_reader(std::shared_ptr<const SurveyField> field,
                                                  std::shared_ptr<const CellAreas> areas)
{
    return std::make_unique<SurveyNumberReader>(std::move(field), std::move(areas));
}

} // namespace peaksite
