#include "io/workspace.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>

namespace peaksite {

namespace {

namespace fs = std::filesystem;
constexpr const char* mark = ".peaksite-run"; // says that a folder is an unfinished run of ours

} // namespace

// Holds the mark of an unfinished run; a second run on the same folder is refused.
class Workspace::Lock {
public:
    explicit Lock(const fs::path& path) : m_file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644))
    {
        if (m_file < 0) throw InputError{text("folder '{}' cannot be written", path.parent_path().string())};
        if (flock(m_file, LOCK_EX | LOCK_NB) != 0) {
            close(m_file);
            throw InputError{text("another run is writing to '{}'", path.parent_path().string())};
        }
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { close(m_file); }

private:
    int m_file;
};

Workspace::Workspace(const Request& request) : m_out(request.out), m_partial(request.out.string() + ".partial")
{
    if (m_out.empty()) throw UsageError{text("no output folder is given")};
    if (m_out.filename().empty()) {
        m_out = m_out.parent_path(); // "out/" is "out"
        m_partial = m_out.string() + ".partial";
    }
    if (fs::exists(m_out)) {
        if (!request.overwrite) throw UsageError{text("'{}' is there already; choose another folder, or replace it with --overwrite", m_out.string())};
        if (!request.is_ours(m_out)) throw UsageError{text("'{}' holds no result of this program and is not replaced", m_out.string())};
    }
    prepare(request.resume);
}

Workspace::~Workspace() = default;

void Workspace::prepare(bool resume)
{
    std::error_code error;
    if (fs::exists(m_partial)) {
        if (!fs::exists(m_partial / mark)) throw UsageError{text("'{}' is not an unfinished run of this program; move it away", m_partial.string())};
        m_lock = std::make_unique<Lock>(m_partial / mark);
        if (resume) return;
        for (const auto& entry : fs::directory_iterator{m_partial})
            if (entry.path().filename() != mark) fs::remove_all(entry.path(), error);
        return;
    }
    fs::create_directories(m_partial, error);
    if (error) throw InputError{text("folder '{}' cannot be made: {}", m_partial.string(), error.message())};
    m_lock = std::make_unique<Lock>(m_partial / mark);
}

void Workspace::complete()
{
    std::error_code error;
    fs::remove(m_partial / mark, error);
    if (fs::exists(m_out)) {
        // One step where the system can exchange two names, so that there is always a whole result under the name.
        if (renameat2(AT_FDCWD, m_partial.c_str(), AT_FDCWD, m_out.c_str(), RENAME_EXCHANGE) == 0) {
            fs::remove_all(m_partial, error);
            m_lock.reset();
            return;
        }
        const fs::path old = m_out.string() + ".replaced-" + std::to_string(getpid());
        fs::rename(m_out, old, error);
        if (!error) fs::rename(m_partial, m_out, error);
        if (error) throw InputError{text("'{}' cannot be replaced: {}; the new result is in '{}'", m_out.string(), error.message(), m_partial.string())};
        fs::remove_all(old, error);
    } else {
        fs::rename(m_partial, m_out, error);
        if (error) throw InputError{text("'{}' cannot be renamed to '{}': {}", m_partial.string(), m_out.string(), error.message())};
    }
    m_lock.reset();
}

} // namespace peaksite
