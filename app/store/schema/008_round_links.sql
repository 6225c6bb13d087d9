-- Links that are made again, or pressed after they served, and what that does to a round.

-- This seat's link was made again while the round was open: nothing of it counts in the round.
ALTER TABLE participant ADD COLUMN remade BIGINT NOT NULL DEFAULT 0 CHECK (remade IN (0, 1));
-- The round cannot be closed before that moment; 0: it is not held.
ALTER TABLE round ADD COLUMN held_until BIGINT NOT NULL DEFAULT 0;

-- What the first page of the next round says of a seat, and what was written in the journal
-- once. remade: its link was made again since it was last counted in a portrait. pressed: a link
-- of it was pressed after it had served elsewhere, since the last opening of a round.
CREATE TABLE seat_mark (
    team BIGINT NOT NULL,
    seat BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('remade', 'pressed')),
    at   BIGINT NOT NULL,
    PRIMARY KEY (team, seat, kind),
    FOREIGN KEY (team, seat) REFERENCES seat (team, id) ON DELETE CASCADE
);

-- Links made again before this was noted, from the journal.
UPDATE participant SET remade = 1 WHERE EXISTS (
    SELECT 1 FROM round r JOIN happening h ON h.team = r.team
    WHERE r.team = participant.team AND r.id = participant.round AND r.state = 'open'
        AND h.kind = 'link.reissued' AND h.seat = participant.seat AND h.at >= r.opened_at);
INSERT INTO seat_mark (team, seat, kind, at)
    SELECT h.team, h.seat, 'remade', max(h.at) FROM happening h
    JOIN seat s ON s.team = h.team AND s.id = h.seat
    WHERE h.kind = 'link.reissued' AND h.at >= (
        SELECT coalesce(max(r.ended_at), 0) FROM round r
        WHERE r.team = h.team AND r.state = 'released')
    GROUP BY h.team, h.seat;
