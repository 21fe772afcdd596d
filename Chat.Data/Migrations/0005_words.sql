-- What search knows of messages, apart from them: whoever sends does not wait for it, and many are indexed in one go.
CREATE TABLE message_words (
    conversation_id uuid     NOT NULL,
    seq             bigint   NOT NULL,
    words           tsvector NOT NULL,
    CONSTRAINT pk_message_words PRIMARY KEY (conversation_id, seq)
);

INSERT INTO message_words (conversation_id, seq, words)
SELECT conversation_id, seq, coalesce(words, '') FROM messages WHERE status <> 'streaming';

-- New words wait in a list that is worked off at the end of each round.
CREATE INDEX ix_message_words_words ON message_words USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 32768);

-- Up to which message of a conversation all are in it; later ones may be.
CREATE TABLE word_marks (
    conversation_id uuid   NOT NULL CONSTRAINT pk_word_marks PRIMARY KEY,
    seq             bigint NOT NULL
) WITH (fillfactor = 70);

INSERT INTO word_marks (conversation_id, seq) SELECT id, last_seq FROM conversations;

DROP INDEX ix_messages_words;
ALTER TABLE messages DROP COLUMN words;
