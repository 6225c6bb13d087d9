#ifndef WEB_PORTRAIT_H
#define WEB_PORTRAIT_H

/* What the page of a portrait and its restitution share. */
#include "flow/portrait.h"
#include "page/portraits.h"
#include "web/here.h"

/* LOOK_AT: only which rounds there are; LEAD: for the restitution, before it has begun too. */
enum loading { LOOK_AT, LOAD, LEAD };

/* portrait_load: the round of the path and those before it.
 * Fails    NOT_FOUND, REFUSED: not open to all. */
enum status portrait_load(struct request *request, enum loading how,
                          struct shown_portraits *shown, struct err *err);

const struct round *portrait_last_round(const struct shown_portraits *shown);

/* "Tour 4"; and "/t/12/portrait/4". */
const char *portrait_round_name(struct request *request, int number);
const char *portrait_round_path(struct request *request, const struct shown_portraits *shown,
                                const char *what, int number);

const struct published *portrait_published(struct request *request,
                                           const struct shown_portraits *shown);

#endif
