/* Every state of a link meets every state of a browser: who gets in, what is spent, what is
 * told to the team. */
#include "a_round.h"

#include <string.h>

#include "flow/link_press.h"
#include "flow/me.h"
#include "flow/sign_in.h"
#include "store/happenings.h"

enum { BROWSER = 90, FOREIGN = 91, WITNESS = 92, MINUTES = 60 };

enum browser_state {
    STRANGER,  /* was never here */
    OWN,       /* sits at the link's seat */
    OTHERS,    /* sits at another's */
    HANDED_ON, /* sat at the link's, sits at another's */
    BETWEEN,   /* the same, and the other one has left the browser */
    UNSEATED,  /* sat at the link's, for which a new link was made */
    QUITTED,   /* sat at the link's and left the browser */
    COACH,     /* the team's coach is signed in */
    CREATOR,   /* who made the team is, and another coach accompanies it now */
    BROWSER_STATES
};

enum link_state { FRESH, SERVED, REPLACED, EXPIRED, UNKNOWN, LINK_STATES };

static const char *const browser_names[] = { "stranger",  "own",     "others",
                                             "handed on", "between", "unseated",
                                             "quitted",   "coach",   "creator" };
static const char *const link_names[] = { "fresh", "served", "replaced", "expired", "unknown" };
static const char *const met_names[] = { "unknown",  "opens", "coached", "elsewhere", "served",
                                         "replaced", "lost",  "expired", "untold" };

struct expected {
    enum link_meets first, confirmed;
};

#define SAME(what)               \
    {                            \
        LINK_##what, LINK_##what \
    }
#define THEN(what)                  \
    {                               \
        LINK_ELSEWHERE, LINK_##what \
    }

static const struct expected table[BROWSER_STATES][LINK_STATES] = {
    [STRANGER] = { SAME(OPENS), SAME(SERVED), SAME(REPLACED), SAME(EXPIRED), SAME(UNKNOWN) },
    [OWN] = { SAME(OPENS), SAME(OPENS), SAME(OPENS), SAME(OPENS), SAME(UNKNOWN) },
    [OTHERS] = { THEN(OPENS), THEN(SERVED), THEN(REPLACED), THEN(EXPIRED), SAME(UNKNOWN) },
    [HANDED_ON] = { THEN(OPENS), THEN(OPENS), THEN(REPLACED), THEN(EXPIRED), SAME(UNKNOWN) },
    [BETWEEN] = { SAME(OPENS), SAME(OPENS), SAME(REPLACED), SAME(EXPIRED), SAME(UNKNOWN) },
    [UNSEATED] = { SAME(OPENS), SAME(SERVED), SAME(LOST), SAME(EXPIRED), SAME(UNKNOWN) },
    [QUITTED] = { SAME(OPENS), SAME(SERVED), SAME(REPLACED), SAME(EXPIRED), SAME(UNKNOWN) },
    [COACH] = { SAME(COACHED), SAME(COACHED), SAME(COACHED), SAME(COACHED), SAME(UNKNOWN) },
    [CREATOR] = { SAME(COACHED), SAME(COACHED), SAME(COACHED), SAME(COACHED), SAME(UNKNOWN) },
};

/* ---- setting the scene: seat 0 is the link's, seat 1 another's ---- */

static struct db *db;
static struct link_key pressed;
static struct coach_id signed_in;
static size_t browser; /* another one in each scene */

static struct link_key key_of(const char *text)
{
    struct link_key key;
    assert_true(flow_link_parse(&mem, text, &key));
    return key;
}

static struct link_met press(size_t who, struct link_key key, bool confirmed, int64_t now)
{
    struct link_met met;
    const struct token_hash shown = device_of(who);
    struct token_hash form = shown;
    form.text[0] = 'f';
    const struct link_press one = { .key = key,
                                    .shown = &shown,
                                    .form = form,
                                    .new_browser = shown,
                                    .new_key = shown,
                                    .coach =
                                        who == browser ? signed_in : (struct coach_id){ 0 },
                                    .label = "test",
                                    .confirmed = confirmed,
                                    .now = now };
    CHECK_OK(flow_link_press(db, &mem, &one, &met, &err));
    return met;
}

