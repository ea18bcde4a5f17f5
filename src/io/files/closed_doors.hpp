#pragma once

namespace peaksite {

/// Shuts what opens connections: file systems of the network and of streams, and every other request over HTTP (the
/// coordinate system of a GeoJSON file may be a link).
void close_network();

/// Takes out of the environment what would change how files are read, or load code: all settings of the libraries that
/// read and place data, except where their own files lie (GDAL_DATA, PROJ_DATA, PROJ_LIB). Before the libraries are
/// first used and while no other thread reads the environment.
void forget_settings();

} // namespace peaksite
