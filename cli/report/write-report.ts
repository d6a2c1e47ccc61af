import fs from "node:fs";
import path from "node:path";
import type { Report } from "./model/report";
import { page } from "./page/page";

/** Where the report lies within the output. */
export const reportFile = path.join("report", "index.html");

/** Writes the page in one step, so that nobody ever finds half of it. Gives back its path. `output`: such as `cdktf.out`. */
export async function writeReport(report: Report, output: string): Promise<string> {
  const text = await page(report);
  const file = path.join(output, reportFile);
  const temporary = `${file}.${process.pid}.tmp`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, file);
  return file;
}
