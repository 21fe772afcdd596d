import { until } from './stage.mjs';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

/**
 * Whether everybody can use a screen, in both themes and at both widths; the page has axe.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {string[]} found
 */
export async function look(page, name, found) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const viewport of [desk, phone]) {
      // A menu closes when the window changes, so it is looked at in one size.
      if (await page.getByRole('menu').count() > 0 && viewport === phone) { continue; }
      if (await page.getByRole('menu').count() === 0) { await page.setViewportSize(viewport); }
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await until(() => page.evaluate(() => document.getAnimations().every(one => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity)), 'nothing moves');
      const violations = await page.evaluate(async runOnly => {
        const { axe } = /** @type {any} */ (globalThis);
        const result = await axe.run(document, { runOnly, resultTypes: ['violations'] });
        return result.violations.map((/** @type {any} */ one) => `${one.id}: ${one.help} ${one.nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.target.join(' ')} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`).join(' | ')}`);
      }, rules);
      found.push(...violations.map((/** @type {string} */ one) => `${name}, ${colorScheme}, ${viewport.width}: ${one}`));
    }
  }
  await page.setViewportSize(desk);
}
