import { environmentNames } from "../../environments/load";
import { type Command, CommandError } from "../command";
import { type EnvironmentWaiver, expired, waiversOfEnvironment } from "../guard/waivers";

const help = `Looks for waivers that are past their day, in all environments or in the one that ENVIRONMENT names. Synthesis can't: it
reads no clock, so that the same sources give the same output on every day.

Usage: npx platform guard waivers [--on <day>]

  --on <day>   the day to look from, such as 2027-03-31; default today

Exit code: 0 all count, 2 some do no more, 1 error.

Example: npx platform guard waivers --on 2027-03-31
`;

export const guardWaivers: Command = {
  name: "guard waivers",
  summary: "finds waivers that are past their day",
  help,
  options: { on: { type: "string" } },
  run({ values }, { ENVIRONMENT }) {
    const day = dayOf(values.on);
    const names = ENVIRONMENT === undefined ? environmentNames() : [ENVIRONMENT];
    const waivers = names.flatMap(waiversOfEnvironment);
    const late = expired(waivers, day);
    if (late.length > 0) return { output: `${late.join("\n")}\n`, exitCode: 2 };
    return { output: `${counted(waivers, names)}; none is past its day.\n` };
  },
};

function dayOf(given: unknown): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  const text = String(given);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new CommandError(
    `platform guard waivers: --on is ${text}, which is no day such as 2027-03-31; npx platform guard waivers --help shows its usage`,
  );
}

function counted(waivers: readonly EnvironmentWaiver[], names: readonly string[]): string {
  const many = waivers.length === 1 ? "1 waiver" : `${waivers.length} waivers`;
  return `${many} in ${names.join(", ")}`;
}
