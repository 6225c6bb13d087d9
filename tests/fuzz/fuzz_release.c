/* Any bytes at all as a frozen release: a refusal, or a release within the bounds of what may
 * be published, which freezes to a text that thaws to the same. */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "json/release_json.h"

static const size_t ARENA_BYTES = 64 * 1024 * 1024;

static const struct construct constructs[] = { { .key = "AIM", .item_count = 2 },
                                               { .key = "APP", .item_count = 1 } };
static const struct item items[] = { { .key = "q1" },
                                     { .key = "q2" },
                                     { .key = "q3", .construct = 1 } };
static const struct question questions[] = { { .key = "info", .flow = "information" } };
static const struct motive motives[] = { { .key = "int1" }, { .key = "int2" } };
static const struct instrument instrument = { .key = "small",
                                              .version = "1",
                                              .low = 1,
                                              .high = 7,
                                              .construct_count = 2,
                                              .item_count = 3,
                                              .question_count = 1,
                                              .motive_count = 2,
                                              .constructs = constructs,
                                              .items = items,
                                              .questions = questions,
                                              .motives = motives };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_bounds(const struct release *release)
{
    assert(release->seats >= TEAM_MIN && release->seats <= TEAM_MAX);
    assert(release->respondents <= release->seats);
    for (size_t i = 0; i < instrument.construct_count; i++)
        assert(release->constructs[i].mean >= 0 && release->constructs[i].mean <= 100);
    for (size_t i = 0; i < instrument.item_count; i++)
        assert(release->items[i].gap != SHOWN ||
               (release->items[i].half_points >= 2 && release->items[i].half_points <= 14));
    for (size_t i = 0; i < 2; i++)
        assert(release->matters.top[i] < instrument.motive_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct release release, again;
    struct arena mem = arena_with_limit(ARENA_BYTES);
    struct err err = { .status = OK };
    const char *text = arena_copy(&mem, (const char *)bytes, length);
    if (json_release_thaw(text, &instrument, &release, &err) == OK) {
        check_bounds(&release);
        const char *frozen = json_release_freeze(&mem, &release);
        assert(json_release_thaw(frozen, &instrument, &again, &err) == OK);
        assert(strcmp(json_release_freeze(&mem, &again), frozen) == 0);
    } else {
        assert(err.status == BAD_INPUT && strstr(err.text, "small"));
    }
    arena_free(&mem);
    return 0;
}
