interface ScriptPolicy { createScriptURL(address: string): string }
interface PolicyMaker { createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy }

/** The one script address this app ever makes out of a text. */
const worker = '/worker.js';

export function startOffline(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) { return; }
  addEventListener('load', () => {
    navigator.serviceWorker.register(trusted(worker)).catch(() => undefined);
  });
}

function trusted(address: string): string {
  const policies = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes;
  return policies?.createPolicy('chat', { createScriptURL: () => address }).createScriptURL(address) ?? address;
}
