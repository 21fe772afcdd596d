import { computed } from '@preact/signals';
import { language } from './index';

/** What messages and the rail say of moods; the first load brings these and no more. */
const en = {
  mood: 'Mood',
  moodNow: (mood: string) => `Mood: ${mood}`,
  wroteAs: (mood: string) => `Mood while writing: ${mood}`,
  names: {
    neutral: 'Calm', happy: 'Happy', sad: 'Sad', angry: 'Angry', surprised: 'Surprised', fearful: 'Afraid', disgusted: 'Disgusted', contempt: 'Scornful',
  },
};

const vi: typeof en = {
  mood: 'Tâm trạng',
  moodNow: mood => `Tâm trạng: ${mood}`,
  wroteAs: mood => `Tâm trạng khi viết: ${mood}`,
  names: {
    neutral: 'Bình thường', happy: 'Vui', sad: 'Buồn', angry: 'Giận', surprised: 'Ngạc nhiên', fearful: 'Lo sợ', disgusted: 'Khó chịu', contempt: 'Coi thường',
  },
};

const words = computed(() => language.value === 'vi' ? vi : en);

export function moodWords(): typeof en { return words.value; }
