import fs from "node:fs";
import path from "node:path";
import { pages, root } from "./commands/pages";

/** A link of a page: where it leads, as it is written. */
interface Link {
  readonly page: string;
  readonly target: string;
}

const withoutCode = (text: string) => text.replace(/^ *```[\s\S]*?^ *```/gm, "").replace(/`[^`]*`/g, "");

/** Those in the text, and those that stand by themselves under a number or a name. */
const written = /\]\(([^)\s]+)\)|^\[[^\]]+\]: +(\S+)$/gm;

const links: readonly Link[] = [...pages].flatMap(([page, text]) =>
  [...withoutCode(text).matchAll(written)].map(([, inText, below = ""]) => ({ page, target: inText ?? below })),
);
const outward = ({ target }: Link) => /^[a-z]+:/.test(target);

/** Anchors of a page's headings, as GitHub makes them: repeated ones are numbered. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = [...text.replace(/^ *```[\s\S]*?^ *```/gm, "").matchAll(/^#+ +(.+?) *$/gm)];
  return new Set(
    headings.map(([, heading = ""]) => {
      const anchor = heading
        .toLowerCase()
        .replace(/\]\([^)]*\)/g, "]")
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/ /g, "-");
      const before = seen.get(anchor) ?? 0;
      seen.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${before}`;
    }),
  );
}

/** What is wrong with a link within the repository. */
function wrongWith({ page, target }: Link): string | undefined {
  const [file = "", anchor] = target.split("#");
  const place = file === "" ? page : path.join(path.dirname(page), file);
  if (!fs.existsSync(path.join(root, place))) return `${page}: there is no ${target}`;
  const text = pages.get(place);
  if (anchor === undefined || (text !== undefined && anchorsOf(text).has(anchor))) return undefined;
  return `${page}: ${place} has no heading #${anchor}`;
}

it("finds many links, within the repository and out of it", () => {
  expect(links.filter((link) => !outward(link)).length).toBeGreaterThan(100);
});

it("links within the repository lead to files and headings that there are", () => {
  expect(links.filter((link) => !outward(link)).flatMap((link) => wrongWith(link) ?? [])).toEqual([]);
});

it("links out of the repository are addresses over https", () => {
  const wrong = links.filter(outward).filter(({ target }) => !URL.canParse(target) || !target.startsWith("https://"));
  expect(wrong).toEqual([]);
});

it("would see a missing file, a missing heading and one that is there", () => {
  const from = (target: string) => wrongWith({ page: "docs/README.md", target });
  expect(from("nowhere.md")).toBe("docs/README.md: there is no nowhere.md");
  expect(from("reference/commands.md#nothing")).toBe(
    "docs/README.md: docs/reference/commands.md has no heading #nothing",
  );
  expect(from("reference/commands.md#npx-platform-guard-rules")).toBeUndefined();
});

it("pages of docs/ and of stacks that sources name are there, with their headings", () => {
  const named = ["cli", "constructs", "environments", "stacks", ".github"].flatMap(namedBelow);
  expect(named.length).toBeGreaterThan(20);
  expect(named.flatMap((link) => wrongWith(link) ?? [])).toEqual([]);
});

/** Names of pages in folders of ours, and of the three pages beside them: sources name other projects' pages, too. */
const ourPage =
  /(?<![\w/.])(docs\/(?:(?:apps|decisions|explanation|operations|playbooks|reference|security|tutorial)\/(?:[\w-]+\/)*[\w-]+|charts|data|policies|report)\.md(?:#[\w-]+)?)/g;

/** Pages that the sources of a folder name, in messages and comments. */
function namedBelow(folder: string): readonly Link[] {
  const files = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.(?:ts|mjs|yml)$/.test(file))
    .flatMap((file) => {
      const text = fs.readFileSync(path.join(root, folder, file), "utf8");
      const found = [...text.matchAll(ourPage)];
      // As if they stood on a page beside README.md.
      return found.map(([, target = ""]) => ({ page: "README.md", target }));
    });
}

it("every page of docs/ is reached from docs/README.md", () => {
  const reached = new Set<string>(["docs/README.md"]);
  for (const page of reached) {
    for (const link of links.filter((one) => one.page === page && !outward(one))) {
      for (const target of pagesAt(path.join(path.dirname(page), link.target.split("#")[0] ?? ""))) reached.add(target);
    }
  }
  const ours = [...pages.keys()].filter((page) => page.startsWith("docs/"));
  expect(ours.filter((page) => !reached.has(page))).toEqual([]);
});

/** A page, or those of a folder, which GitHub lists where no README.md leads through it. */
function pagesAt(target: string): readonly string[] {
  if (pages.has(target)) return [target];
  const [folder] = target.split(/\/$/);
  const own = [...pages.keys()].filter((page) => path.dirname(page) === folder);
  return own.includes(`${folder}/README.md`) ? [`${folder}/README.md`] : own;
}
