-- An account that is gone stays as an empty shell: what it wrote keeps a sender.
ALTER TABLE accounts ADD COLUMN deleted_at timestamptz;

CREATE TABLE conversations (
    id           uuid        NOT NULL CONSTRAINT pk_conversations PRIMARY KEY,
    kind         text        NOT NULL,
    title        text        NOT NULL,
    pair         text,
    member_count integer     NOT NULL,
    hidden_count integer     NOT NULL,
    last_seq     bigint      NOT NULL,
    revision     bigint      NOT NULL,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    deleted_at   timestamptz
) WITH (fillfactor = 70);
-- Its counters change with every message, and none of these columns is indexed: the new row stays on the page of the old one.

-- The database decides a race between two who open their private conversation at once.
CREATE UNIQUE INDEX ux_conversations_pair ON conversations (pair);
CREATE INDEX ix_conversations_deleted_at ON conversations (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE conversation_members (
    conversation_id   uuid        NOT NULL CONSTRAINT fk_conversation_members_conversations_conversation_id REFERENCES conversations (id) ON DELETE CASCADE,
    account_id        uuid        NOT NULL CONSTRAINT fk_conversation_members_accounts_account_id REFERENCES accounts (id),
    role              text        NOT NULL,
    joined_at         timestamptz NOT NULL,
    last_read_seq     bigint      NOT NULL,
    cleared_up_to_seq bigint      NOT NULL,
    own_sent          bigint      NOT NULL,
    muted             boolean     NOT NULL,
    hidden            boolean     NOT NULL,
    own_revision      bigint      NOT NULL,
    CONSTRAINT pk_conversation_members PRIMARY KEY (conversation_id, account_id)
) WITH (fillfactor = 70);

CREATE INDEX ix_conversation_members_account_id ON conversation_members (account_id, own_revision);

-- The first fifty as every list shows them: owners, then those who are there the longest.
CREATE INDEX ix_conversation_members_order ON conversation_members (conversation_id, role DESC, joined_at, account_id);

CREATE TABLE own_counters (
    account_id uuid   NOT NULL CONSTRAINT pk_own_counters PRIMARY KEY,
    revision   bigint NOT NULL
) WITH (fillfactor = 70);

-- Without foreign keys: the log holds the conversation's row and has seen the sender's membership in the same transaction, and
-- checking both again would cost more than the insert.
CREATE TABLE messages (
    id                uuid        NOT NULL CONSTRAINT pk_messages PRIMARY KEY,
    conversation_id   uuid        NOT NULL,
    seq               bigint      NOT NULL,
    revision          bigint      NOT NULL,
    sender_id         uuid        NOT NULL,
    client_message_id text,
    role              text        NOT NULL,
    type              text        NOT NULL,
    status            text        NOT NULL,
    content           text        NOT NULL,
    attachments       jsonb,
    reactions         jsonb,
    mentions          uuid[],
    reply_to          uuid,
    emotion           text,
    heard_up_to       integer,
    created_at        timestamptz NOT NULL,
    edited_at         timestamptz,
    deleted_at        timestamptz,
    words             tsvector
);

CREATE UNIQUE INDEX ux_messages_conversation_id_seq ON messages (conversation_id, seq);
CREATE UNIQUE INDEX ux_messages_sender_id_client_message_id ON messages (sender_id, client_message_id);
CREATE INDEX ix_messages_conversation_id_revision ON messages (conversation_id, revision);

-- New words wait in a list that is worked off in the background, long before a sender would have to do it.
CREATE INDEX ix_messages_words ON messages USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 32768);

-- Which message shows a file, and so who may read it.
CREATE TABLE message_attachments (
    message_id      uuid   NOT NULL,
    file_id         uuid   NOT NULL,
    conversation_id uuid   NOT NULL,
    seq             bigint NOT NULL,
    CONSTRAINT pk_message_attachments PRIMARY KEY (message_id, file_id)
);

CREATE INDEX ix_message_attachments_file_id ON message_attachments (file_id, conversation_id);

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A name without case and diacritics, each word behind a space. đ is a letter of its own to Unicode. Not in plain SQL: that would be
-- put in place of each call, and the planner would take it for next to nothing and rather read the whole table.
CREATE FUNCTION chat_fold_name(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100 AS
$$BEGIN RETURN ' ' || lower(translate(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd')); END$$;

CREATE INDEX ix_accounts_names ON accounts USING gin (chat_fold_name(username || ' ' || display_name) gin_trgm_ops) WITH (fastupdate = off);
