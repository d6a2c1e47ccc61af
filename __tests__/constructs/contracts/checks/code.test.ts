import { codeIn } from "../../../../constructs/contracts/checks/code";

const cases: readonly [string, string, string][] = [
  ["nothing of plain text", "aws_vpc.a.id {}", ""],
  ["every expression", "x-${a.b}-${c.d}", ";a.b;;c.d;"],
  ["directives of a template", "%{ if a.b }x%{ endif }", "; if a.b ;; endif ;"],
  ["nothing that is escaped", "$${a.b} %%{c.d} ${e.f}", ";e.f;"],
  ["what follows braces", "${{ a = {} }.a + b.c}", ";{ a = {} }.a + b.c;"],
  ["what follows a brace in quotes", '${join("}", [a.b])}', ";join(, [a.b]);"],
  ["what follows quoted quotes", '${join("\\"}", [a.b])}', ";join(, [a.b]);"],
  ["no quoted text, but expressions in it", '${upper("a.b ${c.d} $${e.f} }") + g.h}', ";upper(;c.d;) + g.h;"],
  ["keys of an index", '${a["b"].c}', ';a["b"].c;'],
  ["no comments", "${a /* } b.c */ + d.e # } f.g\n + h.i // j.k }\n}", ";a  + d.e \n + h.i \n;"],
  ["no spaces around dots", "${a . b}", ";a.b;"],
  ["what is never closed", "${a.b", ";a.b;"],
];

describe("the code in a string", () => {
  it.each(cases)("holds %s", (_, text, code) => expect(codeIn(text)).toBe(code));
});
