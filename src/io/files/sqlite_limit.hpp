#pragma once

class GDALDataset;

namespace peaksite {

/// Stops a query of an SQLite database (GeoPackage) that works for some seconds without handing out a row, as an
/// endless view does; the library then reports an error. Does nothing for other data sets. `row` is called for every
/// row that came.
class SqliteLimit {
public:
    explicit SqliteLimit(GDALDataset& dataset);
    SqliteLimit(const SqliteLimit&) = delete;
    SqliteLimit& operator=(const SqliteLimit&) = delete;
    ~SqliteLimit();

    void row();
    /// Whether a query was stopped.
    bool reached() const { return m_reached; }

private:
    static int go_on(void* self);

    void* m_database;
    double m_since = 0; // seconds of this thread's work at the last row
    bool m_reached = false;
};

} // namespace peaksite
