import fs from "node:fs";
import path from "node:path";
import { checkoutFolder } from "../../../cli/checkout";
import { commandsInDocsPage, pageFile } from "./page";

fs.writeFileSync(path.join(checkoutFolder(), pageFile), commandsInDocsPage());
