// A filled desk: the real API over a store of so many made-up answers of one year.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "http/desk/accounts/accounts.h"
#include "http/desk/desk_api.h"
#include "http/front/metrics.h"
#include "http/public/asset_shelf.h"
#include "surveys/store/store.h"

namespace bench {

class FilledDesk {
public:
    enum class Afterwards { gone, kept };

    // A store of its own below that folder, gone with the object; or kept, and found again when
    // one of that size was made before.
    FilledDesk(const std::filesystem::path& folder, std::int64_t answers,
               Afterwards afterwards = Afterwards::gone);
    ~FilledDesk();
    FilledDesk(const FilledDesk&) = delete;
    FilledDesk& operator=(const FilledDesk&) = delete;

    // The whole response. One that is not 200 throws std::runtime_error.
    std::string get(const std::string& address) const;
    std::filesystem::path store_file() const { return folder_ / "manyidu.db"; }

private:
    void fill(std::int64_t answers);

    Afterwards afterwards_;
    std::filesystem::path folder_;
    std::unique_ptr<surveys::Store> store_;
    http::Metrics metrics_;
    http::AssetShelf assets_;
    std::unique_ptr<http::Accounts> accounts_;
    std::unique_ptr<http::DeskApi> api_;
    std::string session_;
};

}  // namespace bench
