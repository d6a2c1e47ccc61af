import type { DeployerAction } from "../../../constructs/stack/stack-id";
import type { SynthesizedPlatform } from "../../support/demo";
import type { Case } from "./cases";
import { type Verdict, verdictOn } from "./simulator";

export interface Answer {
  readonly one: Case;
  readonly verdict: Verdict;
}

/** Verdicts on calls, each asked for once: most resources of a stack describe themselves with the same call. */
export class Answers {
  private readonly known = new Map<string, Promise<Verdict>>();
  private readonly files = new Map<string, ReturnType<SynthesizedPlatform["file"]>>();

  constructor(private readonly platform: SynthesizedPlatform) {}

  /** Cases with another answer than these. */
  async other(
    action: DeployerAction,
    cases: readonly Case[],
    ...wanted: readonly Verdict[]
  ): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (const one of cases) answers.push({ one, verdict: await this.verdict(action, one) });
    return answers.filter(({ verdict }) => !wanted.includes(verdict));
  }

  private verdict(action: DeployerAction, { stack, call }: Case): Promise<Verdict> {
    const key = `${stack} ${action} ${JSON.stringify(call)}`;
    const known = this.known.get(key) ?? verdictOn(this.file(stack)[action], call);
    this.known.set(key, known);
    return known;
  }

  private file(stack: string): ReturnType<SynthesizedPlatform["file"]> {
    const known = this.files.get(stack) ?? this.platform.file(`permissions/${stack}.json`);
    this.files.set(stack, known);
    return known;
  }
}
