CREATE TABLE accounts (
    id            uuid        NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
    username      text        NOT NULL,
    username_key  text        NOT NULL,
    display_name  varchar(160) NOT NULL,
    email         text,
    password_hash text,
    role          text        NOT NULL,
    language      text,
    created_at    timestamptz NOT NULL,
    disabled_at   timestamptz
);

-- The database, not the code, decides a race between two registrations.
CREATE UNIQUE INDEX ux_accounts_username_key ON accounts (username_key);

CREATE TABLE session_families (
    id         uuid        NOT NULL CONSTRAINT pk_session_families PRIMARY KEY,
    account_id uuid        NOT NULL CONSTRAINT fk_session_families_accounts_account_id REFERENCES accounts (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    ended_by   text
);

CREATE INDEX ix_session_families_account_id ON session_families (account_id);
CREATE INDEX ix_session_families_expires_at ON session_families (expires_at);

CREATE TABLE refresh_tokens (
    hash      bytea       NOT NULL CONSTRAINT pk_refresh_tokens PRIMARY KEY,
    family_id uuid        NOT NULL CONSTRAINT fk_refresh_tokens_session_families_family_id REFERENCES session_families (id) ON DELETE CASCADE,
    issued_at timestamptz NOT NULL,
    spent_at  timestamptz
);

CREATE INDEX ix_refresh_tokens_family_id ON refresh_tokens (family_id);

CREATE TABLE external_identities (
    issuer     text NOT NULL,
    subject    text NOT NULL,
    account_id uuid NOT NULL CONSTRAINT fk_external_identities_accounts_account_id REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT pk_external_identities PRIMARY KEY (issuer, subject)
);

CREATE INDEX ix_external_identities_account_id ON external_identities (account_id);

CREATE TABLE sign_in_failures (
    key          text        NOT NULL CONSTRAINT pk_sign_in_failures PRIMARY KEY,
    count        integer     NOT NULL,
    last_at      timestamptz NOT NULL,
    locked_until timestamptz
);

CREATE INDEX ix_sign_in_failures_last_at ON sign_in_failures (last_at);

CREATE TABLE signing_keys (
    id         text        NOT NULL CONSTRAINT pk_signing_keys PRIMARY KEY,
    public_key bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

CREATE INDEX ix_signing_keys_expires_at ON signing_keys (expires_at);
