import { signal } from '@preact/signals';

interface InstallOffer extends Event { prompt(): Promise<void> }

/** The browser's offer to install the app, kept until somebody asks for it in the settings. */
export const installing = signal<InstallOffer | null>(null);

export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', event => {
    event.preventDefault();
    installing.value = event as InstallOffer;
  });
}
