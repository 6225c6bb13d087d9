-- Teams being composed by a coach: the list they brought, what they chose, and the
-- compositions so far, so that any process can go on and any change be undone. Nothing here
-- comes from an answer. Removed some days after it was last touched.

CREATE TABLE draft (
    team       BIGINT NOT NULL CHECK (team = 0),  -- as in coach
    id         BIGINT NOT NULL,
    coach      BIGINT NOT NULL,                   -- who alone sees it
    title      TEXT NOT NULL,
    roster     TEXT NOT NULL,                     -- the table, as it was handed in
    choices    TEXT NOT NULL,                     -- columns, sizes, objective: a line each
    together   TEXT NOT NULL,                     -- names on a line, as typed
    apart      TEXT NOT NULL,
    met        TEXT NOT NULL,                     -- pairs who share a team already: "3-17 4-9"
    version    BIGINT NOT NULL,                   -- goes up with every change
    turn       BIGINT NOT NULL,                   -- the composition in force; 0: none yet
    made       BIGINT NOT NULL,                   -- its teams that were created, the first ones
    created_at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, coach) REFERENCES coach (team, id) ON DELETE CASCADE
);
CREATE INDEX draft_coach ON draft (team, coach);

-- One composition of a draft. Undoing goes back to the one before.
CREATE TABLE draft_turn (
    team      BIGINT NOT NULL CHECK (team = 0),
    draft     BIGINT NOT NULL,
    number    BIGINT NOT NULL CHECK (number > 0), -- from 1
    kind      TEXT NOT NULL CHECK (kind IN ('search', 'hand')), -- who placed people last
    seats     TEXT NOT NULL,                      -- team of each person, from 0
    locks     TEXT NOT NULL,                      -- teams that a search leaves alone
    seed      BIGINT NOT NULL,                    -- what gives the same search again
    steps     BIGINT NOT NULL,
    stop_step BIGINT NOT NULL,                    -- 0: to the end
    tries     BIGINT NOT NULL,                    -- searches since one was better
    PRIMARY KEY (team, draft, number),
    FOREIGN KEY (team, draft) REFERENCES draft (team, id) ON DELETE CASCADE
);
