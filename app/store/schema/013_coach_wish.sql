-- Accounts that somebody asked for and that nobody opened yet: an hour at most. Whether the
-- address has an account already changes nothing here.
CREATE TABLE coach_wish (
    team       BIGINT NOT NULL CHECK (team = 0),  -- as in coach
    token_hash TEXT NOT NULL,                     -- of what the link holds
    email      TEXT NOT NULL,
    name       TEXT NOT NULL,
    password   TEXT NOT NULL,                     -- argon2id
    lang       TEXT NOT NULL CHECK (lang IN ('fr', 'en')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (team, token_hash)
);
CREATE INDEX coach_wish_email ON coach_wish (team, email);
