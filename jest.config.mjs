/**
 * Packages that Node loads once for all suites of a worker; every other file, ours above all, is each suite's own.
 * docs/decisions/0011-tests-share-packages.md
 */
const shared = "/node_modules/(?:cdktf|constructs|@cdktf|zod|esbuild|@cloud-copilot|@marcbachmann|puppeteer-core)/";

/** Tests that need neither a network nor Terraform. */
export default {
  testEnvironment: "<rootDir>/__tests__/runner/one-context.ts",
  // Jest would leave a core idle; on a machine with two that is half of it.
  maxWorkers: "100%",
  transform: {
    [`${shared}.+\\.c?js$`]: "<rootDir>/__tests__/runner/load-by-node.mjs",
    "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }],
  },
  transformIgnorePatterns: [`^(?!.*${shared}).*/node_modules/`],
  // As the app itself does: most of the time of a suite would go into stack traces of tokens and the search for them.
  setupFiles: ["no-token-traces", "resolve-tokens-only"].map((name) => `<rootDir>/constructs/stack/${name}.ts`),
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  // A busy machine is no failure.
  testTimeout: 60_000,
  testPathIgnorePatterns: [
    "/node_modules/",
    ...["terraform", "scanners", "cluster", "charts", "browser"].map((name) => `<rootDir>/__tests__/${name}/`),
  ],
  reporters: ["default", "<rootDir>/__tests__/runner/counts-reporter.cjs"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
};
