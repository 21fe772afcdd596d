namespace Chat.Data.Knowledge;

internal static class KnowledgeSql
{
    // Also what lets one writer in after the other.
    public const string Rise = "UPDATE knowledge_versions SET version = version + 1 WHERE id = 1";

    public const string Version = "SELECT version FROM knowledge_versions WHERE id = 1";

    public const string Keep =
        """
        INSERT INTO knowledge_documents (id, title, kind, passages, added_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, passages = excluded.passages, updated_at = excluded.updated_at
        """;

    public const string Empty = "DELETE FROM knowledge_passages WHERE document_id = $1";

    public const string Add =
        """
        INSERT INTO knowledge_passages (document_id, number, section, content, words, embedded_by, embedding)
        VALUES ($1, $2, $3, $4, $5::text::tsvector, $6, $7::real[])
        """;

    public const string Delete = "DELETE FROM knowledge_documents WHERE id = $1";

    private const string Documents = "SELECT id, title, kind, passages, added_at, updated_at FROM knowledge_documents";

    public const string Find = Documents + " WHERE id = $1";

    // Ids are in the order of time.
    public const string List = Documents + " WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2";

    public const string Passages = "SELECT number, section, content FROM knowledge_passages WHERE document_id = $1 ORDER BY number";

    private const string Found =
        "SELECT p.document_id, p.number, d.title, p.section, p.content FROM knowledge_passages p JOIN knowledge_documents d ON d.id = p.document_id";

    public const string Search =
        Found + " WHERE p.words @@ $1::text::tsquery ORDER BY ts_rank(p.words, $1::text::tsquery) DESC, p.document_id, p.number LIMIT $2";

    public const string Read =
        Found + " JOIN unnest($1::uuid[], $2::int[]) AS n(document_id, number) ON p.document_id = n.document_id AND p.number = n.number";

    public const string Vectors = "SELECT document_id, number, embedding FROM knowledge_passages WHERE embedded_by = $1 AND embedding IS NOT NULL";
}
