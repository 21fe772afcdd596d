import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { client } from '../session/client';
import type { Consent } from '../session/contract';
import { myId } from '../session/phase';

/** What the user allowed, once the server was asked. */
const known = signal<{ userId: string; consent: Consent } | null>(null);

export const consent = () => known.value?.userId === myId.value ? known.value.consent : null;

/** Asks when a screen that shows it opens; `failed` hears why that went wrong. */
export function useConsent(failed: (failure: unknown) => void): Consent | null {
  useEffect(() => { changeConsent({}).catch(failed); }, []);
  return consent();
}

/** What is absent stays as it is. */
export async function changeConsent(change: Partial<Consent>): Promise<void> {
  const userId = myId.peek();
  known.value = { userId, consent: await client.hub.setConsent(change) };
}
