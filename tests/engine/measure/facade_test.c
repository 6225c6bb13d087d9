#include "measure/facade.h"

#include <stdlib.h>

#include "base/chance.h"
#include "check.h"

enum { SEATS_MAX = 8 };

/* Five who all speak for it; in private one does. */
static const double said[] = { 2, 1, 3, 2, 2 }, after[] = { 2, -1, 0, -2, -3 },
                    before[] = { 1, -1, 0, -2, -1 }, guess[] = { 3, 4, 4, 2, 3 };

static struct positions five(void)
{
    return (struct positions){ 5, before, after, said, guess };
}

static void the_counts_are_those_made_by_hand(void **state)
{
    (void)state;
    struct facade f = measure_facade(five());
    assert_int_equal(f.lack, LACKS_NOTHING);
    assert_int_equal(f.side, 1);
    assert_int_equal(f.backers, 5);
    assert_int_equal(f.supporters, 1);
    assert_int_equal(f.swallowed, 4);
    assert_int_equal(f.moved, 1);
    assert_int_equal(f.level, FACADE_ABILENE);
    assert_true(f.show);
    CHECK_NEAR(f.conformity.value, (0 + 2 + 3 + 4 + 5) / 30.0, 1e-15);
    /* One is for before talking: the four others have one among their others, it has none. */
    CHECK_NEAR(f.gap_sum.value, 3 + (4 - 1) + (4 - 1) + (2 - 1) + (3 - 1), 1e-15);
    CHECK_NEAR(f.gap.value, 12 / 5.0, 1e-15);
    CHECK_NEAR(f.spread_said.value, (1 + 1 + 0 + 0 + 2 + 1 + 1 + 1 + 1 + 0) / 10.0, 1e-15);
}

static void one_alone_is_no_facade_and_a_private_majority_neither(void **state)
{
    (void)state;
    const double public[] = { 2, 2, 2, 2, 2 };
    const double lone[] = { 2, 2, 2, 2, -3 }, most[] = { 2, 1, 1, -3, -3 };
    struct positions p = { 5, NULL, lone, public, NULL };
    assert_int_equal(measure_facade(p).level, FACADE_SOME);
    p.after = most;
    assert_int_equal(measure_facade(p).level, FACADE_SOME);
    assert_false(measure_facade(p).show);
}

static void neither_three_nor_four_are_ever_shown(void **state)
{
    (void)state;
    struct positions p = five();
    for (p.seats = 3; p.seats <= 4; p.seats++)
        assert_false(measure_facade(p).show);
    assert_int_equal(measure_facade(p).level, FACADE_ABILENE);
}

static void the_other_side_is_the_mirror(void **state)
{
    (void)state;
    double a[5], s[5], b[5];
    for (int i = 0; i < 5; i++)
        a[i] = -after[i], s[i] = -said[i], b[i] = -before[i];
    struct facade f = measure_facade(five());
    struct facade g = measure_facade((struct positions){ 5, b, a, s, guess });
    assert_int_equal(g.side, -1);
    assert_int_equal(g.level, f.level);
    assert_int_equal(g.swallowed, f.swallowed);
    CHECK_NEAR(g.conformity.value, f.conformity.value, 1e-15);
    CHECK_NEAR(g.illusory_convergence.value, f.illusory_convergence.value, 1e-15);
}

static void what_lacks_is_said(void **state)
{
    (void)state;
    double a[] = { NAN, -1, 0, -2, NAN }, g[] = { 3, 4, NAN, 2, 3 };
    struct positions p = { 5, before, a, said, g };
    struct facade f = measure_facade(p); /* 3 of 5 are fewer than three quarters */
    assert_int_equal(f.lack, LACKS_PEOPLE);
    assert_int_equal(f.spread_after.lack, LACKS_PEOPLE);
    assert_int_equal(f.gap.lack, LACKS_PEOPLE);
    assert_int_equal(f.complete, 3);
    assert_int_equal(f.present, 5);
    assert_false(f.show);
    a[0] = 2; /* 4 of 5 are enough */
    p.before = p.guess = NULL;
    f = measure_facade(p);
    assert_int_equal(f.lack, LACKS_NOTHING);
    assert_int_equal(f.spread_before.lack, LACKS_ITEMS);
    assert_int_equal(f.gap.lack, LACKS_ITEMS);
    assert_int_equal(measure_facade((struct positions){ 0 }).lack, LACKS_PEOPLE);
    const double torn[] = { 3, -2, 0, 1, -1 };
    f = measure_facade((struct positions){ 5, before, after, torn, NULL });
    assert_int_equal(f.side, 0);
    assert_int_equal(f.level, FACADE_NONE);
    assert_true(f.conformity.value == 0);
}

