/* The teams, and what a coach does with them. */
#include <stdlib.h>
#include <string.h>

#include "flow/compose_write.h"
#include "page/composer_teams_html.h"
#include "page/links_html.h"
#include "web/composing.h"
#include "web/handles.h"
#include "web/kept_page.h"
#include "web/links.h"

static uint32_t looked_at(const struct form *form, const char *name, size_t count)
{
    int64_t value;
    return form_int(form, name, 0, (int64_t)count - 1, &value) ? (uint32_t)value : NOBODY;
}

static struct composer_gaze gaze_of(const struct form *form, const struct composer *composer)
{
    size_t people = composer->composition.problem.people;
    size_t teams = composer->composition.problem.teams;
    int64_t tour = composer->draft.made > 0 ? composer->draft.made_round + 1 : 1;
    form_int(form, "tour", 1, (int64_t)composer->composition.rounds, &tour);
    return (struct composer_gaze){
        .round = (uint32_t)(tour - 1),
        .person = looked_at(form, "qui", people),
        .other = looked_at(form, "contre", people),
        .team = looked_at(form, "vers", teams),
        .beside = looked_at(form, "pres", people),
    };
}

/* A place of the page that shows the round a form was sent from. */
static const char *place_of(struct request *request, const struct composer *composer,
                            const char *place)
{
    uint32_t round = gaze_of(&request->form, composer).round;
    return composer->composition.rounds > 1
               ? arena_text(request->mem, "?tour=%u%s", round + 1, place)
               : place;
}

static void send_teams(struct request *request, struct reply *reply,
                       const struct composer *composer, const char *wrong)
{
    enum lang lang = here_lang(request);
    struct text text;
    bool sent = form_has(&request->form, "tour");
    struct composer_gaze gaze = gaze_of(sent ? &request->form : &request->query, composer);
    if (sent)
        gaze.person = gaze.other = gaze.team = gaze.beside = NOBODY;
    struct composer_teams_page page = page_composer_teams_of(
        request->mem, lang, composer, composing_path(request, composer->draft.id, ""), &gaze);
    page.frame = here_frame(request, composer->draft.title);
    page.frame.place = SITE_COMPOSE;
    page.frame.script = "composer.js";
    page.frame.path = page.path;
    if (wrong)
        page.wrong = wrong;
    struct html out = here_write(request, &text);
    page_composer_teams(&out, request->mem, &page);
    here_send(reply, &text);
}

/* A draft without a composition yet: what counts is chosen first. */
static bool sent_to_choices(struct request *request, struct reply *reply,
                            const struct composer *composer)
{
    if (composer->turn.number > 0 && composer->composition.round)
        return false;
    reply_go(reply, composing_path(request, composer->draft.id, "/choix"));
    return true;
}

enum status handle_composer_teams(struct request *request, struct reply *reply, struct err *err)
{
    struct composer composer;
    TRY(composing_load(request, &composer, err));
    if (!sent_to_choices(request, reply, &composer))
        send_teams(request, reply, &composer, NULL);
    return OK;
}

/* After a change: its page, or why there was none, with the teams as they are. */
static enum status done(struct request *request, struct reply *reply,
                        const struct composer *composer, const char *wrong, const char *place)
{
    if (!wrong && composer->fault.kind == COMPOSER_FINE) {
        reply_go(reply, composing_path(request, composer->draft.id,
                                       place_of(request, composer, place)));
        return OK;
    }
    send_teams(request, reply, composer, wrong);
    reply->status = 422;
    return OK;
}

static enum status or_changed(struct request *request, struct reply *reply, enum status status,
                              struct err *err)
{
    struct composer composer;
    if (status != CONFLICT)
        return status;
    TRY(composing_load(request, &composer, err));
    if (sent_to_choices(request, reply, &composer))
        return OK;
    send_teams(request, reply, &composer, word(here_lang(request), WORD_COMPOSER_CONFLICT));
    reply->status = 409;
    return OK;
}

