-- Several rounds over the same people, and people who were together before. The seats of a turn
-- are those of its rounds, one after the other.

ALTER TABLE draft ADD COLUMN past TEXT NOT NULL DEFAULT '';        -- teams there were, as handed in
ALTER TABLE draft ADD COLUMN made_round BIGINT NOT NULL DEFAULT 0; -- whose teams were created, from 0