static struct link_key second_device(size_t seat, int64_t now)
{
    struct issued_link issued;
    CHECK_OK(flow_link_second_device(db, &mem, team, seats[seat].id, now, &issued, &err));
    return key_of(issued.text);
}

static struct link_key made_again(int64_t now)
{
    struct issued_link issued;
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[0].id, (struct seat_id){ 0 }, now, &issued,
                               &err));
    return key_of(issued.text);
}

static void sit(size_t who, size_t seat, int64_t now)
{
    struct link_met met = press(who, second_device(seat, now), true, now);
    assert_int_equal(met.meets, LINK_OPENS);
    assert_int_equal(met.seat.id.value, seats[seat].id.value);
}

static void leave_browser(size_t seat)
{
    CHECK_OK(flow_me_remove_device(db, &mem, team, seats[seat].id, device_of(browser), &err));
}

static enum status give_away(struct transaction *transaction, void *context, struct err *error)
{
    struct team found;
    (void)context;
    TRY(store_team_load(&mem, transaction, team, &found, error));
    found.coach.value = 42;
    return store_team_save(transaction, &found, error);
}

static void bring_browser(enum browser_state state, int64_t now)
{
    if (state == OTHERS)
        sit(browser, 1, now);
    if (state == OWN || state == HANDED_ON || state == BETWEEN || state == UNSEATED ||
        state == QUITTED)
        sit(browser, 0, now);
    if (state == HANDED_ON || state == BETWEEN)
        sit(browser, 1, now + 1);
    if (state == BETWEEN)
        leave_browser(1);
    if (state == QUITTED)
        leave_browser(0);
    signed_in.value = state == COACH || state == CREATOR ? with_coach.coach.value : 0;
    if (state == CREATOR)
        CHECK_OK(db_within(db, team, give_away, NULL, &err));
}

static int64_t set_scene(enum browser_state state, enum link_state link, int64_t now)
{
    struct link_key first;
    CHECK_OK(flow_group_create(db, &mem, &with_coach, instrument, now, &team, &links, &err));
    for (size_t i = 0; i < links.count; i++)
        seats[i].id = links.list[i].seat;
    first = key_of(links.list[0].text);
    browser++;
    signed_in.value = 0;
    if (link == REPLACED && state != UNSEATED)
        (void)made_again(now);
    bring_browser(state, now);
    if (state == UNSEATED) {
        struct link_key next = made_again(now + 2);
        first = link == REPLACED ? first : next;
    }
    pressed = first;
    if (link == SERVED)
        assert_int_equal(press(FOREIGN, pressed, false, now + 3).meets, LINK_OPENS);
    if (link == EXPIRED)
        pressed = second_device(0, now + 3);
    if (link == UNKNOWN)
        pressed.hash = device_of(WITNESS);
    return link == EXPIRED ? now + 11 * MINUTES : now + 4;
}

static size_t told(const char *kind)
{
    struct happenings all;
    struct transaction *transaction;
    size_t count = 0;
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_happenings_load(&mem, transaction, team, 100, &all, &err));
    db_abandon(transaction);
    for (size_t i = 0; i < all.count; i++) {
        count += strcmp(all.list[i].kind, kind) == 0;
        if (strcmp(all.list[i].kind, kind) == 0)
            assert_int_equal(all.list[i].seat.value, 0); /* not whose link it is */
    }
    return count;
}

static void check_met(enum browser_state state, enum link_state link, const char *when,
                      enum link_meets met, enum link_meets wanted)
{
    if (met != wanted)
        fail_msg("%s browser, %s link, %s: %s, not %s", browser_names[state], link_names[link],
                 when, met_names[met], met_names[wanted]);
}