/* --- nobody can be deduced -------------------------------------------------------------- */

/* What a member sees: what everybody said, the signal, and the own private side. */
struct knowledge {
    bool in_favour[2][SEATS_MAX][3][SEATS_MAX], not_in_favour[2][SEATS_MAX][3][SEATS_MAX];
    bool possible[2][SEATS_MAX][3];
};

/* In private: against, between, for. No rule looks any closer, when what is said is one step
 * or more away from the middle. */
static void list_private(const double *public, size_t seats, struct knowledge *out)
{
    static const double sides[] = { -3, 0, 3 };
    size_t worlds = 1;
    *out = (struct knowledge){ 0 };
    for (size_t i = 0; i < seats; i++)
        worlds *= 3;
    for (size_t world = 0; world < worlds; world++) {
        double private[SEATS_MAX];
        size_t side[SEATS_MAX], rest = world;
        for (size_t i = 0; i < seats; i++, rest /= 3)
            side[i] = rest % 3, private[i] = sides[rest % 3];
        struct facade f =
            measure_facade((struct positions){ seats, NULL, private, public, NULL });
        for (size_t i = 0; i < seats; i++) {
            out->possible[f.show][i][side[i]] = true;
            for (size_t j = 0; j < seats; j++) {
                bool with = f.side * private[j] > 0;
                (with ? out->in_favour : out->not_in_favour)[f.show][i][side[i]][j] = true;
            }
        }
    }
}

static size_t deduced(const struct knowledge *k, size_t seats)
{
    size_t out = 0;
    for (int shown = 0; shown < 2; shown++)
        for (size_t i = 0; i < seats; i++)
            for (size_t own = 0; own < 3; own++)
                for (size_t j = 0; j < seats && k->possible[shown][i][own]; j++)
                    out += i != j && !(k->in_favour[shown][i][own][j] &&
                                       k->not_in_favour[shown][i][own][j]);
    return out;
}

static void from_the_signal_and_ones_own_answer_nobody_else_is_deduced(void **state)
{
    (void)state;
    static struct knowledge known;
    size_t pictures = 0;
    for (size_t seats = FACADE_SHOWN_FROM; seats <= SEATS_MAX; seats++) {
        /* Order does not matter: what is said rises from seat to seat, -2 … 2. */
        double public[SEATS_MAX] = { -2, -2, -2, -2, -2, -2, -2, -2 };
        for (bool more = true; more; pictures++) {
            struct facade f =
                measure_facade((struct positions){ seats, NULL, public, public, NULL });
            if (f.side > 0) { /* the other side is the mirror */
                list_private(public, seats, &known);
                assert_int_equal(deduced(&known, seats), 0);
            }
            size_t at = seats;
            while (at > 0 && !(public[at - 1] < 2))
                at--;
            more = at > 0;
            for (size_t i = at; more && i <= seats; i++)
            public[i - 1] = i == at ? public[i - 1] + 1 : public[at - 1];
        }
    }
    assert_int_equal(pictures, 126 + 210 + 330 + 495);
}

static void in_any_order_of_the_seats_it_is_the_same(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(31);
    for (int round = 0; round < 500; round++) {
        double a[SEATS_MAX], s[SEATS_MAX], a2[SEATS_MAX], s2[SEATS_MAX];
        size_t order[SEATS_MAX], n = 3 + chance_below(&chance, 6);
        for (size_t i = 0; i < n; i++) {
            order[i] = i;
            a[i] = (double)chance_below(&chance, 7) - 3;
            s[i] = (double)chance_below(&chance, 7) - 3;
        }
        chance_shuffle(&chance, order, n);
        for (size_t i = 0; i < n; i++)
            a2[i] = a[order[i]], s2[i] = s[order[i]];
        struct facade f = measure_facade((struct positions){ n, NULL, a, s, NULL });
        struct facade g = measure_facade((struct positions){ n, NULL, a2, s2, NULL });
        assert_int_equal(f.level, g.level);
        assert_int_equal(f.swallowed, g.swallowed);
        CHECK_NEAR(f.spread_after.value, g.spread_after.value, 1e-14);
        assert_true(!f.show || (f.backers >= 4 && 2 * f.supporters <= n && f.swallowed >= 2));
    }
}

