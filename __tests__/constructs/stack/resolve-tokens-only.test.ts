import resolution = require("cdktf/lib/tokens/private/resolve");

import { DefaultTokenResolver, Fn, Lazy, StringConcat, TerraformStack, Testing, Token, Tokenization } from "cdktf";
import "../../../constructs/stack/resolve-tokens-only";

type Resolve = typeof resolution.resolve;

const stack = new TerraformStack(Testing.app(), "test");
const options = { scope: stack, preparing: false, resolver: new DefaultTokenResolver(new StringConcat()) };
const { resolveOfCdktf } = resolution.resolve as Resolve & { readonly resolveOfCdktf: Resolve };

const ours = (value: unknown) => Tokenization.resolve(value, options);
const cdktfs = (value: unknown) => resolveOfCdktf(value, { ...options, prefix: [] });

const text = Token.asString({ a: "x" });
const lazy = Lazy.anyValue({ produce: () => ({ inner: Token.asString("${aws_vpc.a.id}"), gone: undefined }) });
const cyclic: Record<string, unknown> = {};
cyclic.again = cyclic;

it.each<[string, unknown]>([
  ["plain values", { a: 1, b: -1, c: "${aws_vpc.a.id}", d: null, e: true, f: [], g: {}, h: 0.5, i: "1e+5", j: "" }],
  ["what is undefined, in objects and lists", { a: undefined, b: [undefined, 1, { c: undefined }] }],
  ["a token that is a text, and one within a text", { a: text, b: `before ${Token.asString("x")} after` }],
  ["a token in a list", { a: ["plain", Token.asString("x")] }],
  ["a token that is a list of texts", { a: { b: Token.asList("${x}") } }],
  ["a token that is a list of numbers", { a: Token.asNumberList("${x}" as never) }],
  ["a token that is a number, and one within a text", { a: Token.asNumber("${x}"), b: `${Token.asNumber("${y}")} m` }],
  ["a token that is a map", { a: Token.asStringMap({ b: "c" }) }],
  ["a token as a key", { [Token.asString("key")]: 1 }],
  ["a token as it is, with more tokens in it", { a: [lazy] }],
  ["a function of Terraform's", { a: Fn.jsonencode({ b: Token.asString("${aws_vpc.a.id}"), c: "${d}" }) }],
  ["a date", { a: new Date(0) }],
])("resolves as cdktf does: %s", (_, value) => expect(ours(value)).toStrictEqual(cdktfs(value)));

it.each<[string, unknown]>([
  ["a function", { a: [{ b: () => 1 }] }],
  ["a construct", { a: [{ b: stack }] }],
  ["a list that was taken apart", { a: Token.asList("${x}")[0] }],
  ["a map that was taken apart", { a: { b: Token.asStringMap({ c: "d" }).other ?? Token.STRING_MAP_TOKEN_VALUE } }],
  ["a number of a map that was taken apart", [Token.NUMBER_MAP_TOKEN_VALUE]],
  ["what holds itself", cyclic],
])("refuses as cdktf does, and names the same place: %s", (_, value) => {
  const message = messageOf(() => cdktfs(value));
  expect(message).not.toBe("");
  expect(messageOf(() => ours(value))).toBe(message);
});

it("is laid over cdktf but once, however often it is loaded", () => {
  jest.isolateModules(() => require("../../../constructs/stack/resolve-tokens-only"));
  expect(resolution.resolve).toHaveProperty("resolveOfCdktf", resolveOfCdktf);
});

function messageOf(run: () => unknown): string {
  try {
    run();
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}
