-- The barometer of a team: who takes part, what they answered, what was published.
--
-- Every table carries its team, first in its key, so that a PostgreSQL sharded by tenant can
-- distribute it and no row can point into another team. Team 0 is no team: coach accounts.
-- Ids are random and made by us. Times are seconds since 1970-01-01 00:00 UTC. Yes and no
-- are 1 and 0. Of a secret (link, device, sign-in) only the hash is kept.

-- An account of a person who accompanies teams.
CREATE TABLE coach (
    team       BIGINT NOT NULL CHECK (team = 0),  -- always 0: an account is in no team
    id         BIGINT NOT NULL,
    email      TEXT NOT NULL,                     -- how they sign in; small letters
    name       TEXT NOT NULL,                     -- as members read it
    password   TEXT NOT NULL,                     -- argon2id, with its salt and cost
    lang       TEXT NOT NULL CHECK (lang IN ('fr', 'en')),
    created_at BIGINT NOT NULL,
    PRIMARY KEY (team, id),
    UNIQUE (team, email)
);

-- A browser in which a coach is signed in.
CREATE TABLE coach_session (
    team       BIGINT NOT NULL CHECK (team = 0),  -- as in coach
    token_hash TEXT NOT NULL,                     -- of what the cookie holds
    coach      BIGINT NOT NULL,
    created_at BIGINT NOT NULL,                   -- ends some time after
    seen_at    BIGINT NOT NULL,                   -- ends some time after too
    PRIMARY KEY (team, token_hash),
    FOREIGN KEY (team, coach) REFERENCES coach (team, id) ON DELETE CASCADE
);

-- A team of 3 to 8 people. No foreign key to its coach: a key cannot leave the team.
CREATE TABLE team (
    team       BIGINT NOT NULL CHECK (team > 0),
    name       TEXT NOT NULL,
    aim        TEXT NOT NULL,                     -- in one sentence, the team's own
    lang       TEXT NOT NULL CHECK (lang IN ('fr', 'en')), -- a new member's language
    coach      BIGINT,                            -- NULL: a team without a coach
    invented   BIGINT NOT NULL CHECK (invented IN (0, 1)), -- the example, not real people
    created_at BIGINT NOT NULL,
    PRIMARY KEY (team)
);
CREATE INDEX team_coach ON team (coach);

-- A member's place in a team, whoever sits on it.
CREATE TABLE seat (
    team       BIGINT NOT NULL,
    id         BIGINT NOT NULL,
    position   BIGINT NOT NULL,                   -- order of entry, for lists; means nothing
    name       TEXT NOT NULL,
    initials   TEXT NOT NULL,                     -- in the grid of the round robin
    craft      TEXT NOT NULL,                     -- who-is-who card: what they do
    horizon    TEXT NOT NULL,                     -- … where they come from
    works_best TEXT NOT NULL,                     -- … how to work with them
    manager    BIGINT NOT NULL CHECK (manager IN (0, 1)), -- announced to all
    state      TEXT NOT NULL CHECK (state IN ('invited', 'joined', 'left')),
    lang       TEXT NOT NULL CHECK (lang IN ('fr', 'en')),
    PRIMARY KEY (team, id),
    FOREIGN KEY (team) REFERENCES team (team) ON DELETE CASCADE
);

