import { TerraformStack, Testing } from "cdktf";
import { WebService } from "../../../constructs/workloads/web-service";
import { plain } from "./support";

/** Seconds of processor time, which other processes of the machine hardly change. */
function secondsFor(count: number): number {
  const start = process.cpuUsage();
  const stack = new TerraformStack(Testing.app(), "test");
  for (let index = 0; index < count; index++) {
    const name = `app-${index}`;
    new WebService(stack, name, { ...plain, name, calledBy: [{ team: "storefront", name, namespace: "storefront" }] });
  }
  Testing.synth(stack);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

it("500 apps synthesize in under five seconds of processor time, each no dearer than one of 125", () => {
  secondsFor(25);
  // The least of several: a busy machine and the collecting of garbage make single runs dearer.
  const least = (count: number) => Math.min(...[1, 2, 3].map(() => secondsFor(count)));
  const [few, many] = [least(125), least(500)];
  expect(many).toBeLessThan(5);
  // Four times as many apps: a loop within a loop would make it sixteen, the rest is the machine.
  expect(many / few).toBeLessThan(8);
});
