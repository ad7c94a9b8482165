import i18next from "i18next";
import { attending } from "./es";

// With this screen, so that the first one does not wait for its words; the other languages have
// theirs in one piece.
i18next.addResourceBundle("es", "words", { attending }, true, true);
