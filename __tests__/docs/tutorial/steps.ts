/** What the reader does, in the order of the page. */
export type Step =
  | { readonly kind: "run"; readonly commands: readonly Line[]; readonly shows?: string }
  | { readonly kind: "write"; readonly file: string; readonly text: string }
  | { readonly kind: "edit"; readonly file: string; readonly from: string; readonly to: string };

export interface Line {
  readonly command: string;
  /** As a comment behind the command says it. @default 0 */
  readonly exitCode: number;
}

const fence = /^```(\w+)\n([\s\S]*?)^```$/gm;

/** Blocks as steps: `sh` is run, `ts` is a file, `diff` an edit of one, and `text` what the commands before it print. */
export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = [];
  for (const [, language, block = ""] of page.matchAll(fence)) {
    const last = steps.at(-1);
    if (language === "text") {
      if (last?.kind !== "run" || last.shows !== undefined) throw new Error(`output without a command:\n${block}`);
      steps[steps.length - 1] = { ...last, shows: block };
    } else steps.push(stepOf(language, block));
  }
  return steps;
}

function stepOf(language: string | undefined, block: string): Step {
  if (language === "sh") return { kind: "run", commands: block.trimEnd().split("\n").map(lineOf) };
  const [first = "", ...others] = block.trimEnd().split("\n");
  if (language === "ts") return { kind: "write", file: first.replace("// ", ""), text: block };
  if (language !== "diff") throw new Error(`a block of ${language} is no step`);
  const side = (sign: string) =>
    others
      .filter((line) => [" ", sign].includes(line.charAt(0)))
      .map((line) => line.slice(1))
      .join("\n");
  return { kind: "edit", file: first.replace("--- ", ""), from: side("-"), to: side("+") };
}

function lineOf(line: string): Line {
  const [, command = "", code = "0"] = /^(.*?)(?:\s+#.*?exit code (\d).*|\s+#.*)?$/.exec(line) ?? [];
  return { command, exitCode: Number(code) };
}