-- A personal link, opened once. What it opens is the seat, or a second device of it.
CREATE TABLE link (
    team       BIGINT NOT NULL,
    token_hash TEXT NOT NULL,
    seat       BIGINT NOT NULL,
    purpose    TEXT NOT NULL CHECK (purpose IN ('seat', 'device')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT,                            -- NULL: when it is opened or replaced
    opened_at  BIGINT,                            -- NULL: not yet
    voided_at  BIGINT,                            -- NULL: not replaced by another
    PRIMARY KEY (team, token_hash),
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE
);
CREATE INDEX link_seat ON link (team, seat);

-- A browser bound to a seat.
CREATE TABLE device (
    team       BIGINT NOT NULL,
    token_hash TEXT NOT NULL,                     -- of what the cookie holds
    seat       BIGINT NOT NULL,
    label      TEXT NOT NULL,                     -- "iPhone, Safari": for its owner's list
    created_at BIGINT NOT NULL,
    seen_on    BIGINT NOT NULL,                   -- to the day only
    PRIMARY KEY (team, token_hash),
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE
);
CREATE INDEX device_seat ON device (team, seat);

-- In a team without a coach: a member who asks that a seat's link be issued again.
CREATE TABLE reissue_request (
    team       BIGINT NOT NULL,
    seat       BIGINT NOT NULL,                   -- whose link
    asked_by   BIGINT NOT NULL,                   -- another seat; two of them are needed
    asked_at   BIGINT NOT NULL,
    PRIMARY KEY (team, seat, asked_by),
    CHECK (seat <> asked_by),
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE,
    FOREIGN KEY (team, asked_by) REFERENCES seat (team, id) ON DELETE CASCADE
);

-- One barometer of a team.
CREATE TABLE round (
    team        BIGINT NOT NULL,
    id          BIGINT NOT NULL,
    number      BIGINT NOT NULL CHECK (number >= 1), -- 1 for the first; cancelled ones count
    instrument  TEXT NOT NULL,                    -- key of the questionnaire
    version     TEXT NOT NULL,                    -- of the questionnaire
    state       TEXT NOT NULL CHECK (state IN ('open', 'released', 'cancelled')),
    opened_at   BIGINT NOT NULL,
    closes_at   BIGINT NOT NULL,                  -- answers are accepted before that moment
    announced_at BIGINT NOT NULL,                 -- closing time as all were told; closes_at
                                                  -- is sooner once everyone is done
    ended_at    BIGINT,                           -- released or cancelled; NULL while open
    answered_at BIGINT,                           -- last answer of anyone: closing waits
    told_count  BIGINT NOT NULL CHECK (told_count >= 0), -- answers, as the coach last read it
    told_at     BIGINT NOT NULL,                  -- when that count was made
    blocks_open BIGINT NOT NULL CHECK (blocks_open >= 0), -- of the portrait, in the room
    ratings     BIGINT NOT NULL CHECK (ratings IN (0, 1)), -- this round asks the round robin
    ranks       BIGINT NOT NULL CHECK (ranks IN (0, 1)),   -- … and what matters
    PRIMARY KEY (team, id),
    UNIQUE (team, number),
    CHECK (closes_at > opened_at),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    FOREIGN KEY (team) REFERENCES team (team) ON DELETE CASCADE
);
-- At most one open round in a team.
CREATE UNIQUE INDEX round_open ON round (team) WHERE state = 'open';

-- A seat in a round. No time is kept of a person: who answered when is nobody's business.
CREATE TABLE participant (
    team       BIGINT NOT NULL,
    round      BIGINT NOT NULL,
    seat       BIGINT NOT NULL,
    right_team BIGINT CHECK (right_team IN (0, 1)), -- "is this your team?"; NULL: not asked
    consents   BIGINT CHECK (consents IN (0, 1)), -- that a team of three be told its stage
    step       BIGINT NOT NULL CHECK (step >= 0), -- furthest step of the form, to go on from
    submitted  BIGINT NOT NULL CHECK (submitted IN (0, 1, 2)), -- 1: said "done"; 2: and that it may
                                                  -- close when all have said so
    PRIMARY KEY (team, round, seat),
    FOREIGN KEY (team, round) REFERENCES round (team, id) ON DELETE CASCADE,
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE
);

-- One answer of one seat. Private: read by its author, by the release, and by nobody else.
CREATE TABLE answer (
    team       BIGINT NOT NULL,
    round      BIGINT NOT NULL,
    seat       BIGINT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('item', 'rating', 'rank', 'guess')),
    question   TEXT NOT NULL,                     -- key of the item, question or motive
    about      BIGINT NOT NULL,                   -- the seat rated; 0 where nobody is
    choice     DOUBLE PRECISION,                  -- NULL: "I don't know"
    PRIMARY KEY (team, round, seat, kind, question, about),
    CHECK ((kind = 'rating') = (about <> 0)),
    CHECK (about <> seat),
    FOREIGN KEY (team, round, seat) REFERENCES participant (team, round, seat)
        ON DELETE CASCADE
);

-- What was published of a round: written once, never changed.
CREATE TABLE release (
    team        BIGINT NOT NULL,
    round       BIGINT NOT NULL,
    released_at BIGINT NOT NULL,
    seats       BIGINT NOT NULL CHECK (seats BETWEEN 3 AND 8),
    respondents BIGINT NOT NULL CHECK (respondents BETWEEN 3 AND seats),
    json        TEXT NOT NULL,                    -- the release, as engine/release gave it
    PRIMARY KEY (team, round),
    FOREIGN KEY (team, round) REFERENCES round (team, id) ON DELETE CASCADE
);

-- Three words for one person about what they receive, made with the release.
CREATE TABLE received (
    team       BIGINT NOT NULL,
    round      BIGINT NOT NULL,
    seat       BIGINT NOT NULL,                   -- whose words: read by nobody else
    question   TEXT NOT NULL,                     -- key of the round-robin question
    word       TEXT NOT NULL CHECK (word IN ('rarely', 'sometimes', 'often')),
    opened     BIGINT NOT NULL CHECK (opened IN (0, 1)), -- by that person
    PRIMARY KEY (team, round, seat, question),
    FOREIGN KEY (team, round) REFERENCES round (team, id) ON DELETE CASCADE,
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE
);

-- The journal of a team, read by all its members.
CREATE TABLE happening (
    team    BIGINT NOT NULL,
    number  BIGINT NOT NULL,                      -- 1, 2 … in the order of writing
    at      BIGINT NOT NULL,
    kind    TEXT NOT NULL,                        -- which sentence the page writes
    seat    BIGINT,                               -- the seat it is about; NULL: the team
    detail  TEXT,                                 -- what else the sentence needs
    PRIMARY KEY (team, number),
    FOREIGN KEY (team) REFERENCES team (team) ON DELETE CASCADE
);

-- Mail to be sent, and that it was.
CREATE TABLE letter (
    team        BIGINT NOT NULL,                  -- 0: to a coach
    id          BIGINT NOT NULL,
    address     TEXT NOT NULL,
    subject     TEXT NOT NULL,
    body        TEXT,                             -- holds a link: deleted once sent
    created_at  BIGINT NOT NULL,
    next_try_at BIGINT,                           -- NULL: sent, or given up
    tries       BIGINT NOT NULL CHECK (tries >= 0),
    sent_at     BIGINT,                           -- NULL: not sent
    trouble     TEXT,                             -- what the mail server said last
    PRIMARY KEY (team, id),
    CHECK (sent_at IS NULL OR body IS NULL)
);
CREATE INDEX letter_due ON letter (next_try_at);
