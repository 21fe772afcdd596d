import { ChatClient } from '@chat/client';

/** This page's device of whoever is signed in; other tabs have their own, and share the session, the outbox and what is kept. */
export const client = new ChatClient();
