// A strict reader of markup: says what is not well-formed XML, so that no browser has to guess.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

class MarkupReader {
public:
    explicit MarkupReader(std::string_view text) : text_(text) {}

    // "" when well-formed; else the first fault.
    std::string fault() {
        while (fault_.empty() && at_ < text_.size()) {
            if (text_.at(at_) != '<')
                read_text('<');
            else if (text_.substr(at_, 2) == "</")
                close_tag();
            else
                open_tag();
        }
        if (fault_.empty() && !open_.empty()) return "not closed: " + open_.back();
        return fault_;
    }

private:
    void fail(const std::string& what) {
        if (fault_.empty()) fault_ = what + " at " + std::to_string(at_);
    }

    std::string read_name() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && text_.at(at_) != '>' && text_.at(at_) != '/' &&
               text_.at(at_) != '=' && text_.at(at_) != ' ')
            ++at_;
        if (begin == at_) fail("a name is missing");
        return std::string(text_.substr(begin, at_ - begin));
    }

    void expect(char wanted) {
        if (at_ < text_.size() && text_.at(at_) == wanted)
            ++at_;
        else
            fail(std::string("wanted ") + wanted);
    }

    void read_text(char end) {
        for (; at_ < text_.size() && text_.at(at_) != end; ++at_) {
            const char letter = text_.at(at_);
            if (letter == '<') return fail("a bare <");
            if (letter == '>' && end == '<') return fail("a bare >");
            if (static_cast<unsigned char>(letter) < 0x20 && letter != '\n') return fail("control");
            if (letter == '&' && !is_entity()) return fail("a bare &");
        }
    }

    bool is_entity() const {
        for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"})
            if (text_.substr(at_).starts_with(entity)) return true;
        return false;
    }

    void close_tag() {
        at_ += 2;
        const std::string name = read_name();
        expect('>');
        if (open_.empty() || open_.back() != name) return fail("closes another: " + name);
        open_.pop_back();
    }

    void open_tag() {
        ++at_;
        const std::string name = read_name();
        std::set<std::string> attributes;
        while (fault_.empty() && at_ < text_.size() && text_.at(at_) == ' ') {
            ++at_;
            if (!attributes.insert(read_name()).second) fail("an attribute twice");
            expect('=');
            expect('"');
            read_text('"');
            expect('"');
        }
        const bool is_empty = at_ < text_.size() && text_.at(at_) == '/';
        if (is_empty) ++at_;
        expect('>');
        if (!is_empty) open_.push_back(name);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string fault_;
    std::vector<std::string> open_;
};

inline std::string markup_fault(std::string_view text) { return MarkupReader{text}.fault(); }

}  // namespace tests
