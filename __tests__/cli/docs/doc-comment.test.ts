import ts from "typescript";
import { docCommentOf, parseDocComment } from "../../../cli/docs/doc-comment";

it.each([
  ["/** What it is. */", { text: "What it is." }],
  ['/** What it is. @default "a" */', { text: "What it is.", default: '"a"' }],
  ["/** @default - none */", { text: "", default: "- none" }],
  [
    "/**\n * Over\n * two lines.\n * @default - as long\n *   as that\n */",
    { text: "Over two lines.", default: "- as long as that" },
  ],
  ["/** Mail to a@default.example. */", { text: "Mail to a@default.example." }],
])("reads %j", (comment, expected) => expect(parseDocComment(comment)).toEqual(expected));

it("takes the comment right above, and no other kind", () => {
  const source = "/** Far. */\n/** Near. */\nconst a = 1;\n// Plain.\nconst b = 2;\n";
  const { statements } = ts.createSourceFile("a.ts", source, ts.ScriptTarget.ES2022, true);
  expect(statements.map((one) => docCommentOf(one)?.text)).toEqual(["Near.", undefined]);
});
