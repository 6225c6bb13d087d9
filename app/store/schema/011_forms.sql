-- What the web keeps between two requests. None of it names a person or a team.

-- Keys that processes which serve together share, and that outlive them.
CREATE TABLE server_secret (
    team       BIGINT NOT NULL CHECK (team = 0),  -- as in coach
    name       TEXT NOT NULL,
    value      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (team, name)
);

-- Forms that make something carry a number used once; kept a day.
CREATE TABLE once (
    team   BIGINT NOT NULL CHECK (team = 0),
    number TEXT NOT NULL,                         -- the hash of it and of its browser's cookie
    path   TEXT,                                  -- where the first use led; NULL: under way
    at     BIGINT NOT NULL,
    PRIMARY KEY (team, number)
);

-- Pages that show links, for half an hour and for one browser: sealed under a key that only
-- that browser has.
CREATE TABLE kept_page (
    team       BIGINT NOT NULL CHECK (team = 0),
    name       TEXT NOT NULL,                     -- the hash of what is in its address
    sealed     TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (team, name)
);
