#include "http/public/asset_shelf.h"

#include <httplib.h>
#include <sodium.h>

#include <array>
#include <fstream>
#include <iterator>

#include "engine/expects.h"
#include "http/assets.h"
#include "http/front/reply.h"

namespace http {
namespace {

constexpr const char* kept_for_a_year = "public, max-age=31536000, immutable";

std::string type_of(std::string_view name) {
    if (name.ends_with(".css")) return "text/css; charset=utf-8";
    if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
    return "image/svg+xml";
}

Asset asset(std::string_view name, std::string text) {
    std::string hash = content_hash(text);
    return {.text = std::move(text), .type = type_of(name), .hash = std::move(hash)};
}

}  // namespace

std::string content_hash(std::string_view content) {
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                       nullptr, 0);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::size_t at = 0; at < 8; ++at) {
        text += digits[hash.at(at) >> 4U];
        text += digits[hash.at(at) & 15U];
    }
    return text;
}

AssetShelf::AssetShelf(std::optional<std::filesystem::path> folder) : folder_(std::move(folder)) {
    for (const assets::File& file : assets::all) {
        embedded_.emplace(file.name, asset(file.name, std::string(file.text)));
    }
}

// Only names that are embedded are read from the folder, so no path leads out of it.
std::optional<Asset> AssetShelf::find(std::string_view name) const {
    const auto found = embedded_.find(name);
    if (found == embedded_.end()) return std::nullopt;
    if (!folder_) return found->second;
    std::ifstream file(*folder_ / found->first, std::ios::binary);
    if (!file) return found->second;
    return asset(name, std::string(std::istreambuf_iterator<char>(file), {}));
}

std::string AssetShelf::address(std::string_view name) const {
    const auto found = find(name);
    engine::expects(found.has_value(), "a page refers to an asset that exists");
    return "/assets/" + std::string(name) + "?v=" + found->hash;
}

bool reply_asset(const AssetShelf& assets, const httplib::Request& request,
                 httplib::Response& response) {
    const auto asset = assets.find(request.matches[1].str());
    if (!asset) return false;
    // Only the address with the hash never changes what it means.
    const bool by_hash = request.get_param_value("v") == asset->hash;
    response.set_header("Cache-Control",
                        by_hash && assets.cacheable() ? kept_for_a_year : "no-cache");
    if (reply_unchanged(request, response, asset->hash)) return true;
    response.status = 200;
    response.set_content(asset->text, asset->type.c_str());
    return true;
}

}  // namespace http
