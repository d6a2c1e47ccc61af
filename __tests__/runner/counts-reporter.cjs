// A Jest reporter, which Jest loads as it is: what the proofs counted, in one piece, before Jest's own summary.
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** As `__tests__/proofs/support/printed.ts` notes them: a proof such as `states, demo`, how much, and of what. */
const each = (counts) =>
  counts.map(({ proof, count, what, details }) =>
    [`${proof}: ${count} ${what}`, ...details].map((line) => `${line}\n`).join(""),
  );

/** One line for all: a proof's counts added up over its environments and tests. */
function together(counts) {
  const sums = new Map();
  for (const { proof, count } of counts) {
    const [name] = proof.split(",");
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  const list = [...sums].map(([name, count]) => `${name} ${count.toLocaleString("en")}`).join(", ");
  return [`Proved: ${list} (npm run test:proofs says of what)\n`];
}

/** `all`: whether every count is told, or their sums. Nothing where nothing was counted. */
function told(counts, all) {
  if (counts.length === 0) return "";
  const byProof = [...counts].sort((a, b) => (a.proof < b.proof ? -1 : Number(a.proof > b.proof)));
  return ["\n", ...(all ? each(byProof) : together(byProof)), "\n"].join("");
}

const isProof = ({ testFilePath }) => testFilePath.includes(`${path.sep}proofs${path.sep}`);

module.exports = class CountsReporter {
  static told = told;
  #file = path.join(os.tmpdir(), `strata-counts-${process.pid}`);

  /** Before the first worker, which inherits it. */
  onRunStart() {
    fs.rmSync(this.#file, { force: true });
    process.env.STRATA_COUNTS_FILE = this.#file;
  }

  onRunComplete(_, { testResults }) {
    if (!fs.existsSync(this.#file)) return;
    const lines = fs.readFileSync(this.#file, "utf8").trim().split("\n");
    fs.rmSync(this.#file);
    process.stdout.write(
      told(
        lines.map((line) => JSON.parse(line)),
        testResults.every(isProof),
      ),
    );
  }
};
