/* The number is taken before the handler runs, in a transaction of its own, and told where the
 * handler led after it: whoever comes second waits for that. */
#include "web/once.h"

#include <string.h>
#include <time.h>

#include "flow/forms.h"
#include "secret/secret.h"
#include "web/guard.h"
#include "web/handles.h"
#include "web/here.h"
#include "words/words.h"

enum { WAIT_TIMES = 100, WAIT_MS = 100 };

/* Those that make something. The others can be sent again without harm, or say themselves that
 * it was done. */
static const route_handler making[] = {
    handle_account,        handle_account_key,      handle_add,
    handle_charter_change, handle_coach_account_do, handle_composer_create,
    handle_composer_open,  handle_ending,           handle_group,
    handle_leave,          handle_letters,          handle_my_seat_do,
    handle_newcomer,       handle_opening,          handle_reissue,
    handle_renewal,        handle_round_open,
};

static bool makes(route_handler handler)
{
    for (size_t i = 0; i < sizeof making / sizeof *making; i++)
        if (making[i] == handler)
            return true;
    return false;
}

static const char coach_sign = 'c';

const char *once_new(struct arena *mem, bool coach)
{
    struct secret_token token = secret_token_new();
    char *number = arena_alloc(mem, SECRET_HASH_BYTES, 1);
    secret_hash(token.text, number);
    number[0] = coach ? coach_sign : '0';
    number[FORM_NUMBER_BYTES] = '\0';
    return number;
}

/* What follows the token, which has been judged; NULL: nothing. */
static const char *number_sent(const struct request *request)
{
    const char *token =
        request->method == POST ? form_value(&request->form, form_token_field) : NULL;
    return token && strlen(token) == SECRET_HASH_BYTES - 1 + FORM_NUMBER_BYTES
               ? token + SECRET_HASH_BYTES - 1
               : NULL;
}

bool once_of_coach(const struct request *request)
{
    const char *number = number_sent(request);
    return number && number[0] == coach_sign;
}

/* With the browser's cookie, the address and what was typed in it: another browser, another
 * form of the same page, and a form that was changed after Back are other uses. */
static bool number_of(struct request *request, struct token_hash *out)
{
    const struct form *form = &request->form;
    const char *number = number_sent(request);
    if (!number)
        return false;
    struct text text = { .mem = request->mem };
    text_add_format(&text, "once %s %s %s", number, request->browser, request->path);
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->fields[i].name, form_token_field) != 0)
            text_add_format(&text, "\n%s=%zu:%s", form->fields[i].name,
                            strlen(form->fields[i].value), form->fields[i].value);
    secret_hash(text_done(&text), out->text);
    return true;
}

static const char *way_of(const struct reply *reply)
{
    for (size_t i = 0; reply->status == 303 && i < reply->header_count; i++)
        if (strcmp(reply->headers[i].name, "Location") == 0)
            return reply->headers[i].value;
    return NULL;
}

static enum status run(route_handler handler, struct request *request, struct reply *reply,
                       struct token_hash number, struct err *err)
{
    struct db *db = here_of(request)->db;
    struct err unused;
    enum status status = handler(request, reply, err);
    const char *way = status == OK ? way_of(reply) : NULL;
    if (!way) {
        (void)!flow_once_forget(db, number, &unused);
        return status;
    }
    /* What was made is made: that it could not be noted is no reason to say otherwise. */
    const struct once once = { number, way, request->now };
    (void)!flow_once_end(db, &once, &unused);
    return OK;
}

static enum status wait_for_first(struct request *request, struct reply *reply,
                                  struct token_hash number, struct err *err)
{
    enum once_state state = ONCE_RUNNING;
    const char *path = NULL;
    for (int i = 0; i < WAIT_TIMES && state == ONCE_RUNNING; i++) {
        nanosleep(&(struct timespec){ .tv_nsec = WAIT_MS * 1000000L }, NULL);
        TRY(flow_once_look(here_of(request)->db, request->mem, number, &state, &path, err));
    }
    if (state == ONCE_RUNNING)
        return fail(err, CONFLICT, "%s", word(here_lang(request), WORD_ONCE_RUNNING));
    reply_go(reply, path);
    return OK;
}

enum status once_handle(route_handler handler, struct request *request, struct reply *reply,
                        struct err *err)
{
    struct token_hash number;
    enum once_state state;
    const char *path;
    if (!makes(handler) || !number_of(request, &number))
        return handler(request, reply, err);
    TRY(flow_once_take(here_of(request)->db, request->mem, number, request->now, &state, &path,
                       err));
    if (state == ONCE_TAKEN)
        return run(handler, request, reply, number, err);
    if (state == ONCE_RUNNING)
        return wait_for_first(request, reply, number, err);
    reply_go(reply, path);
    return OK;
}
