/** IndexedDB as promises. One database for each name; its stores are made here. */
export interface Database {
  get(store: StoreName, key: IDBValidKey): Promise<unknown>;
  all(store: StoreName): Promise<unknown[]>;
  /** All of it or nothing. */
  write(stores: readonly StoreName[], work: (store: (name: StoreName) => IDBObjectStore) => void): Promise<void>;
  close(): void;
}

export type StoreName = 'session' | 'outbox' | 'conversations' | 'about';

const version = 1;
const keys: Record<StoreName, string | null> = { session: null, outbox: 'clientMessageId', conversations: 'id', about: null };

/** Undefined where there is none, or none may be used: private windows of some browsers refuse it only when it is opened. */
export async function openDatabase(name: string): Promise<Database | undefined> {
  if (typeof indexedDB === 'undefined') { return undefined; }
  try { return over(await opened(name)); } catch { return undefined; }
}

function opened(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(keys)) { request.result.createObjectStore(store, keyPath === null ? {} : { keyPath }); }
  };
  return answered(request);
}

function over(database: IDBDatabase): Database {
  // A later version of this program in another tab may need the database to itself.
  database.onversionchange = () => database.close();
  return {
    get: async (store, key) => await answered(database.transaction(store).objectStore(store).get(key)),
    all: async (store) => await answered(database.transaction(store).objectStore(store).getAll()),
    async write(stores, work) {
      const transaction = database.transaction([...stores], 'readwrite');
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new DOMException('The storage gave up.', 'AbortError'));
      });
      try { work((name) => transaction.objectStore(name)); } catch (failure) {
        done.catch(() => undefined);
        transaction.abort();
        throw failure;
      }
      await done;
    },
    close: () => database.close(),
  };
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
