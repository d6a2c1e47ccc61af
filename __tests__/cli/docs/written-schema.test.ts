import ts from "typescript";
import { WrittenSchema } from "../../../cli/docs/environment/written-schema";

const source = `
/** The group. */
const group = (size) => base(size).extend({ /** Its side. */ side: z.string() }).optional();
const base = (size) => z.strictObject({ ...named, /** How many. */ count: size, shape });
const named = { /** What it is called. */ name: z.string() };
/** What it looks like. */
const shape = z.discriminatedUnion("kind", [
  /** Round. */
  z.strictObject({ kind: z.literal("round") }),
  z.strictObject({ kind: z.literal("flat"), /** How flat. */ height: z.number() }),
]);
/** A number of things. */
const things = z.number();
const computed = z.strictObject(Object.fromEntries([]));
function listed(item) {
  const all = z.array(item);
  return all.default([]);
}
const sections = { one: group(things), many: listed(group(things)), computed };
`;
const file = ts.createSourceFile("sections.ts", source, ts.ScriptTarget.ES2022, true);
const [last] = file.statements.filter(ts.isVariableStatement).slice(-1);
const literal = last?.declarationList.declarations[0]?.initializer;
const sections = new WrittenSchema(literal ?? ts.factory.createNull());

const one = sections.entry("one");
const said = (key: string) => one?.schema.field(key)?.comments.map(({ text }) => text);

it("takes the comment above the constant or function that a value comes from", () => {
  expect(one?.comments).toEqual([{ text: "The group." }]);
  expect(said("shape")).toEqual(["What it looks like."]);
});

it("finds fields that are written, spread, added, or given as an argument", () => {
  expect(said("name")).toEqual(["What it is called."]);
  expect(said("side")).toEqual(["Its side."]);
  // The comment above the key comes before that of what the caller gave.
  expect(said("count")).toEqual(["How many.", "A number of things."]);
  expect(said("nothing")).toBeUndefined();
});

it("knows the members of a union and what is above each", () => {
  const options = one?.schema.field("shape")?.schema.options ?? [];
  expect(options.map(({ ownComments }) => ownComments.map(({ text }) => text))).toEqual([["Round."], []]);
  expect(options[1]?.field("height")?.comments).toEqual([{ text: "How flat." }]);
});

it("follows the items of a list through a function, and finds nothing where keys are computed", () => {
  expect(sections.entry("many")?.schema.item?.field("side")?.comments).toEqual([{ text: "Its side." }]);
  expect(sections.entry("computed")?.schema.field("side")).toBeUndefined();
});
