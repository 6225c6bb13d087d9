#ifndef FLOW_REFUSAL_H
#define FLOW_REFUSAL_H

/* Why a person may not do what they asked, for the page to say in their language. The
 * status says what kind of trouble it is; this says which. A closed list. */
enum refusal {
    NOT_REFUSED,
    REFUSED_RIGHT,       /* not this person's to do */
    REFUSED_LINK,        /* the link is unknown, used, expired or replaced */
    REFUSED_SIGN_IN,     /* name and passphrase do not go together */
    REFUSED_TAKEN,       /* no account can be opened with that address */
    REFUSED_ROUND_OPEN,  /* a round is open already */
    REFUSED_TOO_SOON,    /* fewer than 21 days after the last release */
    REFUSED_TEAM_SIZE,   /* fewer than 3 or more than 8 seats */
    REFUSED_ROUND_ENDED, /* answers are not taken any more */
    REFUSED_TOO_FEW,     /* fewer than 3 answers, or than two thirds of the seats */
    REFUSED_WRONG_TEAM,  /* a member said that this is not their team */
    REFUSED_HELD,        /* a link was pressed after it served: closing waits 48 hours */
    REFUSED_COACH,       /* this browser is signed in as the team's coach: it answers nothing */
    REFUSED_NOT_RELEASED, /* the restitution has not begun */
    REFUSED_DATE,         /* the closing date is past, or more than 60 days away */
    REFUSED_FULL,         /* the team has 8 members */
    REFUSED_NAME,         /* another member has that name, or a name is missing or too long */
    REFUSED_RENAMING,     /* names stand still while a round is open */
    REFUSED_LONG,         /* what was typed is too long */
    REFUSED_OTHER_ROUND,  /* the form is of a round that has ended; another is open */
    REFUSED_OTHER_SEAT,   /* the form is of another seat than this device has now */
    REFUSED_OLDER_PAGE,   /* another page has changed these answers since */
    REFUSED_ARCHIVED,     /* the team is in the archive: nothing changes in it */
    REFUSED_DELETING,     /* the team is going to be deleted: nothing begins in it */
    REFUSED_TEAM_NAME,    /* what was typed to confirm is not the team's name */

    REFUSED_PASSPHRASE,        /* not the one of this account */
    REFUSED_PASSPHRASE_SHORT,  /* flow/passphrase.h */
    REFUSED_PASSPHRASE_LONG,   /* … */
    REFUSED_PASSPHRASE_COMMON, /* … */
    REFUSED_PASSPHRASE_OWN,    /* … */
    REFUSED_ACCOUNT_NAME,      /* none, or too long */
    REFUSED_ADDRESS,           /* not one of e-mail */
    REFUSED_TEAMS,             /* the account has teams, and nothing was said of them */
    REFUSED_LETTERS,           /* this account has had its letters for now */
    REFUSED_SLOWED,            /* too many passphrases were tried */
    REFUSED_NOT_SURE,          /* what cannot be undone was not confirmed */
    REFUSED_OWN_ADDRESS,       /* a team is proposed to another than oneself */
    REFUSED_SITS               /* whoever sits in a team does not coach it */
};

#endif
