/* One frame, dots with error bars, and lines between them. */
#include "validate/plot.h"

#include <math.h>

#include "base/text.h"

enum { WIDTH = 560, HEIGHT = 360, LEFT = 64, RIGHT = 24, TOP = 44, BOTTOM = 52 };

/* Told apart without colour too: each series has its own mark. */
static const char *const colours[] = { "#1b5e7d", "#b4530a", "#4d6b2f", "#6b3b7a", "#444444" };
static const char *const dashes[] = { "none", "6 3", "2 3", "8 3 2 3", "1 2" };
enum { STYLES = sizeof colours / sizeof colours[0] };

static double at_x(const struct plot_frame *frame, double x)
{
    return LEFT + (WIDTH - LEFT - RIGHT) * (x - frame->x_low) / (frame->x_high - frame->x_low);
}

static double at_y(const struct plot_frame *frame, double y)
{
    double share = (y - frame->y_low) / (frame->y_high - frame->y_low);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * fmin(fmax(share, 0), 1);
}

static void add_frame(struct text *out, const struct plot_frame *frame)
{
    double right = WIDTH - RIGHT, floor = HEIGHT - BOTTOM;
    text_add_format(out,
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                    "role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n"
                    "<title>%s</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n"
                    "<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>\n",
                    WIDTH, HEIGHT, frame->title, WIDTH, HEIGHT, LEFT, frame->title);
    if (frame->band_high > frame->band_low)
        text_add_format(out,
                        "<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" "
                        "fill=\"#e6efe0\"/>\n",
                        LEFT, at_y(frame, frame->band_high), right - LEFT,
                        at_y(frame, frame->band_low) - at_y(frame, frame->band_high));
    for (double y = frame->y_low; y < frame->y_high + frame->y_step / 2; y += frame->y_step)
        text_add_format(out,
                        "<path d=\"M%d %.1fH%.1f\" stroke=\"#dddddd\"/>"
                        "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>\n",
                        LEFT, at_y(frame, y), right, LEFT - 6, at_y(frame, y) + 4, y);
    for (double x = frame->x_low; x < frame->x_high + frame->x_step / 2; x += frame->x_step)
        text_add_format(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%g</text>\n",
                        at_x(frame, x), floor + 18, x);
    text_add_format(out,
                    "<path d=\"M%d %dV%.1fH%.1f\" fill=\"none\" stroke=\"#333333\"/>\n"
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
                    "<text x=\"16\" y=\"%d\" transform=\"rotate(-90 16 %d)\" "
                    "text-anchor=\"middle\">%s</text>\n",
                    LEFT, TOP, floor, right, (LEFT + right) / 2, HEIGHT - 12, frame->x_label,
                    HEIGHT / 2, HEIGHT / 2, frame->y_label);
}

static void add_series(struct text *out, const struct plot_frame *frame,
                       const struct plot_series *one, size_t style)
{
    const char *colour = colours[style % STYLES];
    /* Bars of several series stand side by side. */
    double aside = one->error ? 4 * (double)style - 4 : 0;
    for (size_t i = 0; i < one->count; i++)
        text_add_format(out, "%s%.1f %.1f", i ? "L" : "<path fill=\"none\" d=\"M",
                        at_x(frame, one->x[i]) + aside, at_y(frame, one->y[i]));
    text_add_format(out, "\" stroke=\"%s\" stroke-dasharray=\"%s\"/>\n", colour,
                    dashes[style % STYLES]);
    for (size_t i = 0; i < one->count; i++) {
        double x = at_x(frame, one->x[i]) + aside;
        if (one->error)
            text_add_format(out, "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\"/>", x,
                            at_y(frame, one->y[i] - one->error[i]),
                            at_y(frame, one->y[i] + one->error[i]), colour);
        text_add_format(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n", x,
                        at_y(frame, one->y[i]), colour);
    }
    double y = 36, x = LEFT + 4 + 140 * (double)style;
    text_add_format(out,
                    "<path d=\"M%.1f %.1fh22\" stroke=\"%s\" stroke-dasharray=\"%s\"/>"
                    "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                    x, y - 4, colour, dashes[style % STYLES], x + 26, y, one->name);
}

const char *plot_points(struct arena *mem, const struct plot_frame *frame,
                        const struct plot_series *series, size_t count)
{
    struct text out = { .mem = mem };
    add_frame(&out, frame);
    for (size_t s = 0; s < count; s++)
        add_series(&out, frame, &series[s], s);
    text_add(&out, "</svg>\n");
    return text_done(&out);
}

/* Bins of fewer than thirty rounds say nothing and are left out. */
static struct plot_series curve(struct arena *mem, const char *name, const struct tally *tally)
{
    double *x = NEW_ARRAY(mem, double, BINS), *y = NEW_ARRAY(mem, double, BINS);
    double *error = NEW_ARRAY(mem, double, BINS);
    size_t count = 0;
    for (int b = 0; b < BINS; b++) {
        double n = tally->bin_rounds[b];
        if (n < 30)
            continue;
        x[count] = tally->bin_stated[b] / n;
        y[count] = tally->bin_right[b] / n;
        error[count] = 1.96 * sqrt(y[count] * (1 - y[count]) / n);
        count++;
    }
    return (struct plot_series){ name, count, x, y, error };
}

const char *plot_reliability(struct arena *mem, const struct tally *first,
                             const struct tally *later)
{
    static const double diagonal[2] = { .2, 1 };
    const struct plot_frame frame = { .title = "Stage: stated and right",
                                      .x_label = "chance printed",
                                      .y_label = "share right",
                                      .x_low = .2,
                                      .x_high = 1,
                                      .x_step = .2,
                                      .y_low = .2,
                                      .y_high = 1,
                                      .y_step = .2 };
    const struct plot_series series[] = {
        curve(mem, "round 1", first),
        curve(mem, "rounds 2 to 6", later),
        { "exactly so", 2, diagonal, diagonal, NULL },
    };
    return plot_points(mem, &frame, series, 3);
}
