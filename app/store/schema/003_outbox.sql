-- Mail: what waits to be sent, and what became of it. The table letter was there before, and
-- nothing wrote to it.
DROP TABLE letter;

-- A letter that holds a member's personal link and nothing that anyone answered. Its address,
-- name, subject and body are there while it waits and never after: sent or not, they are NULL.
CREATE TABLE outbox (
    team        BIGINT NOT NULL,
    id          BIGINT NOT NULL,
    seat        BIGINT NOT NULL,                  -- whose link
    link        TEXT NOT NULL,                    -- hash of its secret: a link goes by mail once
    address     TEXT,                             -- as it was typed
    name        TEXT,                             -- of the person, in the head of the letter
    subject     TEXT,
    body        TEXT,                             -- holds the link itself
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'undelivered')),
    created_at  BIGINT NOT NULL,
    tries       BIGINT NOT NULL CHECK (tries >= 0), -- that were begun
    next_try_at BIGINT,                           -- NULL: none comes
    ended_at    BIGINT,                           -- sent, or given up; NULL: waits
    PRIMARY KEY (team, id),
    UNIQUE (team, link),
    CHECK ((state = 'waiting') = (address IS NOT NULL)),
    CHECK ((state = 'waiting') = (name IS NOT NULL)),
    CHECK ((state = 'waiting') = (subject IS NOT NULL)),
    CHECK ((state = 'waiting') = (body IS NOT NULL)),
    CHECK ((state = 'waiting') = (next_try_at IS NOT NULL)),
    CHECK ((state = 'waiting') = (ended_at IS NULL)),
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE
);
CREATE INDEX outbox_due ON outbox (next_try_at);
