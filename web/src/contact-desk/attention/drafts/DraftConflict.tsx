import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { When } from "@/shared/ui/Times";
import styles from "../Attention.module.css";
import { isolated } from "../isolated";
import { DraftLines } from "./DraftLines";
import type { Texts } from "./draft-sync";
import type { UsedDrafts } from "./useDrafts";

/** Two have written on the same contact: both are shown, and nothing goes until somebody says. */
export function DraftConflict({ drafts }: { drafts: UsedDrafts }) {
  const { t } = useTranslation();
  const { conflict, settle } = drafts;
  if (!conflict) return null;
  const { mine, theirs } = conflict;
  return (
    <section className={styles.conflict} role="alert" aria-label={t("attending.conflict")}>
      <p>{t("attending.conflict")}</p>
      <div className={styles.versions}>
        <Version title={t("attending.mine")} texts={mine} />
        <Version
          title={t("attending.theirs", { name: isolated(theirs.by ?? t("unknown")) })}
          at={theirs.at}
          texts={theirs.texts}
        />
      </div>
      <div className={styles.leaving}>
        <span />
        <Button size="xs" variant="default" onClick={() => settle("theirs")}>
          {t("attending.keepTheirs")}
        </Button>
        <Button size="xs" variant="default" onClick={() => settle("mine")}>
          {t("attending.keepMine")}
        </Button>
        <Button size="xs" onClick={() => settle("both")}>
          {t("attending.keepBoth")}
        </Button>
      </div>
    </section>
  );
}

function Version({ title, at, texts }: { title: string; at?: string | null; texts: Texts }) {
  return (
    <div>
      <h3 className={styles.small}>
        {title} {at && <When at={at} />}
      </h3>
      <DraftLines texts={texts} />
    </div>
  );
}