enum status handle_composer_search(struct request *request, struct reply *reply,
                                   struct err *err)
{
    struct composer composer;
    const char *what = form_value(&request->form, "quoi");
    bool again = what && strcmp(what, "reste") == 0, busy = false;
    TRY(composing_load(request, &composer, err));
    if (sent_to_choices(request, reply, &composer))
        return OK;
    enum status status = composing_search(request, &composer, again, &busy, err);
    if (status != OK)
        return or_changed(request, reply, status, err);
    return done(request, reply, &composer,
                busy ? word(here_lang(request), WORD_COMPOSER_BUSY) : NULL, "#qualite");
}

static enum status move(struct request *request, struct composer *composer, const char **place,
                        struct err *err)
{
    struct composer_gaze gaze = gaze_of(&request->form, composer);
    const struct composer_move move = { gaze.person, gaze.other, gaze.team, gaze.round };
    if (gaze.person == NOBODY || (gaze.other == NOBODY && gaze.team == NOBODY)) {
        composer->fault = (struct composer_fault){ .kind = COMPOSER_NO_MOVE };
        return OK;
    }
    const char *seen = form_value(&request->form, "vu");
    if (seen && strcmp(seen, page_composer_seen(request->mem, composer)) != 0)
        return fail(err, CONFLICT, "this cost is of another composition");
    *place = arena_text(request->mem, "#p%u", gaze.person);
    return flow_composer_move(here_of(request)->db, request->mem, composer, move, request->now,
                              err);
}

static enum status change(struct request *request, struct composer *composer,
                          const char **place, struct err *err)
{
    struct db *db = here_of(request)->db;
    const char *what = form_value(&request->form, "quoi");
    uint32_t team = looked_at(&request->form, "equipe", composer->composition.problem.teams);
    bool locks = what && strcmp(what, "verrouiller") == 0;
    if (what && strcmp(what, "deplacer") == 0)
        return move(request, composer, place, err);
    if (what && strcmp(what, "annuler") == 0)
        return flow_composer_undo(db, composer, request->now, err);
    if (team == NOBODY)
        return OK;
    *place = arena_text(request->mem, "#e%u", team);
    return flow_composer_lock(db, request->mem, composer, team, locks, request->now, err);
}

enum status handle_composer_change(struct request *request, struct reply *reply,
                                   struct err *err)
{
    struct composer composer;
    const char *place = "#equipes";
    TRY(composing_load(request, &composer, err));
    if (sent_to_choices(request, reply, &composer))
        return OK;
    enum status status = change(request, &composer, &place, err);
    if (status != OK)
        return or_changed(request, reply, status, err);
    return done(request, reply, &composer, NULL, place);
}

/* ---- out of here ---- */

static const struct export_form {
    const char *name, *type, *file;
} export_forms[] = {
    { "csv", "text/csv; charset=utf-8", "attachment; filename=\"equipes.csv\"" },
    { "json", "application/json", "attachment; filename=\"equipes.json\"" },
    { "html", "text/html; charset=utf-8", "attachment; filename=\"equipes.html\"" },
    { "rencontres", "text/csv; charset=utf-8", "attachment; filename=\"rencontres.csv\"" },
};

static void write_export(struct request *request, FILE *stream, const struct composer *composer,
                         size_t form)
{
    const struct composition *composition = &composer->composition;
    enum lang lang = here_lang(request);
    if (form == 0 || form == 3)
        fputs("\xef\xbb\xbf", stream); /* spreadsheets then read the accents */
    if (form == 0) {
        flow_compose_write_csv(stream, composition);
    } else if (form == 3) {
        flow_compose_write_meetings(stream, composition);
    } else if (form == 1) {
        flow_compose_write_json(stream, composition);
    } else {
        struct compose_page page = page_compose_of(request->mem, lang, composition);
        page.again = page_composer_made_by(request->mem, lang, composer);
        page_compose_write(stream, &page);
    }
}

