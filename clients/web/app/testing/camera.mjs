import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A camera for browsers, out of pictures: `kit.jpg` is shown while nothing else is asked for, `kit-turnLeft-0.jpg` and the next ones while
 * the page tells the person to turn. Who stands before it, `stand` says.
 * @param {string} folder
 */
export function cameraScript(folder) {
  const pictures = Object.fromEntries(readdirSync(folder).map(name => [name.replace('.jpg', ''), readFileSync(join(folder, name), 'base64')]));
  return `(${camera.toString()})(${JSON.stringify(pictures)})`;
}

/**
 * @param {import('./person.mjs').Person} person
 * @param {string} who `nobody` refuses the camera.
 */
export async function stand(person, who) {
  await person.page.evaluate(name => { sessionStorage.setItem('before the camera', name); }, who);
}

/**
 * Everything that the person before the camera was told to do.
 * @param {import('./person.mjs').Person} person
 */
export function told(person) { return person.page.evaluate(() => sessionStorage.getItem('told') ?? ''); }

/** @param {Record<string, string>} pictures */
function camera(pictures) {
  const [width, height, every] = [640, 480, 80];

  /** @param {string} name @returns {Promise<ImageBitmap>} */
  const decoded = name => createImageBitmap(new Blob([Uint8Array.from(atob(pictures[name] ?? ''), letter => letter.charCodeAt(0))]));

  // No camera gives the same picture twice.
  const grain = () => {
    const noise = new ImageData(128, 128);
    for (let at = 0; at < noise.data.length; at += 4) {
      noise.data.fill(Math.random() * 255, at, at + 3);
      noise.data[at + 3] = 14;
    }
    return createImageBitmap(noise);
  };

  MediaDevices.prototype.getUserMedia = async wanted => {
    const before = () => sessionStorage.getItem('before the camera') ?? 'kit';
    if (!wanted?.video || before() === 'nobody') { throw new DOMException('Nobody may look.', 'NotAllowedError'); }
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const paper = canvas.getContext('2d');
    const film = Object.fromEntries(await Promise.all(Object.keys(pictures).map(async name => [name, await decoded(name)])));
    const grains = await Promise.all([grain(), grain(), grain()]);
    let [told, since] = ['', 0];
    const draw = () => {
      const challenge = document.querySelector('.camera')?.getAttribute('data-challenge') ?? '';
      if (challenge !== told) {
        [told, since] = [challenge, 0];
        sessionStorage.setItem('told', `${sessionStorage.getItem('told') ?? ''} ${challenge}`);
      }
      const turned = `${before()}-${told}-${Math.min(3, Math.floor(since++ / 12))}`;
      const shown = film[turned] ?? film[before()];
      if (!paper || !shown) { return; }
      const scale = Math.min(width / shown.width, height / shown.height);
      paper.fillStyle = '#5a5a5a';
      paper.fillRect(0, 0, width, height);
      paper.drawImage(shown, (width - shown.width * scale) / 2, (height - shown.height * scale) / 2, shown.width * scale, shown.height * scale);
      const noise = grains[Math.floor(Math.random() * grains.length)];
      const [left, top] = [Math.random() * -128, Math.random() * -128];
      for (let x = left; noise && x < width; x += 128) { for (let y = top; y < height; y += 128) { paper.drawImage(noise, x, y); } }
    };
    draw();
    const stream = canvas.captureStream(15);
    const timer = setInterval(() => { if (stream.active) { draw(); } else { clearInterval(timer); } }, every);
    return stream;
  };
}
