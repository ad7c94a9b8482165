import i18next from "i18next";
import { records } from "./es";

// With these screens, so that the first script does not grow by their words; the other languages
// have theirs in one piece.
i18next.addResourceBundle("es", "words", { records }, true, true);
