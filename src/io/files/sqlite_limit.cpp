#include "io/files/sqlite_limit.hpp"

#include "io/files/limits.hpp"

#include <gdal_priv.h>
#include <sqlite3.h>

#include <ctime>

namespace peaksite {

namespace {

constexpr int operations_between = 100000;

double seconds_worked() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

} // namespace

SqliteLimit::SqliteLimit(GDALDataset& dataset)
    : m_database(dataset.GetInternalHandle("SQLITE_HANDLE")), m_since(seconds_worked())
{
    if (m_database != nullptr)
        sqlite3_progress_handler(static_cast<sqlite3*>(m_database), operations_between, &SqliteLimit::go_on, this);
}

SqliteLimit::~SqliteLimit()
{
    if (m_database != nullptr) sqlite3_progress_handler(static_cast<sqlite3*>(m_database), 0, nullptr, nullptr);
}

void SqliteLimit::row() { m_since = seconds_worked(); }

int SqliteLimit::go_on(void* self)
{
    auto& limit = *static_cast<SqliteLimit*>(self);
    limit.m_reached = limit.m_reached || seconds_worked() - limit.m_since > limits().view_seconds;
    return limit.m_reached ? 1 : 0;
}

} // namespace peaksite
