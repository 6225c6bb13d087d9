/* Geometry of the plane: 3 units a point, 100 points a side. */
#include "plot/plane.h"

#include <assert.h>
#include <math.h>

enum { LEFT = 46, TOP = 12, SIDE = 300 };

/* The 50 % region inside the 80 % one: both are where a bivariate normal's squared distance
 * stays under -2 ln(1 - p). */
static double inner_ratio(void) { return sqrt(log(0.5) / log(0.2)); }

static double across(double points) { return LEFT + points * SIDE / 100; }
static double down(double points) { return TOP + SIDE - points * SIDE / 100; }

/* The name of the round stands beside its point, away from the corner names and inside. */
static void place_label(struct plane_picture *picture)
{
    picture->here_left = picture->x > LEFT + 0.62 * SIDE;
    picture->here_x = picture->x + (picture->here_left ? -13 : 13);
    picture->here_y = picture->y + 4;
    if (picture->here_y < 62)
        picture->here_y = 64;
    if (picture->here_y > 274)
        picture->here_y = 272;
}

static struct plane_picture drawn(struct arena *mem, enum lang lang,
                                  const struct portrait *series, size_t at,
                                  const struct portrait_plane *plane)
{
    const struct region *region = &plane->region;
    double scale = SIDE / 100.0;
    struct plane_picture picture = {
        .x = across(region->x),
        .y = down(region->y),
        .major = region->major * scale,
        .minor = region->minor * scale,
        .inner_major = region->major * scale * inner_ratio(),
        .inner_minor = region->minor * scale * inner_ratio(),
        .turn = -region->turn,
        .here = words_round(mem, lang, series[at].round),
        .moved = plane->moved,
    };
    place_label(&picture);
    if (plane->moved) {
        const struct portrait *then = &series[plane->moved_from];
        picture.past_x = across(then->release.constructs[plane->x_construct].mean);
        picture.past_y = down(then->release.constructs[plane->y_construct].mean);
        picture.past_left = picture.past_x > LEFT + 64;
        picture.past_label_x = picture.past_x + (picture.past_left ? -11 : 11);
        picture.past_label_y = picture.past_y + 4;
        picture.past = words_round(mem, lang, then->round);
    }
    return picture;
}

static const char *mean_of(struct arena *mem, enum lang lang, const struct portrait *portrait,
                           size_t construct)
{
    return words_number(mem, lang, portrait->release.constructs[construct].mean, 0);
}

/* "coordination 45 %, coopération 35 % …", the likeliest first. */
static const char *mode_list(struct arena *mem, enum lang lang, const struct portrait *portrait)
{
    const char *said[MODES];
    bool used[MODES] = { false };
    for (size_t i = 0; i < MODES; i++) {
        size_t best = MODES;
        for (size_t j = 0; j < MODES; j++)
            if (!used[j] &&
                (best == MODES || portrait->mode.percent[j] > portrait->mode.percent[best]))
                best = j;
        used[best] = true;
        said[i] =
            arena_text(mem, "%s %s", words_phrase(mem, lang, portrait->model->mode_names[best]),
                       words_percent(mem, lang, portrait->mode.percent[best]));
    }
    return words_list(mem, lang, said, MODES);
}

static const char *with_path(struct arena *mem, enum lang lang, const char *finding,
                             const struct portrait *portrait, const char *past)
{
    const char *const rounds[] = { words_capital(mem, past),
                                   words_round(mem, lang, portrait->round) };
    return arena_text(mem, "%s %s", finding,
                      words_fill(mem, lang, WORD_PLOT_PLANE_MOVED, rounds, 2));
}

static const char *aim_finding(struct arena *mem, enum lang lang,
                               const struct portrait *portrait, const char *past)
{
    const struct portrait_plane *plane = &portrait->plane;
    const char *const args[] = {
        mean_of(mem, lang, portrait, plane->x_construct),
        mean_of(mem, lang, portrait, plane->y_construct),
        words_number(mem, lang, portrait->mode.cut_aim, 0),
        words_number(mem, lang, portrait->mode.cut_appreciation, 0),
        mode_list(mem, lang, portrait),
        words_capital(mem, words_round(mem, lang, portrait->round)),
    };
    const char *finding = words_fill(mem, lang, WORD_PLOT_PLANE_FINDING, args, 6);
    if (!past)
        return finding;
    return with_path(mem, lang, finding, portrait, past);
}

/* Lines of 14 units, below the top edge or above the bottom one. */
static struct plane_corner corner(bool top, const char *name, const char *gloss,
                                  const char *share)
{
    double name_y = top ? 30 : share ? 276 : 290;
    return (struct plane_corner){
        .name = name,
        .gloss = gloss,
        .share = share,
        .name_y = name_y,
        .gloss_y = name_y + 14,
        .share_y = name_y + 28,
    };
}

