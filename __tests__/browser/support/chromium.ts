import fs from "node:fs";
import path from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { describeUnless } from "../../terraform/support/availability";

/** Where Chromium, or a browser made of it, is usually found beside the PATH. */
const usual = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const places = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const named = process.env.PUPPETEER_EXECUTABLE_PATH;
  return [...(named ? [named] : []), ...places, ...usual].find((place) => fs.existsSync(place));
}

/** A suite that opens pages; skipped, with the reason, where there is no Chromium. */
export function describeWithChromium(name: string, suite: (browser: () => Browser) => void): void {
  const executablePath = installed();
  const reason = executablePath ? undefined : "no Chromium: install one, such as Debian's package chromium";
  describeUnless(reason, name, () => {
    let browser: Browser;
    beforeAll(async () => {
      // Its sandbox does not work as root, which containers of CI run as.
      const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      browser = await puppeteer.launch({ executablePath: executablePath ?? "", args });
    });
    afterAll(() => browser?.close());
    suite(() => browser);
  });
}

/** A page, and what it complains of or asks others for. */
export interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Opens a file as a reader would. `width`: of the window, in pixels. */
export async function openFile(
  browser: Browser,
  file: string,
  { width = 1280, scheme = "light", hash = "" }: { width?: number; scheme?: "light" | "dark"; hash?: string } = {},
): Promise<Opened> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`file://${file}`) && !url.startsWith("data:")) complaints.push(`asks for ${url}`);
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(`file://${file}${hash}`, { waitUntil: "load" });
  return { page, complaints };
}
