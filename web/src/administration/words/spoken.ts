import i18next from "i18next";
import { mailAside } from "../mail-aside/words/es";
import { setup } from "../setup/words/es";
import { administration } from "./es";

// With the administration, so that the first script does not grow by its words; the other
// languages have theirs in one piece.
i18next.addResourceBundle("es", "words", { administration, mailAside, setup }, true, true);
