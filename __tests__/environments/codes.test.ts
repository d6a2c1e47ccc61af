import fs from "node:fs";
import path from "node:path";

const root = path.join(__dirname, "..", "..");

function textsBelow(folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    return entry.isFile() && file.endsWith(".ts") ? [fs.readFileSync(file, "utf8")] : [];
  });
}

const codes = textsBelow("environments").flatMap((text) =>
  [...text.matchAll(/"(ENV_[A-Z_]+)"/g)].map(([, code]) => code),
);

it("gives every rule a code of its own", () => {
  expect(codes.length).toBeGreaterThan(80);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

it("shows every code in a test", () => {
  const tests = textsBelow("__tests__/environments").join("\n");
  expect(codes.filter((code) => !tests.includes(`[${code}]`))).toEqual([]);
});
