import path from "node:path";
import { checkoutFolder } from "../checkout";

/** What may outlive a run so that the next is quick: beside the packages of the app, and gone with `node_modules`. */
export const cacheFolder = path.join(checkoutFolder(), "node_modules/.cache/strata");