static void every_link_meets_every_browser_as_the_table_says(void **state)
{
    db = ((struct store *)*state)->db;
    browser = 1000;
    for (int b = 0; b < BROWSER_STATES; b++)
        for (int l = 0; l < LINK_STATES; l++)
            for (int confirmed = 0; confirmed <= 1; confirmed++) {
                int64_t now = set_scene((enum browser_state)b, (enum link_state)l, t0);
                const struct expected *wanted = &table[b][l];
                enum link_meets want = confirmed ? wanted->confirmed : wanted->first;
                struct link_met met = press(browser, pressed, confirmed, now);
                check_met((enum browser_state)b, (enum link_state)l,
                          confirmed ? "confirmed" : "pressed", met.meets, want);
                assert_int_equal(told("link.pressed"), want == LINK_SERVED);
                if (want == LINK_ELSEWHERE)
                    CHECK_TEXT(met.holder, "Bruno");
                if (want == LINK_OPENS)
                    assert_int_equal(met.seat.id.value, seats[0].id.value);
            }
}

/* What did not open is still good for the person it was made for. */
static void a_link_that_opened_nothing_is_not_spent(void **state)
{
    static const enum browser_state refused[] = { OTHERS, HANDED_ON, COACH, CREATOR };
    db = ((struct store *)*state)->db;
    browser = 2000;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        int64_t now = set_scene(refused[i], FRESH, t0);
        assert_int_not_equal(press(browser, pressed, false, now).meets, LINK_OPENS);
        assert_int_equal(press(FOREIGN, pressed, false, now).meets, LINK_OPENS);
    }
    int64_t now = set_scene(OWN, FRESH, t0);
    assert_int_equal(press(browser, pressed, false, now).meets, LINK_OPENS);
    assert_int_equal(press(FOREIGN, pressed, false, now).meets, LINK_OPENS);
}

static void looking_tells_of_the_browser_and_never_of_the_link(void **state)
{
    db = ((struct store *)*state)->db;
    browser = 3000;
    for (int b = 0; b < BROWSER_STATES; b++)
        for (int l = 0; l < UNKNOWN; l++) {
            struct link_met met;
            set_scene((enum browser_state)b, (enum link_state)l, t0);
            const struct token_hash shown = device_of(browser);
            const struct link_press one = {
                .key = pressed, .shown = &shown, .coach = signed_in, .now = t0 + 5
            };
            enum link_meets want = b == OWN                        ? LINK_OPENS
                                   : b == OTHERS || b == HANDED_ON ? LINK_ELSEWHERE
                                   : b == COACH || b == CREATOR    ? LINK_COACHED
                                                                   : LINK_UNTOLD;
            CHECK_OK(flow_link_look(db, &mem, &one, &met, &err));
            check_met((enum browser_state)b, (enum link_state)l, "looked at", met.meets, want);
        }
}

/* The reply was lost: the browser never got its key, and presses again. */
static void whoever_never_got_the_reply_presses_again(void **state)
{
    struct link_met met;
    db = ((struct store *)*state)->db;
    set_scene(STRANGER, FRESH, t0);
    struct link_press one = { .key = pressed,
                              .form = device_of(4001),
                              .new_browser = device_of(4002),
                              .new_key = device_of(4003),
                              .label = "",
                              .now = t0 };
    CHECK_OK(flow_link_press(db, &mem, &one, &met, &err));
    assert_int_equal(met.meets, LINK_OPENS);
    one.new_browser = device_of(4004);
    one.new_key = device_of(4005);
    one.now = t0 + 60;
    CHECK_OK(flow_link_press(db, &mem, &one, &met, &err));
    assert_int_equal(met.meets, LINK_OPENS);
    assert_true(met.rekeyed);
    /* Once the key was shown, the form that brought it stands for nobody. */
    const struct sighting seen = { device_of(4005), false };
    CHECK_OK(flow_browser_seen(db, &mem, &seen, 1, t0 + 70, &err));
    one.new_key = device_of(4006);
    CHECK_OK(flow_link_press(db, &mem, &one, &met, &err));
    assert_int_equal(met.meets, LINK_SERVED);
}

