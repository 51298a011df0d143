// @ts-check
/**
 * Draws the toolbar icons: `node tests/js/tools/icons.mjs` writes extension/icons/*.png.
 * A speech bubble whose line of text is underlined; the states differ in shape, not only in colour.
 * Rendered by Chromium, because the repository keeps the drawing and not a drawing program's file.
 */

import { writeFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";

const SIZES = [16, 32, 48, 128];
const BUBBLE = "M5 3 H27 a3 3 0 0 1 3 3 V20 a3 3 0 0 1 -3 3 H15 L8 30 V23 H5 a3 3 0 0 1 -3 -3 V6 a3 3 0 0 1 3 -3 Z";
const WORDS = "M8 10.5 H24";
const WAVE = "M7.5 17 q2 -3.6 4 0 t4 0 t4 0 t4 0";

const line = (/** @type {string} */ path, /** @type {string} */ colour, width = 3) =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;
const bubble = (/** @type {string} */ fill, /** @type {string} */ edge = fill) =>
  `<path d="${BUBBLE}" fill="${fill}" stroke="${edge}" stroke-width="2" stroke-linejoin="round"/>`;

const ICONS = {
  ready: bubble("#1d3f72") + line(WORDS, "#ffffff") + line(WAVE, "#ffb454"),
  off: bubble("#8a919a") + line(WORDS, "#ffffff") + line("M8 17 H18", "#ffffff"),
  unpaired: bubble("#ffffff", "#6a727c") + line(WORDS, "#6a727c") + line("M9 17 h0.1 M16 17 h0.1 M23 17 h0.1", "#6a727c", 3.6),
  offline: bubble("#6a727c") + line(WORDS, "#ffffff") + line("M4 29 L28 3", "#ffffff", 6) + line("M4 29 L28 3", "#c4262e"),
};

const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", headless: true, args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [name, drawing] of Object.entries(ICONS)) {
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 32 32" style="display:block">${drawing}</svg>`,
    );
    const png = await page.screenshot({ omitBackground: true, type: "png" });
    await writeFile(new URL(`../../../extension/icons/${name}-${size}.png`, import.meta.url), png);
  }
}
await browser.close();
