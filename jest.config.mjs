/** Tests that need neither a network nor Terraform. */
export default {
  testEnvironment: "node",
  // Jest would leave a core idle; on a machine with two that is half of it.
  maxWorkers: "100%",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  // As the app itself does: half of the time of a suite would go into stack traces of tokens.
  setupFiles: ["<rootDir>/constructs/stack/no-token-traces.ts"],
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: [
    "/node_modules/",
    "<rootDir>/__tests__/terraform/",
    "<rootDir>/__tests__/scanners/",
    "<rootDir>/__tests__/proofs/[a-z]+\\.test",
  ],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out"],
};
