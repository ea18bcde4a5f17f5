#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace peaksite {

/// The folder a run writes into: OUT.partial, which becomes OUT when everything is there. An earlier OUT stays whole
/// until then, whatever happens to this run. An OUT.partial that is not completed goes with this object, unless
/// `worth_keeping` says that a later run can go on with it.
class Workspace {
public:
    struct Request {
        std::filesystem::path out;
        bool overwrite = false; ///< replace OUT, if `is_ours` says it may be
        bool resume = false;    ///< keep what OUT.partial holds
        std::function<bool(const std::filesystem::path&)> is_ours;
        std::function<std::vector<std::string>(const std::filesystem::path&)>
            foreign{}; ///< files in OUT that are somebody else's; may be empty
        std::function<bool(const std::filesystem::path&)> worth_keeping; ///< must not throw
    };
    /// Throws UsageError when OUT is there and may not be replaced, or holds foreign files, or when OUT.partial belongs
    /// to somebody else; InputError when it cannot be made or another run is using it.
    explicit Workspace(Request request);
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    static std::filesystem::path partial_of(std::filesystem::path out);
    const std::filesystem::path& folder() const { return m_partial; }
    /// Empties the folder of what an earlier run left, unless this one goes on with it.
    void begin();
    /// Renames the folder to OUT; an old OUT is exchanged in one step and then removed.
    void complete();

private:
    class Lock;
    void refuse_foreign() const;
    void refuse_to_lose() const;
    void take_folder();
    void replace_by_steps() const;

    Request m_request;
    std::filesystem::path m_out, m_partial;
    std::unique_ptr<Lock> m_lock;
};

} // namespace peaksite
