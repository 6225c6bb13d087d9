#ifndef WEB_MY_DEVICES_H
#define WEB_MY_DEVICES_H

/* The browsers that open one's own place, for that person. */
#include "flow/me.h"
#include "page/me.h"
#include "web/here.h"

/* Those where one sits, then those where another sits now. */
size_t my_device_count(const struct my_seat *mine);
const struct my_device *my_devices(struct request *request, const struct my_seat *mine);

#endif
