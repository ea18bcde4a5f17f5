#include "io/files/workspace.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
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
        if (m_file < 0)
            throw InputError{
                text("folder '{}' cannot be written; choose another with --output", path.parent_path().string())};
        if (flock(m_file, LOCK_EX | LOCK_NB) != 0) {
            close(m_file);
            throw InputError{text("another run is writing to '{}'; wait for it, or choose another folder with --output",
                                  path.parent_path().string())};
        }
    }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { close(m_file); }

private:
    int m_file;
};

fs::path Workspace::partial_of(fs::path out)
{
    if (out.filename().empty()) out = out.parent_path();
    return out.string() + ".partial";
}

Workspace::Workspace(Request request) : m_request(std::move(request)), m_out(m_request.out)
{
    if (m_out.filename().empty()) m_out = m_out.parent_path(); // "out/" is "out"
    if (m_out.empty()) throw UsageError{text("no output folder is given; write --output FOLDER")};
    m_partial = partial_of(m_out);
    refuse_foreign();
    take_folder();
}

Workspace::~Workspace()
{
    if (m_lock == nullptr || m_request.worth_keeping(m_partial)) return;
    std::error_code ignored;
    fs::remove_all(m_partial, ignored);
}

void Workspace::refuse_foreign() const
{
    std::error_code error;
    if (fs::symlink_status(m_out, error).type() != fs::file_type::not_found) {
        if (!m_request.overwrite)
            throw UsageError{
                text("'{}' is there already; choose another folder, or replace it with --overwrite", m_out.string())};
        if (!m_request.is_ours(m_out))
            throw UsageError{text("'{}' holds no result of this program and is not replaced; choose another folder",
                                  m_out.string())};
    }
    refuse_to_lose();
    const bool there = fs::symlink_status(m_partial, error).type() != fs::file_type::not_found;
    if (there && !fs::exists(m_partial / mark, error))
        throw UsageError{text("'{}' is not an unfinished run of this program; move it away", m_partial.string())};
}

void Workspace::refuse_to_lose() const
{
    std::error_code error;
    if (!m_request.foreign || !fs::is_directory(m_out, error)) return;
    const auto files = m_request.foreign(m_out);
    constexpr std::size_t most = 5;
    if (!files.empty())
        throw UsageError{text(
            "'{}' holds {} files that are not of the result and would be lost: {}; move them away, or choose another "
            "folder",
            m_out.string(), files.size(),
            joined({files.begin(), files.begin() + static_cast<std::ptrdiff_t>(std::min(most, files.size()))}, ", "))};
}

void Workspace::take_folder()
{
    std::error_code error;
    fs::create_directories(m_partial, error);
    if (error)
        throw InputError{
            text("folder '{}' cannot be made: {}; choose another with --output", m_partial.string(), error.message())};
    m_lock = std::make_unique<Lock>(m_partial / mark);
}

void Workspace::begin()
{
    if (m_request.resume) return;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{m_partial})
        if (entry.path().filename() != mark) fs::remove_all(entry.path(), ignored);
}

void Workspace::complete()
{
    std::error_code error;
    fs::remove(m_partial / mark, error);
    m_lock.reset(); // whatever happens now, the result stays
    if (fs::symlink_status(m_out, error).type() == fs::file_type::not_found) {
        fs::rename(m_partial, m_out, error);
        if (error)
            throw InputError{text("'{}' cannot be renamed to '{}': {}; rename it yourself", m_partial.string(),
                                  m_out.string(), error.message())};
        return;
    }
    // One step where the system can exchange two names, so that there is always a whole result under the name.
    if (renameat2(AT_FDCWD, m_partial.c_str(), AT_FDCWD, m_out.c_str(), RENAME_EXCHANGE) != 0)
        return replace_by_steps();
    fs::remove_all(m_partial, error);
}

void Workspace::replace_by_steps() const
{
    std::error_code error, ignored;
    const fs::path old = m_out.string() + ".replaced-" + std::to_string(getpid());
    fs::rename(m_out, old, error);
    if (!error) {
        fs::rename(m_partial, m_out, error);
        if (error) fs::rename(old, m_out, ignored);
    }
    if (error)
        throw InputError{text("'{}' cannot be replaced: {}; the new result is in '{}'", m_out.string(), error.message(),
                              m_partial.string())};
    fs::remove_all(old, ignored);
}

} // namespace peaksite
