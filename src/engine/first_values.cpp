#include "engine/first_values.hpp"

#include "engine/inputs.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace peaksite {

namespace {

// Windows of one lattice square at the middle and around it.
std::vector<Window> probes(const Grid& grid)
{
    std::vector<Window> out;
    for (const double down : {0.5, 0.25, 0.75})
        for (const double along : {0.5, 0.25, 0.75}) {
            const int row = static_cast<int>(down * (grid.rows() - 1)) / lattice_step * lattice_step;
            const int col = static_cast<int>(along * (grid.cols() - 1)) / lattice_step * lattice_step;
            out.push_back(intersection({.row = Row{row}, .col = Col{col}, .rows = lattice_step, .cols = lattice_step},
                                       grid.window()));
        }
    return out;
}

// The median, which a few odd values do not move; 0 of none.
double middle(std::vector<double>& values)
{
    if (values.empty()) return 0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, at);
    return *at;
}

} // namespace

std::vector<double> first_values(const Pass& pass, const std::vector<int>& outputs)
{
    const InputKit kit{pass};
    std::vector<std::vector<double>> found(outputs.size());
    for (const auto& window : probes(pass.grid)) {
        if (std::ranges::none_of(found, [](const auto& values) { return values.empty(); })) break;
        BlockCache cache{pass.rasters};
        Desk desk{pass.rasters, cache};
        const auto inputs = pass.program->inputs();
        auto readers = kit.readers(desk, inputs);
        WindowList wanted;
        for (const int input : inputs) readers[static_cast<std::size_t>(input)]->want(window, wanted);
        for (const auto& [raster, part] : wanted.windows()) cache.expect(raster, part);
        desk.hold(wanted);
        for (const int input : inputs) readers[static_cast<std::size_t>(input)]->begin(window);
        RowMachine machine{*pass.program, window.cols};
        std::vector<InputRow> rows(pass.inputs.size());
        for (Row row = window.row; row < window.row_end(); ++row) {
            for (const int input : inputs)
                rows[static_cast<std::size_t>(input)] =
                    readers[static_cast<std::size_t>(input)]->row(row, window.col.value, window.col_end().value);
            machine.run(rows, window.cols);
            for (std::size_t i = 0; i < outputs.size(); ++i) {
                const double* values = machine.value(outputs[i]);
                std::copy_if(values, values + window.cols, std::back_inserter(found[i]),
                             [](double x) { return std::isfinite(x); });
            }
        }
    }
    std::vector<double> out;
    for (auto& values : found) out.push_back(static_cast<double>(static_cast<float>(middle(values))));
    return out;
}

} // namespace peaksite
