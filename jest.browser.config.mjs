import base from "./jest.config.mjs";

/** Suites that open pages in a real Chromium; each says why when it cannot. */
export default {
  ...base,
  testMatch: ["<rootDir>/__tests__/browser/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 120_000,
};
