import base from "./jest.config.mjs";

/** The real charts, rendered by the real Helm; skipped, with the reason, where either can't be had. */
export default {
  ...base,
  testMatch: ["<rootDir>/__tests__/charts/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 300_000,
};
