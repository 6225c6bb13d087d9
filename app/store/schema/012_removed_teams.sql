-- Browsers that sat in a team which is no more are told that, for as long as removed_team
-- keeps it: which browsers, and nothing of who sat there.
CREATE TABLE removed_browser (
    team       BIGINT NOT NULL,
    token_hash TEXT NOT NULL,                     -- names the browser, as in device
    PRIMARY KEY (team, token_hash),
    FOREIGN KEY (team) REFERENCES removed_team (team) ON DELETE CASCADE
);
CREATE INDEX removed_browser_hash ON removed_browser (token_hash);
CREATE INDEX team_deleted ON team (delete_at) WHERE delete_at IS NOT NULL;
