/** First segments of the app's addresses. The build tells them to the server, which answers them with the app. */
export const places = ['sign-in', 'register', 'c', 'new', 'search', 'settings', 'admin'] as const;

export type PlaceName = '' | (typeof places)[number];