/* --- a reference computed elsewhere ------------------------------------------------------ */

struct reference {
    char name[64];
    double b[SEATS_MAX], a[SEATS_MAX], p[SEATS_MAX], k[SEATS_MAX];
    size_t seats;
    bool asked;
    struct facade found;
    size_t compared;
};

static size_t read_list(const char *text, double *out)
{
    size_t n = 0;
    char *end;
    while (*text != '\0' && *text != '\n' && n < SEATS_MAX) {
        while (*text == ' ')
            text++;
        out[n++] = *text == '-' && (text[1] < '0' || text[1] > '9') ? NAN : strtod(text, &end);
        while (*text != ' ' && *text != '\n' && *text != '\0')
            text++;
    }
    return n;
}

static double figure_named(const struct facade *f, const char *name)
{
    const struct {
        const char *name;
        double value;
    } all[] = {
        { "n_complete", (double)f->complete },
        { "n_present", (double)f->present },
        { "M", f->side },
        { "m", (double)f->backers },
        { "A", (double)f->supporters },
        { "X", (double)f->swallowed },
        { "moved", (double)f->moved },
        { "level", f->level },
        { "show", f->show },
        { "PI_sum", f->gap_sum.value },
        { "PI", f->gap.value },
        { "Vb", f->spread_before.value },
        { "Va", f->spread_after.value },
        { "Vp", f->spread_said.value },
        { "IC", f->illusory_convergence.value },
        { "CG", f->conformity.value },
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(all[i].name, name) == 0)
            return all[i].value;
    fail_msg("the reference has a figure %s that is not known here", name);
    return NAN;
}

static void read_line(struct reference *r, const char *line)
{
    char name[32];
    double value;
    if (sscanf(line, "case %63s", r->name) == 1)
        r->seats = 0, r->asked = false;
    else if (strncmp(line, "b ", 2) == 0)
        r->seats = read_list(line + 2, r->b);
    else if (strncmp(line, "a ", 2) == 0)
        read_list(line + 2, r->a);
    else if (strncmp(line, "p ", 2) == 0)
        read_list(line + 2, r->p);
    else if (strncmp(line, "khat ", 5) == 0) {
        r->asked = strncmp(line + 5, "none", 4) != 0;
        if (r->asked)
            read_list(line + 5, r->k);
        r->found = measure_facade(
            (struct positions){ r->seats, r->b, r->a, r->p, r->asked ? r->k : NULL });
    } else if (sscanf(line, "expect %31s %lf", name, &value) == 2) {
        double found = figure_named(&r->found, name);
        if (!(fabs(found - value) < 6e-4))
            fail_msg("%s: %s is %g, not %g", r->name, name, found, value);
        r->compared++;
    }
}

static void the_reference_cases_agree_where_they_are(void **state)
{
    (void)state;
    static struct reference r;
    char line[256];
    FILE *file = fopen("../shared/data/votes/signal_own.vec", "r");
    if (!file) {
        NOT_CHECKED("no ../shared/data/votes here");
        return;
    }
    while (fgets(line, sizeof line, file))
        read_line(&r, line);
    fclose(file);
    assert_true(r.compared > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_counts_are_those_made_by_hand),
        cmocka_unit_test(one_alone_is_no_facade_and_a_private_majority_neither),
        cmocka_unit_test(neither_three_nor_four_are_ever_shown),
        cmocka_unit_test(the_other_side_is_the_mirror),
        cmocka_unit_test(what_lacks_is_said),
        cmocka_unit_test(from_the_signal_and_ones_own_answer_nobody_else_is_deduced),
        cmocka_unit_test(in_any_order_of_the_seats_it_is_the_same),
        cmocka_unit_test(the_reference_cases_agree_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
