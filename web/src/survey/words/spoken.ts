import i18next from "i18next";
import { survey } from "./es";

// With this page, so that the first script does not grow by its words; the other languages
// have theirs in one piece.
i18next.addResourceBundle("es", "words", { survey }, true, true);
