-- What a member who left had set for themselves alone, for when they come back.
CREATE TABLE past_members (
    conversation_id   uuid    NOT NULL CONSTRAINT fk_past_members_conversations_conversation_id REFERENCES conversations (id) ON DELETE CASCADE,
    account_id        uuid    NOT NULL CONSTRAINT fk_past_members_accounts_account_id REFERENCES accounts (id),
    muted             boolean NOT NULL,
    cleared_up_to_seq bigint  NOT NULL,
    CONSTRAINT pk_past_members PRIMARY KEY (conversation_id, account_id)
);
