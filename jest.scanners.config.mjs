import base from "./jest.config.mjs";

/** Scanners of other makers over the synthesized stacks; each suite installs its own, or says why it can't. */
export default {
  ...base,
  testMatch: ["<rootDir>/__tests__/scanners/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 300_000,
};
