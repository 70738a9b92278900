#include "http/desk/accounts/password_rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "http/desk/accounts/accounts.h"
#include "surveys/questionnaires/utf8.h"

namespace http {
namespace {

// What guessers begin with: the bureau and its work in pinyin, and the commonest words and rows of
// keys. A password must be more than these, digits and signs. Longer ones stand first, so that
// "weixianxingzheng" is not read as "weixian" and a rest.
constexpr std::array<std::string_view, 33> guessed_first{
    "xingzhengshenpiju", "xingzhengfuwu", "xingzhengshenpi", "zhengwufuwu", "administrator",
    "mimamima", "qwertyuiop", "asdfghjkl", "password", "iloveyou", "passw0rd", "shenpiju",
    "zhongguo", "zxcvbnm", "manyidu", "weixian", "welcome", "woaini", "qweasd", "shenpi",
    "qazwsx", "handan", "letmein", "1qaz2wsx", "zaq12wsx", "q1w2e3r4", "1q2w3e4r", "qwerty",
    "hebei", "admin", "abcdef", "mima", "abc"};
constexpr std::size_t different_characters_min = 5;

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

void take_out(std::string& text, std::string_view word) {
    if (word.empty()) return;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word))
        text.erase(at, word.size());
}

// "Weixian2026!!" is a word of the bureau, a year and signs.
bool is_guessed_first(std::string_view password, std::string_view name) {
    std::string rest = in_small_letters(password);
    take_out(rest, name);
    for (const std::string_view word : guessed_first) take_out(rest, word);
    return std::ranges::none_of(rest, [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

}  // namespace

surveys::Problems check_password(std::string_view password, std::string_view name) {
    if (!surveys::is_utf8(password) || surveys::has_nul(password))
        return {{"password", {"密码里有不能使用的字符", "The password has characters no keyboard "
                                                        "types"}}};
    const std::size_t length = surveys::characters(password);
    if (length < account_limits.password_characters_min)
        return {{"password", {"密码至少 12 个字符", "The password needs 12 characters"}}};
    if (length > account_limits.password_characters_max)
        return {{"password", {"密码过长", "The password is too long"}}};
    if (std::set<char>(password.begin(), password.end()).size() < different_characters_min)
        return {{"password", {"密码里的字符重复太多", "The password repeats too few characters"}}};
    if (is_guessed_first(password, name))
        return {{"password",
                 {"密码太容易猜到：除了用户名、单位或常见词和数字，还要有别的内容",
                  "The password is too easy to guess: it needs more than the name, the bureau or "
                  "a common word, and digits"}}};
    return {};
}

}  // namespace http
