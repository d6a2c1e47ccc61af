// Runs a TypeScript entry of this repository from its current sources: one esbuild pass over our own files, packages
// left outside, evaluated in this process. docs/decisions/0002-running-typescript.md has the measurements behind it.
import Module, { createRequire, SourceMap } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const isEnvironment = (file) => /^environments[\\/][^\\/]+\.ts$/.test(file) && path.basename(file) !== "load.ts";

/**
 * A broken environment file is the trouble of whoever selects that environment, not of all the others: it compiles to
 * the error that it has. `broken`: messages by file.
 */
const environmentsLoadLazily = (broken) => ({
  name: "environments-load-lazily",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]environments[\\/][^\\/]+\.ts$/ }, ({ path: file }) => {
      const message = broken.get(path.relative(root, file));
      return message && { contents: `throw new SyntaxError(${JSON.stringify(message)})`, loader: "js" };
    });
  },
});

function describe({ errors }) {
  return errors.map(({ text, location }) => `${location?.file}:${location?.line}: ${text}`).join("\n");
}

async function compile(entry) {
  try {
    return await bundle(entry, new Map());
  } catch (error) {
    const files = (error.errors ?? []).map(({ location }) => location?.file ?? "");
    if (files.length === 0 || !files.every(isEnvironment)) throw error;
    const messages = files.map((file) => error.errors.filter(({ location }) => location.file === file));
    return bundle(entry, new Map(files.map((file, index) => [file, describe({ errors: messages[index] })])));
  }
}

async function bundle(entry, broken) {
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
    plugins: [environmentsLoadLazily(broken)],
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
