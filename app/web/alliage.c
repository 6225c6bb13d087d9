/* The table of what may be asked, by whom. Reads from SQLite are inline; what waits for a
 * commit goes to a worker; passphrases are heavy, composing is a search. A portrait is drawn
 * once and then taken from the shelf, so that it is inline too. */
#include "web/alliage.h"

#include <string.h>

#include "flow/link.h"
#include "web/handles.h"
#include "web/once.h"
#include "web/searching.h"

static const struct route routes[] = {
    { GET, "/", RIGHT_ANYONE, INLINE, handle_home },
    { POST, "/code", RIGHT_ANYONE, WORKER, handle_code },
    { GET, "/qui-voit-quoi", RIGHT_ANYONE, INLINE, handle_who_sees },
    { GET, "/who-sees-what", RIGHT_ANYONE, INLINE, handle_who_sees },
    { GET, "/aide", RIGHT_ANYONE, INLINE, handle_help },
    { GET, "/help", RIGHT_ANYONE, INLINE, handle_help },
    { GET, "/exemple", RIGHT_ANYONE, WORKER, handle_example },
    { GET, "/example", RIGHT_ANYONE, WORKER, handle_example },
    { GET, "/exemple/{round}", RIGHT_ANYONE, WORKER, handle_example },
    { POST, "/langue", RIGHT_ANYONE, INLINE, handle_language },
    { GET, "/static/{version}/{file}", RIGHT_ANYONE, INLINE, handle_static },

    { GET, "/entrer", RIGHT_ANYONE, INLINE, handle_sign_in_form },
    { POST, "/entrer", RIGHT_ANYONE, HEAVY, handle_sign_in },
    { GET, "/coach/nouveau", RIGHT_ANYONE, INLINE, handle_account_form },
    { POST, "/coach/nouveau", RIGHT_ANYONE, HEAVY, handle_account },
    { POST, "/sortir", RIGHT_ANYONE, WORKER, handle_sign_out },
    { GET, "/entrer/oubli", RIGHT_ANYONE, INLINE, handle_renewal_form },
    { POST, "/entrer/oubli", RIGHT_ANYONE, WORKER, handle_renewal },
    { GET, "/coach/cle/{key}", RIGHT_ANYONE, INLINE, handle_account_key_look },
    { GET, "/coach/ouvrir/{key}", RIGHT_ANYONE, INLINE, handle_opening_look },
    { POST, "/coach/ouvrir/{key}", RIGHT_ANYONE, HEAVY, handle_opening },
    { POST, "/coach/cle/{key}", RIGHT_ANYONE, HEAVY, handle_account_key },
    { GET, "/coach", RIGHT_COACH, WORKER, handle_coach },
    { GET, "/coach/compte", RIGHT_COACH, WORKER, handle_coach_account },
    { GET, "/coach/account", RIGHT_COACH, WORKER, handle_coach_account },
    { POST, "/coach/compte", RIGHT_COACH, HEAVY, handle_coach_account_do },
    { POST, "/coach/equipe/{team}", RIGHT_COACH, WORKER, handle_hand_over_answer },
    { POST, "/coach/account", RIGHT_COACH, HEAVY, handle_coach_account_do },

    { GET, "/composer", RIGHT_COACH, WORKER, handle_composer_home },
    { GET, "/compose", RIGHT_COACH, WORKER, handle_composer_home },
    { POST, "/composer", RIGHT_COACH, WORKER, handle_composer_open },
    { GET, "/composer/{draft}/choix", RIGHT_COACH, WORKER, handle_composer_choices },
    { POST, "/composer/{draft}/choix", RIGHT_COACH, SEARCH, handle_composer_choose },
    { GET, "/composer/{draft}", RIGHT_COACH, WORKER, handle_composer_teams },
    { POST, "/composer/{draft}/chercher", RIGHT_COACH, SEARCH, handle_composer_search },
    { POST, "/composer/{draft}/faire", RIGHT_COACH, WORKER, handle_composer_change },
    { GET, "/composer/{draft}/export/{form}", RIGHT_COACH, WORKER, handle_composer_export },
    { POST, "/composer/{draft}/creer", RIGHT_COACH, WORKER, handle_composer_create },
    { POST, "/composer/{draft}/effacer", RIGHT_COACH, WORKER, handle_composer_remove },

    { GET, "/equipes/nouvelle", RIGHT_ANYONE, INLINE, handle_group_form },
    { POST, "/equipes/nouvelle", RIGHT_ANYONE, WORKER, handle_group },
    { GET, "/liens/{page}", RIGHT_ANYONE, WORKER, handle_kept_page },
    { POST, "/liens/courriel", RIGHT_ANYONE, WORKER, handle_letters },
    { GET, "/r/{token}", RIGHT_ANYONE, INLINE, handle_link_look },
    { POST, "/r/{token}", RIGHT_ANYONE, WORKER, handle_link_open },
    { GET, "/t/{team}", RIGHT_TEAM, INLINE, handle_team },
    { GET, "/t/{team}/place/{seat}", RIGHT_TEAM, INLINE, handle_reissue_form },
    { POST, "/t/{team}/place/{seat}", RIGHT_TEAM, WORKER, handle_reissue },

    { POST, "/t/{team}/place/{seat}/depart", RIGHT_TEAM, WORKER, handle_leave },
    { GET, "/t/{team}/ajouter", RIGHT_TEAM, INLINE, handle_add_form },
    { POST, "/t/{team}/ajouter", RIGHT_TEAM, WORKER, handle_add },
    { POST, "/t/{team}/arrivee/{newcomer}", RIGHT_MEMBER, WORKER, handle_newcomer },
    { GET, "/t/{team}/charte", RIGHT_TEAM, INLINE, handle_charter },
    { POST, "/t/{team}/charte", RIGHT_TEAM, WORKER, handle_charter_change },

    { GET, "/t/{team}/confier", RIGHT_COACH_OF, WORKER, handle_hand_over_form },
    { POST, "/t/{team}/confier", RIGHT_COACH_OF, WORKER, handle_hand_over },
    { GET, "/t/{team}/fin", RIGHT_TEAM, INLINE, handle_ending_form },
    { POST, "/t/{team}/fin", RIGHT_TEAM, WORKER, handle_ending },

    { GET, "/t/{team}/repondre", RIGHT_MEMBER, INLINE, handle_answer_first },
    { POST, "/t/{team}/repondre", RIGHT_MEMBER, WORKER, handle_answer_begin },
    { GET, "/t/{team}/repondre/{step}", RIGHT_MEMBER, INLINE, handle_answer_step },
    { POST, "/t/{team}/repondre/{step}", RIGHT_MEMBER, WORKER, handle_answer_save },
    { GET, "/t/{team}/fini", RIGHT_MEMBER, INLINE, handle_answer_done },

    { GET, "/t/{team}/portrait/{round}", RIGHT_TEAM, INLINE, handle_portrait },
    { GET, "/t/{team}/restitution/{round}", RIGHT_COACH_OF, WORKER, handle_restitution },
    { POST, "/t/{team}/restitution/{round}", RIGHT_COACH_OF, WORKER, handle_restitution_open },

    { GET, "/moi", RIGHT_ANYONE, INLINE, handle_me },
    { GET, "/t/{team}/moi", RIGHT_MEMBER, INLINE, handle_my_seat },
    { POST, "/t/{team}/moi", RIGHT_MEMBER, WORKER, handle_my_seat_do },
    { GET, "/t/{team}/moi/carte", RIGHT_MEMBER, INLINE, handle_card_form },
    { POST, "/t/{team}/moi/carte", RIGHT_MEMBER, WORKER, handle_card },
    { GET, "/t/{team}/moi/appareil/{device}", RIGHT_MEMBER, INLINE, handle_device_form },
    { POST, "/t/{team}/moi/appareil/{device}", RIGHT_MEMBER, WORKER, handle_device_remove },
    { GET, "/t/{team}/moi/donnees", RIGHT_MEMBER, INLINE, handle_my_data },

    { GET, "/t/{team}/barometre", RIGHT_COACH_OF, WORKER, handle_round },
    { POST, "/t/{team}/barometre/ouvrir", RIGHT_TEAM, WORKER, handle_round_open },
    { POST, "/t/{team}/barometre/prolonger", RIGHT_COACH_OF, WORKER, handle_round_extend },
    { POST, "/t/{team}/barometre/clore", RIGHT_COACH_OF, WORKER, handle_round_close },
    { POST, "/t/{team}/barometre/annuler", RIGHT_COACH_OF, WORKER, handle_round_cancel },
};

/* A personal link comes out of letters, chats and sentences: with a second slash before it,
 * with a full stop or what a mailing counts behind it. */
static const char *meant(struct arena *mem, const char *target)
{
    struct link_key key;
    const char *path = target + strspn(target, "/");
    if (strncmp(path, "r/", 2) != 0)
        return NULL;
    bool read = flow_link_parse(mem, path + 2, &key);
    return arena_text(mem, "/r/%s", read ? key.text : "-");
}

void alliage_left(void)
{
    searching_left();
    db_abandon_left_open();
}

struct site alliage_site(struct here *here)
{
    bool https = strncmp(here->base_url, "https://", strlen("https://")) == 0;
    return (struct site){
        .routes = { routes, sizeof routes / sizeof *routes },
        .own = here,
        .origin = https ? here->base_url : NULL,
        .https = https,
        .behind_proxy = https,
        .proxy = here->proxy,
        .reads_wait = here->reads_wait,
        .meant = meant,
        .may = here_may,
        .handle = once_handle,
        .trouble = here_trouble,
        .owner = sign_in_owner,
        .crowded = sign_in_crowded,
        .left = alliage_left,
        .inline_begins = db_view_begin,
        .inline_ends = db_view_end,
    };
}