static void a_browser_without_a_key_is_the_same_in_two_tabs(void **state)
{
    struct link_met met;
    struct visitor visitor;
    db = ((struct store *)*state)->db;
    struct link_press one = { .form = device_of(5001), .label = "", .now = t0 };
    const struct token_hash first = device_of(5003), second = device_of(5005);
    set_scene(STRANGER, FRESH, t0);
    one.key = pressed;
    one.new_browser = device_of(5002);
    one.new_key = first;
    CHECK_OK(flow_link_press(db, &mem, &one, &met, &err));
    set_scene(STRANGER, FRESH, t0);
    one.key = pressed;
    one.new_browser = device_of(5004);
    one.new_key = second;
    CHECK_OK(flow_link_press(db, &mem, &one, &met, &err));
    CHECK_OK(flow_sign_in_recognise(db, &mem, NULL, &first, t0, &visitor, &err));
    assert_int_equal(visitor.seat_count, 2);
    CHECK_OK(flow_sign_in_recognise(db, &mem, NULL, &second, t0, &visitor, &err));
    assert_int_equal(visitor.seat_count, 2);
}

static void a_lost_place_is_told_for_sixty_days(void **state)
{
    struct past_seat lost;
    db = ((struct store *)*state)->db;
    browser = 6000;
    set_scene(UNSEATED, FRESH, t0);
    CHECK_OK(flow_link_lost(db, &mem, device_of(browser), team, t0 + 59 * 86400, &lost, &err));
    assert_int_equal(lost.since, t0 + 2);
    assert_true(lost.by_coach);
    assert_int_equal(
        flow_link_lost(db, &mem, device_of(browser), team, t0 + 61 * 86400, &lost, &err),
        NOT_FOUND);
    assert_int_equal(flow_link_lost(db, &mem, device_of(FOREIGN), team, t0 + 3, &lost, &err),
                     NOT_FOUND);
}

static enum status make_coach(struct transaction *transaction, void *context, struct err *error)
{
    return store_coach_save(transaction, context, error);
}

static void a_sign_in_that_is_used_does_not_end_and_one_that_is_not_does(void **state)
{
    struct visitor visitor;
    struct coach coach = { .id = { store_new_id() }, .name = "C", .password = "x", .lang = FR };
    db = ((struct store *)*state)->db;
    const struct sighting used = { device_of((size_t)coach.id.value), true };
    coach.email = arena_text(&mem, "%lld@exemple.fr", (long long)coach.id.value);
    CHECK_OK(db_within(db, NO_TEAM, make_coach, &coach, &err));
    const struct new_session session = { used.token, "" };
    CHECK_OK(flow_sign_in_bind(db, coach.id, &session, t0, &err));
    for (int day = 1; day <= 400; day += 7) {
        int64_t now = t0 + day * (int64_t)DAY;
        CHECK_OK(flow_sign_in_recognise(db, &mem, &used.token, NULL, now, &visitor, &err));
        assert_int_equal(visitor.coach.value, coach.id.value);
        assert_true(visitor.session_due);
        CHECK_OK(flow_browser_seen(db, &mem, &used, 1, now, &err));
    }
    CHECK_OK(flow_sign_in_recognise(db, &mem, &used.token, NULL, t0 + 500 * (int64_t)DAY,
                                    &visitor, &err));
    assert_int_equal(visitor.coach.value, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(every_link_meets_every_browser_as_the_table_says),
        ON_STORE(a_link_that_opened_nothing_is_not_spent),
        ON_STORE(looking_tells_of_the_browser_and_never_of_the_link),
        ON_STORE(whoever_never_got_the_reply_presses_again),
        ON_STORE(a_browser_without_a_key_is_the_same_in_two_tabs),
        ON_STORE(a_sign_in_that_is_used_does_not_end_and_one_that_is_not_does),
        ON_STORE(a_lost_place_is_told_for_sixty_days),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
