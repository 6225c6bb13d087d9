/* The two languages of the masthead. */
#include "page/site_frame.h"

const char *site_lang(enum lang lang) { return lang == FR ? "fr" : "en"; }

enum lang site_other_lang(enum lang lang) { return lang == FR ? EN : FR; }

const char *site_body(const struct site_frame *frame)
{
    return frame->room ? "room-page" : "site";
}