static struct plane_corner mode_corner(struct arena *mem, enum lang lang,
                                       const struct portrait *portrait, enum mode mode,
                                       bool top)
{
    const struct model *model = portrait->model;
    return corner(top, words_capital(mem, words_phrase(mem, lang, model->mode_names[mode])),
                  words_phrase(mem, lang, model->mode_glosses[mode]),
                  words_percent(mem, lang, portrait->mode.percent[mode]));
}

struct plane_picture plot_aim_plane(struct arena *mem, enum lang lang, const char *id,
                                    const struct portrait *series, size_t at)
{
    const struct portrait *portrait = &series[at];
    assert(portrait->plane.gap == SHOWN && portrait->mode.gap == SHOWN && portrait->model);
    struct plane_picture picture = drawn(mem, lang, series, at, &portrait->plane);
    picture.id = id;
    picture.title = words_fill(mem, lang, WORD_PLOT_PLANE_TITLE, &picture.here, 1);
    picture.finding = aim_finding(mem, lang, portrait, picture.past);
    picture.cut_x = across(portrait->mode.cut_aim);
    picture.cut_y = down(portrait->mode.cut_appreciation);
    picture.cut_y_label_y = picture.cut_y + 4;
    picture.cut_x_label = words_number(mem, lang, portrait->mode.cut_aim, 0);
    picture.cut_y_label = words_number(mem, lang, portrait->mode.cut_appreciation, 0);
    picture.top_left = mode_corner(mem, lang, portrait, COORDINATION, true);
    picture.top_right = mode_corner(mem, lang, portrait, COOPERATION, true);
    picture.bottom_right = mode_corner(mem, lang, portrait, COLLABORATION, false);
    picture.bottom_left = mode_corner(mem, lang, portrait, NO_MODE, false);
    picture.x_title = word(lang, WORD_PLOT_PLANE_X);
    picture.y_title = word(lang, WORD_PLOT_PLANE_Y);
    picture.x_low = word(lang, WORD_PLOT_PLANE_X_LOW);
    picture.x_high = word(lang, WORD_PLOT_PLANE_X_HIGH);
    picture.y_low = word(lang, WORD_PLOT_PLANE_Y_LOW);
    picture.y_high = word(lang, WORD_PLOT_PLANE_Y_HIGH);
    picture.x_hue = "aim bold hued";
    picture.y_hue = "appreciation bold hued";
    return picture;
}

static const char *exigence_finding(struct arena *mem, enum lang lang,
                                    const struct portrait *portrait, const char *past)
{
    size_t x = portrait->exigence_benevolence.x_construct;
    size_t y = portrait->exigence_benevolence.y_construct;
    const char *const args[] = {
        mean_of(mem, lang, portrait, x),
        words_number(mem, lang, portrait->doubt[x], 0),
        mean_of(mem, lang, portrait, y),
        words_number(mem, lang, portrait->doubt[y], 0),
        words_capital(mem, words_round(mem, lang, portrait->round)),
    };
    const char *finding = words_fill(mem, lang, WORD_PLOT_EXIGENCE_FINDING, args, 5);
    if (!past)
        return finding;
    return with_path(mem, lang, finding, portrait, past);
}

struct plane_picture plot_exigence_plane(struct arena *mem, enum lang lang, const char *id,
                                         const struct portrait *series, size_t at)
{
    const struct portrait *portrait = &series[at];
    assert(portrait->exigence_benevolence.gap == SHOWN);
    struct plane_picture picture =
        drawn(mem, lang, series, at, &portrait->exigence_benevolence);
    picture.id = id;
    picture.title = words_fill(mem, lang, WORD_PLOT_EXIGENCE_TITLE, &picture.here, 1);
    picture.finding = exigence_finding(mem, lang, portrait, picture.past);
    picture.cut_x = across(50); /* the middle of the scale: nobody has a norm */
    picture.cut_y = down(50);
    picture.top_left = corner(true, word(lang, WORD_PLOT_EXIGENCE_BENEVOLENCE_ALONE),
                              word(lang, WORD_PLOT_EXIGENCE_SPARING), NULL);
    picture.top_right = corner(true, word(lang, WORD_PLOT_EXIGENCE_BOTH),
                               word(lang, WORD_PLOT_EXIGENCE_PROGRESS), NULL);
    picture.bottom_right = corner(false, word(lang, WORD_PLOT_EXIGENCE_ALONE),
                                  word(lang, WORD_PLOT_EXIGENCE_JUDGING), NULL);
    picture.bottom_left = corner(false, word(lang, WORD_PLOT_EXIGENCE_NEITHER),
                                 word(lang, WORD_PLOT_EXIGENCE_AVOIDING), NULL);
    picture.x_title = word(lang, WORD_PLOT_EXIGENCE_X);
    picture.y_title = word(lang, WORD_PLOT_EXIGENCE_Y);
    picture.x_low = picture.y_low = word(lang, WORD_PLOT_EXIGENCE_LOW);
    picture.x_high = picture.y_high = word(lang, WORD_PLOT_EXIGENCE_HIGH);
    picture.x_hue = picture.y_hue = "bold";
    return picture;
}
