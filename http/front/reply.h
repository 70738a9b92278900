// A reply: the shapes and the headers that both sites share.
#pragma once

#include <chrono>
#include <string>

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace http {

// Who may learn from which page a browser comes. Told nothing at all, a browser also hides the
// Origin of a form, by which the desk knows its own pages.
enum class Referrer { to_nobody, to_ourselves };

// Content policy and the other headers that every response carries.
void secure(httplib::Response& response, Referrer referrer = Referrer::to_nobody);

void reply_page(httplib::Response& response, int status, const std::string& html);
// To another page of ours: `path` begins with "/".
void reply_see_other(httplib::Response& response, const std::string& path);

// When a later try may succeed.
void retry_after(httplib::Response& response, std::chrono::seconds wait);

// Answers 304 to a client that has `tag` already.
bool reply_unchanged(const httplib::Request& request, httplib::Response& response,
                     const std::string& tag);

}  // namespace http
