/* Agreement by chance: the exact p of the engine beside a listing of every way to answer. */
#include <math.h>

#include "measure/agree_null.h"
#include "validate/page.h"

enum { ITEMS_LISTED = 2, OPTIONS_LISTED = 7, PEOPLE_LISTED = 8 };

/* Chance of each sum of squared distances of one item, by listing how many people choose each
 * option: the multinomial of that composition. D = n sum x^2 - (sum x)^2. */
struct listing {
    const double *chance;
    int options;
    size_t people;
    double *of;    /* chance of each D */
    size_t length; /* room in `of` */
};

static void list(struct listing *l, int option, size_t left, double weight, long sum,
                 long squares)
{
    if (option == l->options - 1) {
        double last = weight;
        for (size_t i = 1; i <= left; i++)
            last *= l->chance[option] / (double)i;
        sum += (long)left * option;
        squares += (long)left * option * option;
        l->of[(long)l->people * squares - sum * sum] += last;
        return;
    }
    double here = weight;
    for (size_t count = 0; count <= left; count++) {
        list(l, option + 1, left - count, here, sum + (long)count * option,
             squares + (long)count * option * option);
        here *= l->chance[option] / (double)(count + 1);
    }
}

static double factorial(size_t n) { return n < 2 ? 1 : (double)n * factorial(n - 1); }

/* The largest difference of p over every value D can take, one item and two. */
static double worst_of(struct arena *mem, enum answer_null shape, int options, size_t people)
{
    double chance[NULL_OPTIONS_MAX], worst = 0;
    answer_null_chances(shape, options, chance);
    size_t room = people * people * (size_t)options * (size_t)options;
    struct listing l = { chance, options, people, NEW_ARRAY(mem, double, room), room };
    list(&l, 0, people, factorial(people), 0, 0);
    double *two = NEW_ARRAY(mem, double, 2 * room);
    for (size_t a = 0; a < room; a++)
        for (size_t b = 0; l.of[a] > 0 && b < room; b++)
            two[a + b] += l.of[a] * l.of[b];
    for (size_t items = 1; items <= ITEMS_LISTED; items++) {
        const double *of = items == 1 ? l.of : two;
        struct agreement_null null = agreement_null(mem, chance, options, people, items);
        double p = 0, pairs = (double)(people * (people - 1) * items);
        for (size_t d = 0; d < items * room; d++) {
            p += of[d];
            if (of[d] > 0)
                worst = fmax(worst, fabs(p - agreement_null_p(&null, (double)d / pairs)));
        }
    }
    return worst;
}

void part_agreement(struct page *page)
{
    double worst = 0;
    size_t cells = 0;
    for (int options = 5; options <= OPTIONS_LISTED; options += 2)
        for (size_t n = 3; n <= PEOPLE_LISTED; n++)
            for (int shape = 0; shape < ANSWER_NULLS; shape++) {
                struct arena scratch = arena_with_limit((size_t)1 << 28);
                worst = fmax(worst, worst_of(&scratch, (enum answer_null)shape, options, n));
                cells++;
                arena_free(&scratch);
            }
    page_say(page,
             "\n## Agreement\n\nThe exact p of a within-group variance, for 3 to 8 people, "
             "5 and 7 options, one and two items and each null (%zu cases), at every value "
             "the variance can take, beside a listing of every way the people can fall on "
             "the options: the largest difference is %.0e.\n",
             cells, worst);
    page_bar(page, "exact p of agreement = listing of all answers", "equal (< 1e-12)",
             arena_text(page->mem, "%.0e", worst), worst < 1e-12, "one of the two is wrong");
}
