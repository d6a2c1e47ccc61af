import fs from "node:fs";
import path from "node:path";
import type { Page } from "puppeteer-core";
import { reportOf } from "../../cli/report/model/report";
import { page as pageOf } from "../../cli/report/page/page";
import { outputFrom, reportOn } from "../cli/report/support";
import { outputOf } from "../support/demo";
import { withApps } from "../support/many-apps";
import { scratchFolder } from "../terraform/support/scratch";
import { describeWithChromium, openFile } from "./support/chromium";
import { poorContrasts } from "./support/contrast";

/** Where pictures of the page are left, to be looked at: git knows nothing of that folder. */
const pictures = path.join(__dirname, "..", "..", "coverage", "report");

const textOf = (page: Page, selector: string) => page.$eval(selector, ({ textContent }) => (textContent ?? "").trim());
const count = (page: Page, selector: string) => page.$$eval(selector, ({ length }) => length);
const isOpen = (page: Page) => page.$eval("dialog", (dialog) => dialog.hasAttribute("open"));
const hash = (page: Page) => page.evaluate("location.hash");

describeWithChromium("the report in Chromium", (browser) => {
  const folder = scratchFolder("report");
  const file = path.join(folder, "demo.html");

  beforeAll(async () => {
    fs.mkdirSync(folder, { recursive: true });
    fs.mkdirSync(pictures, { recursive: true });
    fs.writeFileSync(file, await pageOf(reportOn("demo")));
  });

  it.each([
    [1280, "light"],
    [1280, "dark"],
    [390, "light"],
    [390, "dark"],
  ] as const)(
    "%d pixels wide and %s: no complaint, nothing beyond the page's width, texts with contrast",
    async (width, scheme) => {
      const { page, complaints } = await openFile(browser(), file, { width, scheme });
      await page.screenshot({ path: path.join(pictures, `${width}-${scheme}.png`), fullPage: true });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(await page.evaluate(poorContrasts)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it("has every section filled, with tables that say what they are and which cell heads what", async () => {
    const { page } = await openFile(browser(), file);
    const sections = await page.$$eval("main section", (all) =>
      all.map((one) => ({ id: one.id, words: (one.textContent ?? "").split(/\s+/).length })),
    );
    expect(sections.map(({ id }) => id)).toEqual([
      ...["glance", "stacks", "states", "permissions", "kubernetes", "network", "resources", "guardrails", "policies"],
      "comparison",
    ]);
    expect(sections.filter(({ words }) => words < 20)).toEqual([]);
    for (const name of ["permissions", "kubernetes", "resources", "sizes"]) {
      expect([name, (await count(page, `[data-table="${name}"] tbody tr`)) > 10]).toEqual([name, true]);
    }
    expect([await count(page, "#stacks svg .node"), await count(page, "#stacks svg .edge")]).toEqual([6, 10]);
    expect(await count(page, "#network svg .subnet")).toBe(12);
    expect(await count(page, "table:not(:has(> caption)), thead th:not([scope]), tbody th:not([scope])")).toBe(0);
    await page.close();
  });

  it("names the tables of the network, which stand one below the other", async () => {
    const { page } = await openFile(browser(), file);
    const seen = await page.$$eval("#network caption", (all) =>
      all
        .filter((one) => one.clientHeight > 10 && getComputedStyle(one).clipPath === "none")
        .map((one) => one.textContent),
    );
    expect(seen).toEqual(
      expect.arrayContaining([
        "Subnets and their routes",
        "VPC endpoints: AWS without the internet",
        "Security group rules",
      ]),
    );
    await page.close();
  });

  it("searches resources, and says so where nothing matches", async () => {
    const { page } = await openFile(browser(), file);
    const table = '[data-table="resources"]';
    await page.type(`${table} input`, "KMS alias");
    const found = await page.$$eval(`${table} tbody tr`, (rows) => rows.map((row) => row.textContent ?? ""));
    expect(found).toHaveLength(11);
    expect(found.filter((text) => !/aws_kms_alias/.test(text))).toEqual([]);
    expect(await textOf(page, `${table} output`)).toMatch(/^11 of \d+ resources$/);
    await page.select(`${table} select`, "apps");
    expect(await textOf(page, `${table} tbody`)).toBe("Nothing matches.");
    await page.close();
  });

  it.each([
    ["permissions", "eks:CreatePodIdentityAssociation", "apps-apply", "apps-plan"],
    ["permissions", "elasticache:CreateReplicationGroup", "app-services-apply", "apps-apply"],
    // By a policy of AWS that allows all but IAM.
    ["permissions", "elasticache:CreateReplicationGroup", "people-break-glass", "people-auditor"],
    ["permissions", "iam:CreateRole", "identity-apply", "people-break-glass"],
    [
      "permissions",
      "arn:aws:eks:eu-central-1:111122223333:podidentityassociation/strata-demo/a-1",
      "apps-apply",
      "identity-apply",
    ],
    ["resources", "eks:CreatePodIdentityAssociation", "aws_eks_pod_identity_association", "aws_kms_key"],
    ["resources", "arn:aws:kms", "aws_kms_key", "aws_vpc"],
  ])("finds in %s who can do %s: %s, not %s", async (name, words, found, other) => {
    const { page } = await openFile(browser(), file);
    await page.type(`[data-table="${name}"] input`, words);
    const text = await textOf(page, `[data-table="${name}"] tbody`);
    expect([text.includes(found), text.includes(other)]).toEqual([true, false]);
    await page.close();
  });

  it("tells reading of data and secrets from reading of settings, in the matrix and where it opens", async () => {
    const { page } = await openFile(browser(), file);
    const cells = await page.$$eval('[data-table="permissions"] td.data a', (all) =>
      all.map((one) => one.ariaLabel ?? ""),
    );
    expect(cells.filter((one) => /secretsmanager: reads data or secrets/.test(one))).not.toEqual([]);
    const besides = await page.$$eval('[data-table="permissions"] td.also-data a', (all) =>
      all.map((one) => one.ariaLabel ?? ""),
    );
    expect(besides.filter((one) => /sqs: changes, reads data or secrets/.test(one))).not.toEqual([]);
    await page.$eval('[data-table="permissions"] td.data a[href$="/secretsmanager"]', (one) =>
      (one as HTMLElement).click(),
    );
    await page.waitForSelector("dialog[open]");
    const marked = await page.$$eval("dialog td div:has(> .chip.data) code", (all) =>
      all.map((one) => one.textContent),
    );
    expect(marked).toContain("secretsmanager:GetSecretValue");
    expect(marked).not.toContain("secretsmanager:DescribeSecret");
    await page.close();
  });

  it("draws further rows as somebody scrolls", async () => {
    const { page } = await openFile(browser(), file, { hash: "#resources" });
    const rows = '[data-table="resources"] tbody tr';
    const before = await count(page, rows);
    await page.$eval('[data-table="resources"] .scroll', (frame) => frame.scrollTo(0, frame.scrollHeight));
    await page.waitForFunction(
      (selector, known) => document.querySelectorAll(selector).length > known,
      {},
      rows,
      before,
    );
    await page.close();
  });

  it("opens an arrow by click, and is back at it by Escape", async () => {
    const { page } = await openFile(browser(), file, { hash: "#stacks" });
    const arrow = '.edge[href="#contracts/app-services/apps"]';
    await page.$eval(arrow, (element) => (element as SVGAElement).focus());
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open]");
    expect(await textOf(page, "dialog h2")).toBe("app-services to apps");
    expect(await textOf(page, "dialog table")).toContain("database_endpoints");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog:not([open])");
    expect(await hash(page)).toBe("#stacks");
    expect(await page.$eval(arrow, (element) => element === document.activeElement)).toBe(true);
    await page.close();
  });

  it("opens a cell of either matrix, and a resource that asks for it", async () => {
    const { page, complaints } = await openFile(browser(), file);
    await page.click('[data-table="kubernetes"] a[href="#kubernetes/apps-apply/storefront"]');
    await page.waitForSelector("dialog[open]");
    expect(await textOf(page, "dialog")).toContain("Role strata:apply-apps");
    await page.click("dialog button");
    await page.click('[data-table="permissions"] a[href="#permissions/apps-apply/eks"]');
    await page.waitForSelector("dialog[open]");
    expect(await textOf(page, "dialog h2")).toBe("apps-apply: eks");
    await page.click("dialog li summary");
    await page.click('dialog li a[href^="#resources/apps/"]');
    await page.waitForFunction(() =>
      /^aws_eks_pod_identity_association\./.test(document.querySelector("dialog h2")?.textContent ?? ""),
    );
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("dialog h2")?.textContent === "apps-apply: eks");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("has the focus on the dialog's title, whatever was followed there", async () => {
    const { page } = await openFile(browser(), file);
    const focused = () => page.evaluate("document.activeElement.id");
    await page.click('[data-table="permissions"] a[href="#permissions/apps-apply/eks"]');
    await page.waitForSelector("dialog[open]");
    expect(await focused()).toBe("detail-title");
    await page.click('dialog a[href="#roles/apps-apply"]');
    await page.waitForFunction(() => document.querySelector("dialog h2")?.textContent === "apps-apply");
    expect(await focused()).toBe("detail-title");
    await page.close();
  });

  it.each([
    ["#permissions/apps-apply/eks", "#permissions/apps-apply/eks"],
    ["#contracts/app-services/apps", "#contracts/app-services/apps"],
    // The row is not drawn yet: its section it is.
    ["#resources/apps/kubernetes_deployment_v1.storefront_web_deployment", null],
  ])("leaves the focus by Escape where %s is opened from", async (address, focused) => {
    const { page } = await openFile(browser(), file, { hash: address });
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await page.waitForFunction("!location.hash.includes('/')");
    const active = await page.evaluate(
      "[document.activeElement.getAttribute('href'), document.activeElement.tagName, location.hash]",
    );
    expect(active).toEqual([focused, focused ? expect.stringMatching(/^a$/i) : "H2", expect.any(String)]);
    await page.close();
  });

  it("stands at the dialog's own section after a reload", async () => {
    const { page } = await openFile(browser(), file);
    await page.evaluate("location.hash = '#resources/managed-infrastructure/aws_vpc.network_vpc'");
    await page.waitForSelector("dialog[open]");
    await page.reload({ waitUntil: "load" });
    await page.waitForFunction(
      () => Math.abs(document.querySelector("#resources")?.getBoundingClientRect().top ?? 999) < 40,
    );
    expect(await isOpen(page)).toBe(true);
    await page.close();
  });

  it("keeps the choice of colours over a reload, and does without where nothing can be kept", async () => {
    const { page, complaints } = await openFile(browser(), file);
    const look = () => page.$eval("html", (root) => [root.className, getComputedStyle(root).colorScheme]);
    await page.select("[data-theme]", "dark");
    await page.reload({ waitUntil: "load" });
    expect([await look(), await page.$eval("[data-theme]", (choice) => (choice as HTMLSelectElement).value)]).toEqual([
      ["dark", "dark"],
      "dark",
    ]);
    await page.evaluate("localStorage.clear()");
    await page.evaluateOnNewDocument(
      `Object.defineProperty(window, "localStorage", { get() { throw new Error("refused"); } })`,
    );
    await page.reload({ waitUntil: "load" });
    await page.select("[data-theme]", "light");
    expect(await look()).toEqual(["light", "light"]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("at 1280 pixels shows every column of the matrices", async () => {
    const { page } = await openFile(browser(), file);
    const wide = await page.$$eval(".scroll:has(> .matrix)", (frames) =>
      frames.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map((one) => one.ariaLabel),
    );
    expect(wide).toEqual([]);
    await page.close();
  });

  it("at 390 pixels has a shadow where more lies beyond an edge, until somebody is there", async () => {
    const { page } = await openFile(browser(), file, { width: 390 });
    const frame = '[data-table="permissions"] .scroll';
    const shadow = () => page.$eval(frame, (one) => getComputedStyle(one, "::after").opacity);
    await page.waitForSelector(`${frame}.more`);
    expect(await shadow()).toBe("1");
    await page.$eval(frame, (one) => one.scrollTo(one.scrollWidth, 0));
    await page.waitForSelector(`${frame}:not(.more)`);
    expect(await shadow()).toBe("0");
    await page.close();
  });

  it.each(["#permissions/apps-apply/eks", "#contracts/app-services/apps", "#kubernetes/apps-apply/storefront"])(
    "at 390 pixels shows all of %s, each cell under its column's name",
    async (address) => {
      const { page } = await openFile(browser(), file, { width: 390, hash: address });
      await page.screenshot({ path: path.join(pictures, `390${address.replaceAll(/[#/]/g, "-")}.png`) });
      expect(
        await page.$$eval("dialog .scroll", (all) => all.filter((one) => one.scrollWidth > one.clientWidth)),
      ).toEqual([]);
      const heads = await page.$$eval("dialog td", (cells) =>
        cells.map((one) => getComputedStyle(one, "::before").content),
      );
      expect(heads.length).toBeGreaterThan(3);
      expect(heads.filter((one) => !/^"[A-Z][A-Za-z ]+"$/.test(one))).toEqual([]);
      await page.close();
    },
  );

  it.each([
    ["#permissions/apps-apply/iam", "apps-apply: iam"],
    ["#roles/people-auditor", "people-auditor"],
    ["#resources/managed-infrastructure/aws_vpc.network_vpc", "aws_vpc.network_vpc"],
  ])("%s leads to %s", async (address, title) => {
    const { page } = await openFile(browser(), file, { hash: address });
    expect([await isOpen(page), await textOf(page, "dialog h2")]).toEqual([true, title]);
    await page.close();
  });

  it.each(["#permissions/nobody/eks", "#constructor/x", "#%E0%A4%A", "#resources/apps/x/y"])(
    "an address that leads nowhere opens nothing: %s",
    async (address) => {
      const { page, complaints } = await openFile(browser(), file, { hash: address });
      expect(await isOpen(page)).toBe(false);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it("prints without what only a screen needs", async () => {
    const { page } = await openFile(browser(), file);
    const pdf = await page.pdf({ path: path.join(pictures, "print.pdf"), format: "A4" });
    expect(pdf.length).toBeGreaterThan(50_000);
    await page.emulateMediaType("print");
    expect(await page.$eval("nav", (nav) => getComputedStyle(nav).display)).toBe("none");
    await page.close();
  });

  it("prints every row of every table, and what is folded, as it then is again", async () => {
    const { page } = await openFile(browser(), file);
    const folded = await count(page, "main details:not([open])");
    expect(folded).toBeGreaterThan(5);
    await page.evaluate(`addEventListener("afterprint", () => (globalThis.printed = true))`);
    await page.evaluate(
      `addEventListener("beforeprint", () => (globalThis.foldedOnPaper = document.querySelectorAll("main details:not([open])").length))`,
    );
    await page.pdf({ format: "A4" });
    await page.waitForFunction("globalThis.printed");
    for (const name of ["permissions", "kubernetes", "resources", "sizes"]) {
      const [shown, , all] = (await textOf(page, `[data-table="${name}"] output`)).split(" ");
      expect([name, shown, await count(page, `[data-table="${name}"] tbody tr`)]).toEqual([name, all, Number(all)]);
    }
    // As wide as A4 within usual margins: no row is cut off by its frame, no column by the edge of the paper.
    await page.setViewport({ width: 718, height: 900 });
    await page.emulateMediaType("print");
    const cut = await page.$$eval("main .scroll", (frames) =>
      frames
        .filter((one) => getComputedStyle(one).overflow !== "visible" || one.scrollWidth > 718)
        .map((one) => one.ariaLabel),
    );
    expect(cut).toEqual([]);
    expect([await page.evaluate("foldedOnPaper"), await count(page, "main details:not([open])")]).toEqual([0, folded]);
    await page.close();
  });

  it("of 500 apps is open in less than 2 seconds, and searches at once", async () => {
    const many = path.join(folder, "many.html");
    fs.writeFileSync(many, await pageOf(reportOf(outputFrom(outputOf(withApps(500))))));
    const { page, complaints } = await openFile(browser(), many);
    // Until everything is loaded and the first rows of all tables stand there, as the page itself has measured it.
    const opened = await page.evaluate("performance.getEntriesByType('navigation')[0].domComplete");
    expect(opened).toBeLessThan(2000);
    const table = '[data-table="resources"]';
    const took = await page.$eval(`${table} input`, (input) => {
      const start = performance.now();
      (input as HTMLInputElement).value = "app-499 deployment";
      input.dispatchEvent(new Event("input"));
      return performance.now() - start;
    });
    expect(took).toBeLessThan(500);
    expect(await textOf(page, `${table} tbody tr th`)).toContain("app-499");
    const whoCan = await page.$eval('[data-table="permissions"] input', (input) => {
      const start = performance.now();
      (input as HTMLInputElement).value = "rds-db:connect";
      input.dispatchEvent(new Event("input"));
      return performance.now() - start;
    });
    expect(whoCan).toBeLessThan(500);
    expect(await count(page, '[data-table="permissions"] tbody a')).toBeGreaterThan(60);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
