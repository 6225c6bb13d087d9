/* Geometry: from a round percentage below all that is shown, at x 8, to 100 % at x 352. */
#include "plot/ceiling.h"

#include <math.h>

static const double left = 8, right = 352;

static double across(double share, double low)
{
    double x = left + (right - left) * (share - low) / (1 - low);
    return fmin(right, fmax(left, x));
}

static const char *percent(struct arena *mem, enum lang lang, double share)
{
    return words_number(mem, lang, round(share * 1000) / 10, 1);
}

static void put_ticks(struct arena *mem, enum lang lang, double low, double step,
                      struct ceiling_picture *out)
{
    for (double at = low; at < 1 + step / 2 && out->tick_count < CEILING_TICKS_MAX;
         at += step) {
        struct ceiling_tick *tick = &out->ticks[out->tick_count++];
        *tick = (struct ceiling_tick){
            .x = across(at, low),
            .label = words_percent(mem, lang, (int)round(at * 100)),
            .anchor = at == low           ? "start"
                      : at > 1 - step / 2 ? "end"
                                          : "middle",
        };
    }
}

struct ceiling_picture plot_ceiling_picture(struct arena *mem, enum lang lang, const char *id,
                                            double share, double chance)
{
    bool by_chance = !isnan(chance) && chance > 0 && chance < 1;
    double lowest = by_chance ? fmin(share, chance) : share;
    double step = lowest > 0.7 ? 0.1 : 0.2;
    double low = fmax(0, floor((lowest - 0.02) / step) * step);
    struct ceiling_picture out = {
        .id = id,
        .title = word(lang, WORD_PLOT_CEILING_TITLE),
        .share_x = across(share, low),
        .chance_x = by_chance ? across(chance, low) : -1,
    };
    const char *args[] = { percent(mem, lang, share), percent(mem, lang, 1 - share) };
    out.finding = words_fill(mem, lang, WORD_PLOT_CEILING_FINDING, args, 2);
    if (by_chance) {
        const char *rate = percent(mem, lang, chance);
        out.finding =
            arena_text(mem, "%s %s", out.finding,
                       words_fill(mem, lang, WORD_PLOT_CEILING_CHANCE_FINDING, &rate, 1));
    }
    out.share_label = words_fill(mem, lang, WORD_PLOT_CEILING_THIS, args, 1);
    out.near_start = out.share_x < (left + right) / 2;
    out.share_text_x = out.near_start ? out.share_x - 6 : out.share_x + 6;
    out.share_anchor = out.near_start ? "start" : "end";
    out.gap_width = right - out.share_x;
    put_ticks(mem, lang, low, step, &out);
    return out;
}