enum status handle_composer_export(struct request *request, struct reply *reply,
                                   struct err *err)
{
    enum { FORMS = sizeof export_forms / sizeof *export_forms };
    struct composer composer;
    const char *name = request_param(request, "form");
    size_t form = 0, length = 0;
    char *bytes = NULL;
    TRY(composing_load(request, &composer, err));
    while (form < FORMS && strcmp(name, export_forms[form].name) != 0)
        form++;
    if (form == FORMS || (form == 3 && composer.composition.rounds < 2))
        return fail(err, NOT_FOUND, "%s", word(here_lang(request), WORD_TROUBLE_NOT_FOUND));
    if (sent_to_choices(request, reply, &composer))
        return OK;
    FILE *stream = open_memstream(&bytes, &length);
    if (!stream)
        return fail(err, BROKEN, "no memory to write this in");
    write_export(request, stream, &composer, form);
    bool whole = fclose(stream) == 0;
    if (whole)
        reply_body(reply, export_forms[form].type, arena_copy(request->mem, bytes, length),
                   length);
    free(bytes);
    if (!whole)
        return fail(err, BROKEN, "no memory to write this in");
    reply_header(reply, "Content-Disposition", export_forms[form].file);
    return OK;
}

/* ---- teams of Alliage ---- */

struct naming {
    enum lang lang;
    const char *prefix;
};

static const char *name_team(void *self, struct arena *mem, size_t team)
{
    const struct naming *naming = self;
    const char *args[] = { naming->prefix,
                           words_number(mem, naming->lang, (double)(team + 1), 0) };
    return words_fill(mem, naming->lang, WORD_COMPOSER_TEAM_NAME, args, 2);
}

static enum status send_made(struct request *request, struct reply *reply,
                             const struct composer *composer, const struct made_teams *made,
                             struct err *err)
{
    struct text text;
    struct links_page *teams = NEW_ARRAY(request->mem, struct links_page, made->count + 1);
    for (size_t t = 0; t < made->count; t++) {
        const struct made_team *team = &made->list[t];
        teams[t] = (struct links_page){ .team_name = team->name, .count = team->links.count };
        TRY(links_cards(request, &team->links, &teams[t].links, err));
    }
    const struct made_page page = {
        .frame = here_frame(request, composer->draft.title),
        .count = made->count,
        .teams = teams,
        .next =
            composing_path(request, composer->draft.id, place_of(request, composer, "#suite")),
    };
    struct html out = here_write(request, &text);
    page_links_made(&out, request->mem, &page);
    here_send(reply, &text);
    return kept_page_go(request, reply, err);
}

enum status handle_composer_create(struct request *request, struct reply *reply,
                                   struct err *err)
{
    struct composer composer;
    struct here *here = here_of(request);
    enum lang lang = here_lang(request);
    const char *prefix = form_text(request->mem, &request->form, "prefixe");
    TRY(composing_load(request, &composer, err));
    if (sent_to_choices(request, reply, &composer))
        return OK;
    struct naming naming = { lang, prefix && *prefix ? prefix : composer.draft.title };
    const struct composer_making making = { lang, gaze_of(&request->form, &composer).round,
                                            name_team, &naming, here->rules.instrument };
    struct made_teams *made = NEW(request->mem, struct made_teams);
    enum status status = flow_composer_create(here->db, request->mem, &composer, &making,
                                              request->now, made, err);
    if (status != OK)
        return or_changed(request, reply, status, err);
    if (made->count > 0)
        return send_made(request, reply, &composer, made, err);
    const char *name = name_team(&naming, request->mem, made->wrong);
    return done(request, reply, &composer,
                made->refused
                    ? words_fill(request->mem, lang, WORD_COMPOSER_FAULT_CREATE, &name, 1)
                    : NULL,
                "#suite");
}
