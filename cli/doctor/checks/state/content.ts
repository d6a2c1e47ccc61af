import { type Line, ok, problem } from "../../check";

/** The format of state that Terraform has written since 0.12. */
const stateFormat = 4;

/** What a state's text says of it. `where`: for people. */
export function contentLine(stack: string, where: string, text: string): Line {
  const broken = (why: string) =>
    problem(`the state of ${stack}, ${where}, ${why}`, `restore the last good one of ${where}`);
  try {
    const { version, serial, resources } = JSON.parse(text) as Record<string, unknown>;
    if (version !== stateFormat || !Array.isArray(resources)) return broken("is no state of Terraform");
    return ok(`${where}, serial ${serial}, ${resources.length} things`);
  } catch {
    return broken("is no JSON");
  }
}
