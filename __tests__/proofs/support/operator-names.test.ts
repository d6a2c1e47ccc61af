import { operationOf, rememberOperatorNames } from "./operator-names";

const told = (name: string) => {
  const operation = operationOf(name);
  return [operation.setOperator(), operation.isIfExists(), operation.baseOperator()];
};

const names = {
  StringEquals: [undefined, false, "StringEquals"],
  ArnLikeIfExists: [undefined, true, "ArnLike"],
  "ForAnyValue:StringLike": ["ForAnyValue", false, "StringLike"],
  "forallvalues:StringEqualsifexists": ["ForAllValues", true, "StringEquals"],
};

it.each(Object.entries(names))(
  "%s is taken apart as the simulator does, and so it is the second time",
  (name, parts) => {
    expect(told(name)).toEqual(parts);
    rememberOperatorNames();
    expect([told(name), told(name)]).toEqual([parts, parts]);
  },
);

it("what is no operator stays none", () => {
  rememberOperatorNames();
  for (const _ of ["first", "second"])
    expect(() => operationOf("ForSome:StringEquals").setOperator()).toThrow("ForSome");
});
