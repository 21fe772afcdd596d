/** The server as its REST face shows it: what is true, whatever a browser shows. */
export class Server {
  /** @param {string} address */
  constructor(address) { this.address = address; }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {string} [token]
   * @returns {Promise<any>}
   */
  async ask(method, path, body, token) {
    const headers = { ...(body && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(new URL(path, this.address), { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    if (!answer.ok) { throw new Error(`${method} ${path}: ${answer.status} ${text}`); }
    return text ? JSON.parse(text) : undefined;
  }

  /**
   * Signs in beside the browser.
   * @param {import('./person.mjs').Person} person
   * @returns {Promise<string>}
   */
  async tokenOf({ username, password }) {
    return (await this.ask('POST', '/api/auth/login', { username, password })).accessToken;
  }

  /**
   * Every message of a conversation, in order.
   * @param {string} token
   * @param {string} conversationId
   * @returns {Promise<{ id: string, seq: number, senderId: string, content: string, type: string, attachments: { name: string }[] }[]>}
   */
  async history(token, conversationId) {
    const all = [];
    for (;;) {
      const { messages, hasMore } = await this.ask('GET', `/api/conversations/${conversationId}/messages?after=${all.at(-1)?.seq ?? 0}&limit=100`, undefined, token);
      all.push(...messages);
      if (!hasMore) { return all; }
    }
  }

  /**
   * @param {string} token
   * @param {string} conversationId
   * @param {string} content
   */
  async send(token, conversationId, content) {
    return await this.ask('POST', `/api/conversations/${conversationId}/messages`, { conversationId, clientMessageId: crypto.randomUUID(), content }, token);
  }
}
