// The form body: a page of questions, rendered with every answer and problem in its place.
#pragma once

#include <string>

#include "http/public/pages.h"

namespace http {

struct FormTemplates {
    std::string form;
    std::string question;
};

std::string form_body(const FormPage& page, const FormTemplates& templates);

}  // namespace http
