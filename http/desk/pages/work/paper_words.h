// The words that the pages of paper share: codes and posters lie on two tabs of one place.
#pragma once

#include <string>

#include "http/desk/pages/filling.h"
#include "http/desk/paper.h"

namespace http {

struct Asked;

// Words, and what the printed links begin with; marked when only this machine can open them.
void put_paper_words(Filling& filling, const Asked& asked);

PaperRoom paper_room(const Asked& asked, surveys::Locale locale);

}  // namespace http
