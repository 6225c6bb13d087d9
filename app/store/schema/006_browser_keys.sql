-- Who a browser is: found by the key it shows now, whatever the number of its teams.
--
-- In device, token_hash names the browser and is no longer a hash of what its cookie holds: it
-- stays while its keys change. A browser that was known keeps the key it had.

-- A key of a browser: what its cookie holds, or the form it opened a link with.
CREATE TABLE browser_key (
    team       BIGINT NOT NULL CHECK (team = 0),  -- a browser may be in several teams
    token_hash TEXT NOT NULL,
    browser    TEXT NOT NULL,                     -- device.token_hash of all its seats
    kind       TEXT NOT NULL CHECK (kind IN ('cookie', 'form')), -- form: until its cookie came
    number     BIGINT NOT NULL CHECK (number > 0), -- of this browser's keys, in their order
    made_at    BIGINT NOT NULL,
    seen_on    BIGINT,                            -- to the day; NULL: not shown yet, and the
                                                  -- keys before it still hold
    PRIMARY KEY (team, token_hash)
);
CREATE INDEX browser_key_browser ON browser_key (browser);
CREATE INDEX device_browser ON device (token_hash);

INSERT INTO browser_key (team, token_hash, browser, kind, number, made_at, seen_on)
    SELECT 0, token_hash, token_hash, 'cookie', 1, min(created_at), max(seen_on)
    FROM device GROUP BY token_hash;

-- A sign-in has a secret of its own now; those that shared the browser's are over.
DELETE FROM coach_session;
