import type { Emotion } from '../session/contract';

/** In the order in which they are offered. */
export const moods = {
  happy: '😊', neutral: '😐', surprised: '😮', sad: '😢', angry: '😠', fearful: '😨', disgusted: '🤢', contempt: '😒',
} as const satisfies Record<Emotion, string>;

export const allMoods = Object.keys(moods) as Emotion[];

export function isMood(word: string | null | undefined): word is Emotion { return !!word && Object.hasOwn(moods, word); }
