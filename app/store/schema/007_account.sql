-- Accounts that can be repaired, and teams that are put away, handed over or deleted.

-- A link that reaches a coach by mail, used once: to choose another passphrase, or to say that
-- an address is theirs.
CREATE TABLE coach_key (
    team       BIGINT NOT NULL CHECK (team = 0),  -- as in coach
    token_hash TEXT NOT NULL,                     -- of what the link holds
    coach      BIGINT NOT NULL,
    address    TEXT,                              -- the new one; NULL: for a passphrase
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (team, token_hash),
    FOREIGN KEY (team, coach) REFERENCES coach (team, id) ON DELETE CASCADE
);
CREATE INDEX coach_key_coach ON coach_key (team, coach);

-- A letter to a coach, as in outbox: what it says is there while it waits and never after.
CREATE TABLE coach_letter (
    team        BIGINT NOT NULL CHECK (team = 0), -- as in coach
    id          BIGINT NOT NULL,
    address     TEXT,
    name        TEXT,
    subject     TEXT,
    body        TEXT,                             -- may hold a link
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'undelivered')),
    created_at  BIGINT NOT NULL,
    tries       BIGINT NOT NULL CHECK (tries >= 0), -- that were begun
    next_try_at BIGINT,                           -- NULL: none comes
    ended_at    BIGINT,                           -- sent, or given up; NULL: waits
    PRIMARY KEY (team, id),
    CHECK ((state = 'waiting') = (address IS NOT NULL)),
    CHECK ((state = 'waiting') = (body IS NOT NULL)),
    CHECK ((state = 'waiting') = (next_try_at IS NOT NULL)),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX coach_letter_due ON coach_letter (next_try_at);

ALTER TABLE coach_session ADD COLUMN label TEXT;  -- "Firefox"; for its owner; NULL: not known
ALTER TABLE team ADD COLUMN archived_at BIGINT;   -- read only since; NULL: not archived
ALTER TABLE team ADD COLUMN delete_at BIGINT;     -- deleted then; NULL: not to be

-- A coach proposes a team to another. No key to the account that had that address then:
-- whether there is one is told to nobody.
CREATE TABLE handover (
    team     BIGINT NOT NULL,
    address  TEXT NOT NULL,                       -- as it was typed, in small letters
    coach    BIGINT,                              -- NULL: no account had that address
    asked_at BIGINT NOT NULL,                     -- void some days after
    PRIMARY KEY (team),
    FOREIGN KEY (team) REFERENCES team (team) ON DELETE CASCADE
);
CREATE INDEX handover_coach ON handover (coach);

-- In a team without a coach: a member who proposes to put it away, or to delete it.
CREATE TABLE ending_request (
    team     BIGINT NOT NULL,
    what     TEXT NOT NULL CHECK (what IN ('archive', 'delete')),
    asked_by BIGINT NOT NULL,                     -- a seat; another one must agree
    asked_at BIGINT NOT NULL,                     -- void some days after
    PRIMARY KEY (team, what),
    FOREIGN KEY (team, asked_by) REFERENCES seat (team, id) ON DELETE CASCADE
);

-- A team there was: that, and since when it is no more. Not its name.
CREATE TABLE removed_team (
    team       BIGINT NOT NULL,
    removed_at BIGINT NOT NULL,                   -- forgotten some days after
    PRIMARY KEY (team)
);
