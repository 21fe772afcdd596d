-- What only replies of the assistant have (citations, a notice); absent for everything else.
ALTER TABLE messages ADD COLUMN reply jsonb;

-- Which node answers for a reply, and what it cost. Without foreign keys, as messages are.
CREATE TABLE assistant_replies (
    message_id      uuid        NOT NULL CONSTRAINT pk_assistant_replies PRIMARY KEY,
    conversation_id uuid        NOT NULL,
    question_id     uuid        NOT NULL,
    asker_id        uuid        NOT NULL,
    node_id         uuid        NOT NULL,
    asked_at        timestamptz NOT NULL,
    seen_at         timestamptz NOT NULL,
    finished_at     timestamptz,
    status          text,
    model           text,
    tokens_in       bigint      NOT NULL DEFAULT 0,
    tokens_out      bigint      NOT NULL DEFAULT 0,
    first_token_ms  integer
) WITH (fillfactor = 70);

-- The few that are being written: found after a crash.
CREATE INDEX ix_assistant_replies_open ON assistant_replies (node_id, seen_at) WHERE finished_at IS NULL;
CREATE INDEX ix_assistant_replies_asked_at ON assistant_replies (asked_at);

CREATE TABLE assistant_usage (
    account_id uuid    NOT NULL,
    day        date    NOT NULL,
    replies    integer NOT NULL,
    tokens_in  bigint  NOT NULL,
    tokens_out bigint  NOT NULL,
    CONSTRAINT pk_assistant_usage PRIMARY KEY (account_id, day)
);

CREATE TABLE assistant_conversations (
    conversation_id   uuid   NOT NULL CONSTRAINT pk_assistant_conversations PRIMARY KEY,
    prompt            text   NOT NULL DEFAULT '',
    summary           text   NOT NULL DEFAULT '',
    summary_up_to_seq bigint NOT NULL DEFAULT 0
);
