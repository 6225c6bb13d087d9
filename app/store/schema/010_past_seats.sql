-- What a browser held before: who comes back to it by their own link, and who is told that a
-- new link took their place away.

-- A browser that sat in a place and sits there no more.
CREATE TABLE past_seat (
    team       BIGINT NOT NULL,
    token_hash TEXT NOT NULL,                     -- names the browser, as in device
    seat       BIGINT NOT NULL,
    why        TEXT NOT NULL CHECK (why IN ('aside', 'reissued', 'left')), -- aside: another
                                                  -- person's link was opened here, and one's own
                                                  -- opens the place again; reissued: a new link
                                                  -- was made; left: others said that its person
                                                  -- is gone. These are told for some days
    label      TEXT NOT NULL,                     -- as in device
    since      BIGINT NOT NULL,
    by_coach   BIGINT NOT NULL CHECK (by_coach IN (0, 1)), -- reissued, left; 0: by two members
    PRIMARY KEY (team, token_hash, seat),
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE
);
CREATE INDEX past_seat_browser ON past_seat (token_hash);

-- The account that made the team takes no seat of it, whoever accompanies it later.
ALTER TABLE team ADD COLUMN creator BIGINT;       -- NULL: made without an account
UPDATE team SET creator = coach;

-- A link that served and whose place was given a new one since is replaced, not spent.
UPDATE link SET voided_at =
    (SELECT min(n.created_at) FROM link n WHERE n.team = link.team AND n.seat = link.seat
        AND n.purpose = 'seat' AND n.created_at > link.created_at)
    WHERE voided_at IS NULL AND EXISTS
    (SELECT 1 FROM link n WHERE n.team = link.team AND n.seat = link.seat
        AND n.purpose = 'seat' AND n.created_at > link.created_at);
