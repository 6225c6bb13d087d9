/* Geometry of the small marks: 56 units for 100 points, 44 for 100 percent. */
#include "plot/marks.h"

#include "plot/plane.h"
#include "plot/stage.h"

enum { LEFT = 4, SIDE = 56, BARS_TOP = 4, BARS_HEIGHT = 44, BAR_STEP = 18 };

static double across(double points) { return LEFT + points * SIDE / 100; }
static double down(double points) { return LEFT + SIDE - points * SIDE / 100; }

static void place_plane(struct arena *mem, enum lang lang, const struct portrait *series,
                        size_t at, struct marks_picture *out)
{
    const struct portrait *portrait = &series[at];
    const struct region *region = &portrait->plane.region;
    struct plane_picture large = plot_aim_plane(mem, lang, out->id, series, at);
    out->plane = true;
    out->plane_title = large.title;
    out->plane_finding = large.finding;
    out->x = across(region->x);
    out->y = down(region->y);
    out->major = region->major * SIDE / 100;
    out->minor = region->minor * SIDE / 100;
    out->turn = -region->turn;
    out->cut_x = across(portrait->mode.cut_aim);
    out->cut_y = down(portrait->mode.cut_appreciation);
}

static void place_stage(struct arena *mem, enum lang lang, const struct portrait *portrait,
                        struct marks_picture *out)
{
    struct stage_picture large = plot_stage_picture(mem, lang, out->id, portrait);
    out->stage = true;
    out->stage_title = large.title;
    out->stage_finding = large.finding;
    for (int i = 0; i < STAGES; i++) {
        double height = portrait->stage.percent[i] * BARS_HEIGHT / 100.0;
        out->bars[i] = (struct mark_bar){
            .x = 6 + i * BAR_STEP,
            .y = BARS_TOP + BARS_HEIGHT - height,
            .height = height,
            .label_x = 12 + i * BAR_STEP,
            .number = i + 1,
            .solid = large.bars[i].solid,
            .in_set = large.bars[i].in_set,
        };
    }
}

struct marks_picture plot_marks_picture(struct arena *mem, enum lang lang, const char *id,
                                        const struct portrait *series, size_t count)
{
    struct marks_picture picture = { .id = id };
    if (count == 0)
        return picture;
    const struct portrait *last = &series[count - 1];
    if (last->plane.gap == SHOWN && last->mode.gap == SHOWN)
        place_plane(mem, lang, series, count - 1, &picture);
    if (last->stage.gap == SHOWN && !last->stage.only_set && last->model)
        place_stage(mem, lang, last, &picture);
    return picture;
}
