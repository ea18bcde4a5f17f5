#pragma once

#include "map/ground/clip.hpp"
#include "map/ground/ground.hpp"
#include "map/ground/view.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// The smallest round step of degrees, in seconds of arc, whose lines lie at least `apart` points from each other;
/// `points_per_degree` is the smaller one of longitude and latitude.
int graticule_step(double points_per_degree, double apart);

/// "105°E", "37°30′N", "0°"; from seconds of arc, longitudes wrapped to (−180°, 180°].
std::string longitude_text(int seconds);
std::string latitude_text(int seconds);

enum class Side { top, bottom, left, right };

/// Meridians and parallels inside the frame, and where they reach its sides: meridians top and bottom, parallels left
/// and right.
struct Graticule {
    struct Label {
        std::string text;
        Side side = Side::top;
        Spot at; ///< on the frame
    };
    std::vector<Trace> lines;
    std::vector<Label> labels;
};
Graticule graticule(const Ground& ground, const View& view);

/// The labels that have room: those of one side do not touch each other nor reach beyond the frame's corners.
std::vector<Graticule::Label> readable(const std::vector<Graticule::Label>& labels, const Rect& frame,
                                       const Typesetter& type, const TextStyle& style);

void draw_graticule(const Canvas& canvas, const Graticule& graticule);
/// Draws the labels outside the frame, in a band `band` points wide; those at the sides are turned to run along it.
void draw_frame_labels(const Canvas& canvas, const std::vector<Graticule::Label>& labels, const TextStyle& style,
                       double band);

} // namespace peaksite
