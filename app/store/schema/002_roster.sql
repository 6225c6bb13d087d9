-- Who is in a team changes, so does its aim; a release says with what it was made.

-- Every aim a team has had or was asked to take. The one kept last is also in team.
CREATE TABLE aim (
    team        BIGINT NOT NULL,
    number      BIGINT NOT NULL CHECK (number >= 1), -- in the order proposed
    sentence    TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'kept', 'dropped')),
    proposed_by BIGINT,                           -- a seat; NULL: the coach, or the first one
    proposed_at BIGINT NOT NULL,
    ended_at    BIGINT,                           -- kept or dropped; NULL while proposed
    PRIMARY KEY (team, number),
    CHECK ((state = 'proposed') = (ended_at IS NULL)),
    FOREIGN KEY (team) REFERENCES team (team) ON DELETE CASCADE
);
-- At most one proposal at a time.
CREATE UNIQUE INDEX aim_proposed ON aim (team) WHERE state = 'proposed';

INSERT INTO aim (team, number, sentence, state, proposed_at, ended_at)
    SELECT team, 1, aim, 'kept', created_at, created_at FROM team WHERE aim <> '';

-- A member who agrees with a proposed aim.
CREATE TABLE aim_agreement (
    team   BIGINT NOT NULL,
    number BIGINT NOT NULL,
    seat   BIGINT NOT NULL,
    PRIMARY KEY (team, number, seat),
    FOREIGN KEY (team, number) REFERENCES aim (team, number) ON DELETE CASCADE,
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE
);

-- In a team without a coach: someone a member proposes to seat; another member must agree.
CREATE TABLE newcomer (
    team     BIGINT NOT NULL,
    id       BIGINT NOT NULL,
    name     TEXT NOT NULL,                       -- what follows as in seat
    craft    TEXT NOT NULL,
    horizon  TEXT NOT NULL,
    manager  BIGINT NOT NULL CHECK (manager IN (0, 1)),
    asked_by BIGINT NOT NULL,                     -- a seat
    asked_at BIGINT NOT NULL,                     -- void some days after
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, asked_by) REFERENCES seat (team, id) ON DELETE CASCADE
);

-- In a team without a coach: a member who says that another one has left.
CREATE TABLE leave_request (
    team     BIGINT NOT NULL,
    seat     BIGINT NOT NULL,                     -- who has left
    asked_by BIGINT NOT NULL,                     -- another seat; two of them are needed
    asked_at BIGINT NOT NULL,                     -- void some days after
    PRIMARY KEY (team, seat, asked_by),
    CHECK (seat <> asked_by),
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE,
    FOREIGN KEY (team, asked_by) REFERENCES seat (team, id) ON DELETE CASCADE
);

-- The model a release was made with; NULL: released before this was noted, or without one.
ALTER TABLE release ADD COLUMN model TEXT;
ALTER TABLE release ADD COLUMN model_version TEXT;
