// Runs a TypeScript entry of this repository from its current sources: one esbuild pass over our own files, packages
// left outside, evaluated in this process. docs/decisions/0002-running-typescript.md has the measurements behind it.
import fs from "node:fs";
import Module, { createRequire, SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A broken environment file is the trouble of whoever selects that environment, not of all the others. */
const environmentsLoadLazily = {
  name: "environments-load-lazily",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]environments[\\/][^\\/]+\.ts$/ }, async ({ path: file }) => {
      const contents = await fs.promises.readFile(file, "utf8");
      try {
        await transform(contents, { loader: "ts" });
        return { contents, loader: "ts" };
      } catch (error) {
        return { contents: `throw new SyntaxError(${JSON.stringify(describe(error, file))})`, loader: "js" };
      }
    });
  },
};

function describe({ errors }, file) {
  return errors
    .map(({ text, location }) => `${file ? path.relative(root, file) : location?.file}:${location?.line}: ${text}`)
    .join("\n");
}

async function compile(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    sourcemap: "external",
    outdir: "out",
    sourcesContent: false,
    logLevel: "silent",
    plugins: [environmentsLoadLazily],
  });
  const ending = (suffix) => outputFiles.find((file) => file.path.endsWith(suffix)).text;
  return { code: ending(".js"), map: ending(".js.map") };
}

function evaluate({ code, map }, filename) {
  process.once("uncaughtException", (error) => crash(error, map, filename));
  const entryModule = new Module(filename);
  entryModule.filename = filename;
  entryModule.paths = createRequire(filename).resolve.paths("x") ?? [];
  process.mainModule = entryModule;
  entryModule._compile(code, filename);
}

/**
 * Node would map every stack trace that anybody looks at, and cdktf looks at one for each token: half a second for the
 * demo. So only the one that ends the process is mapped.
 */
function crash(error, map, filename) {
  const sources = new SourceMap(JSON.parse(map));
  const original = (whole, line, column) => {
    const { originalSource, originalLine } = sources.findEntry(Number(line) - 1, Number(column) - 1);
    return originalSource ? `${originalSource.replace(/^(\.\.\/)+/, "")}:${originalLine + 1}` : whole;
  };
  const stack = String(error?.stack ?? error).replace(/([^\s()]+):(\d+):(\d+)/g, (whole, file, line, column) =>
    file.endsWith(filename) ? original(whole, line, column) : whole,
  );
  process.stderr.write(`${stack}\n`);
  process.exit(1);
}

/** Runs `entry`, a path below the repository's root, with these arguments. */
export async function runEntry(entry, args) {
  const filename = path.resolve(root, entry);
  process.argv = [process.argv[0], filename, ...args];
  try {
    evaluate(await compile(entry), filename);
  } catch (error) {
    if (!Array.isArray(error?.errors)) throw error;
    process.stderr.write(`The sources do not compile:\n${describe(error)}\n`);
    process.exitCode = 1;
  }
}
