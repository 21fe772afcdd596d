/** What connections are opened to while a fake runs. Imports nothing of the library, which waits for the mock that this is part of. */
export const running: { connect?: (accessToken: string, hear: never) => Promise<unknown> } = {};

/** What stands in for `connecting/chatConnection.ts`. */
export const mockedConnections = () => ({ connectionsTo: () => (token: string, hear: never) => running.connect?.(token, hear) });
