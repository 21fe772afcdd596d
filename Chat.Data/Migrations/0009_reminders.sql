-- What people want to be reminded of; a row goes when its message was sent.
CREATE TABLE assistant_reminders (
    id              uuid        NOT NULL CONSTRAINT pk_assistant_reminders PRIMARY KEY,
    account_id      uuid        NOT NULL CONSTRAINT fk_assistant_reminders_accounts REFERENCES accounts (id) ON DELETE CASCADE,
    conversation_id uuid        NOT NULL,
    due_at          timestamptz NOT NULL,
    text            text        NOT NULL
);

CREATE INDEX ix_assistant_reminders_due_at ON assistant_reminders (due_at);
CREATE INDEX ix_assistant_reminders_account_id ON assistant_reminders (account_id);
