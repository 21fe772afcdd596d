-- What the assistant answers from.
CREATE TABLE knowledge_documents (
    id         uuid        NOT NULL CONSTRAINT pk_knowledge_documents PRIMARY KEY,
    title      text        NOT NULL,
    kind       text        NOT NULL,
    passages   integer     NOT NULL,
    added_at   timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- The embedding has length 1, so that the product of two is how alike they are.
CREATE TABLE knowledge_passages (
    document_id uuid     NOT NULL CONSTRAINT fk_knowledge_passages_documents REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    number      integer  NOT NULL,
    section     text,
    content     text     NOT NULL,
    words       tsvector NOT NULL,
    embedded_by text,
    embedding   real[],
    CONSTRAINT pk_knowledge_passages PRIMARY KEY (document_id, number)
);

CREATE INDEX ix_knowledge_passages_words ON knowledge_passages USING gin (words);

-- Rises with every change, so that a node knows whether what it holds of the documents is still so.
CREATE TABLE knowledge_versions (
    id      integer NOT NULL CONSTRAINT pk_knowledge_versions PRIMARY KEY,
    version bigint  NOT NULL
);

INSERT INTO knowledge_versions (id, version) VALUES (1, 1);
