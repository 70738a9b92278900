// The frame of every page of the desk: head, navigation, who is here, language, and the way out.
#pragma once

#include <string>

namespace httplib {
struct Response;
}

namespace http {

struct Asked;

// Where in the desk a page belongs: its entry of the navigation.
enum class Place { front, surveys, units, codes, imports, review, account, users, audit };

struct DeskPage {
    std::string title;  // in the visitor's language
    Place place = Place::front;
    std::string body;  // what stands inside <main>, as HTML
    // Kept up to date while it is open: only for pages without a form, whose entries would go.
    bool live = false;
};

// A live page is answered with 304 to a browser that shows it already.
void reply_desk_page(const Asked& asked, httplib::Response& response, const DeskPage& page,
                     int status = 200);

}  // namespace http
