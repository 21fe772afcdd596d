-- Read with every user, so that no list of them has to look at the pictures.
ALTER TABLE accounts ADD COLUMN avatar_version uuid;

CREATE TABLE account_avatars (
    account_id uuid  NOT NULL CONSTRAINT pk_account_avatars PRIMARY KEY CONSTRAINT fk_account_avatars_accounts_account_id REFERENCES accounts (id) ON DELETE CASCADE,
    version    uuid  NOT NULL,
    webp       bytea NOT NULL
);

-- WebP does not get smaller a second time.
ALTER TABLE account_avatars ALTER COLUMN webp SET STORAGE EXTERNAL;

CREATE TABLE files (
    id            uuid        NOT NULL CONSTRAINT pk_files PRIMARY KEY,
    uploader_id   uuid        CONSTRAINT fk_files_accounts_uploader_id REFERENCES accounts (id) ON DELETE SET NULL,
    name          text        NOT NULL,
    content_type  text        NOT NULL,
    size          bigint      NOT NULL,
    width         integer,
    height        integer,
    has_thumbnail boolean     NOT NULL,
    created_at    timestamptz NOT NULL,
    claimed_at    timestamptz
);

-- What a user has here is summed up before each upload.
CREATE INDEX ix_files_uploader_id ON files (uploader_id);

-- What was sent and never put into a message.
CREATE INDEX ix_files_created_at ON files (created_at) WHERE claimed_at IS NULL;
