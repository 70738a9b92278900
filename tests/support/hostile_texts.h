// The texts an attacker would write into an answer, as far as they are UTF-8.
#pragma once

#include <string>
#include <vector>

namespace tests {

inline std::vector<std::string> hostile_texts() {
    return {"<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "</script><svg onload=alert(1)>",
            "</p></li></main><script>alert(1)</script>",
            "{{7*7}}",
            "{{{raw}}}",
            "{{#comments}}",
            "\xE2\x80\xAE" "gpj.exe",
            "=HYPERLINK(\"http://x\",\"y\")",
            "' onmouseover=alert(1) '",
            "&lt;script&gt;"};
}

}  // namespace tests
