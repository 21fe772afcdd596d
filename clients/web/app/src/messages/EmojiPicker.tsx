import { Menu, type MenuPlace } from '../design/Menu';
import { readSetting, writeSetting } from '../settings/kept';
import { words } from '../words';

const groups = [
  '😀 😃 😄 😁 😆 😅 😂 🤣 😊 😇 🙂 🙃 😉 😌 😍 🥰 😘 😋 😜 🤪 🤗 🤭 🤫 🤔 🫡 😐 😏 😒 🙄 😬 😔 😴 🤒 🤧 🥵 🥶 🤯 🥳 😎 🤓 😕 😟 😮 😳 🥺 😢 😭 😱 😤 😡',
  '👍 👎 👌 ✌️ 🤞 🤟 🤙 👈 👉 👆 👇 👋 🤚 ✋ 👏 🙌 🫶 🤝 🙏 💪 👀 🧠 🫂',
  '❤️ 🧡 💛 💚 💙 💜 🖤 🤍 💔 💯 ✨ 🔥 🎉 🎊 🎁 🏆 ⭐ 🌟 ⚡ ☀️ 🌙 🌈 ☔',
  '🍵 ☕ 🧋 🍜 🍚 🥢 🍲 🥖 🍎 🍊 🍌 🥭 🍉 🍓 🍰 🎂 🍻 🥂 🐶 🐱 🐭 🐰 🦊 🐼 🐯 🐮 🐷 🐸 🐵 🐔 🐧 🐉 🌸 🌻 🪷 🌿 🌴',
  '🚗 🛵 🚲 🚌 ✈️ 🏠 🏫 🏖️ ⚽ 🏸 🎮 🎵 🎤 📷 💻 📱 ⏰ 📅 📌 📎 ✏️ 📚 💡 🔑 🔒 ✅ ❌ ❗ ❓ 🚀',
].map(group => group.split(' '));

/** The everyday ones; a keyboard's own picker has the rest. */
export function EmojiPicker({ place, onPick, onClose }: { place: MenuPlace; onPick: (emoji: string) => void; onClose: () => void }) {
  const pick = (emoji: string) => {
    writeSetting('emoji', JSON.stringify([emoji, ...recent().filter(one => one !== emoji)].slice(0, 16)));
    onPick(emoji);
  };
  const last = recent();
  return (
    <Menu place={place} label={words().message.emojis} items={[]} onClose={onClose}>
      <div class="emoji-grid">
        {[...(last.length > 0 ? [last] : []), ...groups].map((group, at) => (
          <div key={at} role="group" class="emoji-group">
            {group.map(emoji => <button key={emoji} type="button" role="menuitem" tabIndex={-1} aria-label={emoji} onClick={() => pick(emoji)}>{emoji}</button>)}
          </div>
        ))}
      </div>
    </Menu>
  );
}

function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(readSetting('emoji') ?? '[]');
    return Array.isArray(kept) ? kept.filter(one => typeof one === 'string').slice(0, 16) : [];
  } catch {
    return [];
  }
}
