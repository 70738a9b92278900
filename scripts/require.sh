# Sourced by ./run and ./check: asks for the things a build needs (headers, commands, fonts) and
# calls apt only for those that are missing, whatever package of another origin brought the rest.

missing_packages=()
missing_things=()

lack() {  # PACKAGE THING
    missing_packages+=("$1")
    missing_things+=("$2")
}

at_least() {  # WANTED HAVE
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

path_of_header() {  # NAME
    local folder
    for folder in /usr/local/include /usr/include "/usr/include/$(uname -m)-linux-gnu"; do
        if [ -f "$folder/$1" ]; then
            echo "$folder/$1"
            return
        fi
    done
    return 1
}

need_header() {  # NAME PACKAGE
    path_of_header "$1" > /dev/null || lack "$2" "$1"
}

need_boost() {  # WANTED, as BOOST_VERSION writes it
    local file version
    file=$(path_of_header boost/version.hpp) || { lack libboost-dev boost/version.hpp; return; }
    version=$(sed -n 's/^#define BOOST_VERSION \([0-9]*\).*/\1/p' "$file")
    [ "${version:-0}" -ge "$1" ] || lack libboost-dev "boost/version.hpp >= $1"
}

need_command() {  # NAME PACKAGE [VERSION]
    local version
    command -v "$1" > /dev/null || { lack "$2" "$1"; return; }
    [ -n "${3:-}" ] || return 0
    version=$("$1" --version < /dev/null 2> /dev/null | grep -oE -m 1 '[0-9]+(\.[0-9]+)+' || true)
    version=${version%%$'\n'*}
    at_least "$3" "${version:-0}" || lack "$2" "$1 >= $3"
}

# What Debian keeps out of the way of people who are not root.
need_root_command() {  # NAME PACKAGE
    command -v "$1" > /dev/null || [ -x "/usr/sbin/$1" ] || lack "$2" "$1"
}

need_python() {
    python3 -c 'import sqlite3, unittest, http.client' 2> /dev/null || lack python3 python3
}

# Debian's own interpreter: another one in front of it need not know Debian's modules.
need_python_module() {  # NAME PACKAGE
    /usr/bin/python3 -c "import $1" 2> /dev/null || lack "$2" "python3: $1"
}

need_chinese_font() {
    local found
    found=$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-}/.fonts" \
        \( -iname '*CJK*' -o -iname 'wqy*' \) -print -quit 2> /dev/null || true)
    [ -n "$found" ] || lack fonts-wqy-zenhei "a Chinese font"
}

ask_for_build_things() {
    need_command g++ g++ 12
    need_command cmake cmake 3.25
    need_command ninja ninja-build
    need_command pkg-config pkg-config
    need_boost 107400
    need_header httplib.h libcpp-httplib-dev
    need_header openssl/ssl.h libssl-dev
    need_header zlib.h zlib1g-dev
    need_header brotli/decode.h libbrotli-dev
    need_header SQLiteCpp/SQLiteCpp.h libsqlitecpp-dev
    need_header sqlite3.h libsqlite3-dev
    need_header nlohmann/json.hpp nlohmann-json3-dev
    need_header CLI/CLI.hpp libcli11-dev
    need_header spdlog/spdlog.h libspdlog-dev
    need_header toml++/toml.h libtomlplusplus-dev
    need_header sodium.h libsodium-dev
    need_header kainjow/mustache.hpp libkainjow-mustache-dev
    need_header qrcodegen/qrcodegen.hpp libqrcodegencpp-dev
    need_header xlsxwriter.h libxlsxwriter-dev
}

ask_for_test_things() {
    need_header gtest/gtest.h libgtest-dev
    need_header gmock/gmock.h libgmock-dev
    need_header rapidcheck.h librapidcheck-dev
    need_header benchmark/benchmark.h libbenchmark-dev
    need_command sqlite3 sqlite3
    need_root_command nginx nginx
    need_command systemd-analyze systemd
    need_command dpkg-shlibdeps dpkg-dev
    need_command file file
    need_command lintian lintian
    need_command openssl openssl
    need_command curl curl
    need_python
    need_python_module openpyxl python3-openpyxl
    [ -f tests/browser/package.json ] || return 0
    need_command node nodejs 18
    need_command npm npm
    need_command chromium chromium
    need_command zbarimg zbar-tools
    need_chinese_font
}

ask_for_long_things() {
    need_root_command debootstrap debootstrap
}

ask_for_fuzz_things() {
    need_command clang++ clang 14
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

install_missing() {
    local log=build/install.log
    echo "安装 / installing: ${missing_packages[*]}"
    if [ "$(id -u)" != 0 ] && ! command -v sudo > /dev/null; then
        echo "需要管理员权限，请先运行 / needs an administrator, please run first:" >&2
        echo "  apt-get install --no-install-recommends ${missing_packages[*]}" >&2
        return 1
    fi
    mkdir -p build
    if ! { as_root apt-get update &&
           as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet \
               --no-install-recommends "${missing_packages[@]}"; } > "$log" 2>&1 < /dev/null; then
        tail -n 12 "$log" >&2
        echo "安装失败，全文见 $log / could not install, all of it is in $log" >&2
        return 1
    fi
}

# require ask_for_build_things [ask_for_test_things]: afterwards everything asked for is there.
require() {
    local ask
    missing_packages=() missing_things=()
    for ask in "$@"; do "$ask"; done
    [ "${#missing_packages[@]}" -gt 0 ] || return 0
    install_missing || return 1
    hash -r
    missing_packages=() missing_things=()
    for ask in "$@"; do "$ask"; done
    [ "${#missing_packages[@]}" -gt 0 ] || return 0
    echo "仍然缺少 / still missing: ${missing_things[*]}" >&2
    return 1
}
