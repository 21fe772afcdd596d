import pg from 'pg';

// The usual way: a pool, and one INSERT a message. Where the database is, PGHOST and its kin say.
const pool = new pg.Pool({ max: 16 });

await pool.query(`
  CREATE TABLE IF NOT EXISTS messages (
    id bigserial PRIMARY KEY,
    room text NOT NULL,
    sender text NOT NULL,
    text text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now())`);
await pool.query('CREATE INDEX IF NOT EXISTS messages_room ON messages (room, id)');

export async function insert(room, sender, text) {
  const { rows } = await pool.query(
    'INSERT INTO messages (room, sender, text) VALUES ($1, $2, $3) RETURNING id, created_at', [room, sender, text]);
  return { id: rows[0].id, room, sender, text, createdAt: rows[0].created_at };
}

// So that memory can be read after the garbage is gone (with --expose-gc).
process.on('SIGUSR2', () => globalThis.gc?.());
process.on('SIGTERM', () => process.exit(0));

export function ready(server) {
  server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () =>
    console.log(`ready at http://127.0.0.1:${server.address().port}`));
}
