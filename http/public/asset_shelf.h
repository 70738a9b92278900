// The asset shelf: stylesheets and scripts with the hash of their content.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace http {

struct Asset {
    std::string text;
    std::string type;  // "text/css; charset=utf-8"
    std::string hash;  // 16 hex digits of BLAKE2b: the ETag, and ?v= in addresses
};

// Embedded, or read from `folder` at every request while somebody works on them (--dev).
class AssetShelf {
public:
    explicit AssetShelf(std::optional<std::filesystem::path> folder = std::nullopt);

    std::optional<Asset> find(std::string_view name) const;
    std::string address(std::string_view name) const;  // "/assets/phone.js?v=…"
    bool cacheable() const { return !folder_; }

private:
    std::optional<std::filesystem::path> folder_;
    std::map<std::string, Asset, std::less<>> embedded_;
};

// Answers with the asset that the first match of the path names; false when there is none.
bool reply_asset(const AssetShelf& assets, const httplib::Request& request,
                 httplib::Response& response);

// Short content hash in hex, for ETags.
std::string content_hash(std::string_view content);

}  // namespace http
