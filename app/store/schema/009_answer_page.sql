-- Which page wrote a step of a seat's answers last, so that a page shown earlier takes nothing
-- back. A number made for that page alone: no time is kept of a person.
CREATE TABLE answer_page (
    team  BIGINT NOT NULL,
    round BIGINT NOT NULL,
    seat  BIGINT NOT NULL,
    step  BIGINT NOT NULL CHECK (step >= 1),
    page  BIGINT NOT NULL CHECK (page > 0),
    PRIMARY KEY (team, round, seat, step),
    FOREIGN KEY (team, round, seat) REFERENCES participant (team, round, seat)
        ON DELETE CASCADE
);
