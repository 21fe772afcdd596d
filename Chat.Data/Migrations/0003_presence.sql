CREATE TABLE account_presence (
    account_id   uuid        NOT NULL CONSTRAINT pk_account_presence PRIMARY KEY
                 CONSTRAINT fk_account_presence_accounts_account_id REFERENCES accounts (id) ON DELETE CASCADE,
    status       text        NOT NULL DEFAULT 'online',
    shown        text        NOT NULL DEFAULT 'offline',
    last_seen_at timestamptz
);

-- Who is on which node right now. It is worth nothing after a crash of the database, when every node says it again.
CREATE UNLOGGED TABLE presence_nodes (
    node_id     uuid        NOT NULL CONSTRAINT pk_presence_nodes PRIMARY KEY,
    beat_at     timestamptz NOT NULL,
    alive_until timestamptz NOT NULL
);

CREATE UNLOGGED TABLE presence_sessions (
    account_id uuid NOT NULL CONSTRAINT fk_presence_sessions_accounts_account_id REFERENCES accounts (id) ON DELETE CASCADE,
    node_id    uuid NOT NULL,
    CONSTRAINT pk_presence_sessions PRIMARY KEY (account_id, node_id)
);

CREATE INDEX ix_presence_sessions_node_id ON presence_sessions (node_id);
