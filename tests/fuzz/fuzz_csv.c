/* Any bytes at all as a table of a campaign: read, or refused by a sentence that says where;
 * what was read can be counted again. */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "files/read.h"

static const size_t ARENA_BYTES = 256 * 1024 * 1024;

static const struct construct constructs[] = { { .key = "AIM", .item_count = 2 } };
static const struct item items[] = { { .key = "q1" }, { .key = "q2" } };
static const struct question questions[] = { { .key = "info", .flow = "information" } };
static const struct motive motives[] = { { .key = "int1" }, { .key = "int2" } };
static const struct instrument instrument = { .key = "small",
                                              .low = 1,
                                              .high = 7,
                                              .construct_count = 1,
                                              .item_count = 2,
                                              .question_count = 1,
                                              .motive_count = 2,
                                              .constructs = constructs,
                                              .items = items,
                                              .questions = questions,
                                              .motives = motives };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_rounds(struct arena *mem, struct campaign *campaign)
{
    struct err err;
    if (files_campaign_order_rounds(campaign, NULL, &err) != OK)
        return;
    for (uint32_t i = 0; i < campaign->team_rounds.count; i++) {
        const struct team_round *round = files_campaign_round_at(campaign, i);
        assert(round->seat_count > 0);
        if (round->seat_count < TEAM_MIN || round->seat_count > TEAM_MAX)
            continue;
        struct raw_round raw = files_campaign_raw_round(mem, campaign, round);
        assert(raw.respondents <= raw.seats);
        for (size_t c = 0; c < raw.items.people * raw.items.items; c++)
            assert(!(raw.items.cell[c] < 1) && !(raw.items.cell[c] > 7));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena mem = arena_with_limit(ARENA_BYTES), scratch = arena_with_limit(ARENA_BYTES);
    struct err err = { .status = OK };
    struct campaign *campaign = files_campaign_new(&mem, &instrument);
    struct read_options options = { .columns = { .round = length % 2 ? "1" : NULL } };
    FILE *stream = length ? fmemopen((void *)bytes, length, "rb") : fopen("/dev/null", "rb");
    assert(stream);
    if (files_read_stream(&scratch, campaign, stream, "f", TABLE_UNKNOWN, &options, &err) == OK)
        check_rounds(&mem, campaign);
    else
        assert(strncmp(err.text, "f:", 2) == 0 && strlen(err.text) < ERR_TEXT_BYTES);
    fclose(stream);
    arena_free(&scratch);
    arena_free(&mem);
    return 0;
}
