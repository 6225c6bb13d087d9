#ifndef WEB_ALLIAGE_H
#define WEB_ALLIAGE_H

/* The site that this program serves. */
#include "web/here.h"

/* Takes here, which must outlive the server; base_url decides on https. */
struct site alliage_site(struct here *here);

#endif
