import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "@/shared/store";
import { Asked } from "../parts/Asked";
import { DeedButton } from "../parts/DeedButton";
import { ItemHead } from "../parts/ItemHead";
import styles from "../parts/parts.module.css";
import { useCommand } from "../parts/useCommand";
import { type ImportRun, tried } from "./file";
import { ImportErrors } from "./ImportErrors";
import { Meanings } from "./Meanings";
import { Progress } from "./Progress";
import { IMPORTS, startImport, useImport } from "./useImports";

interface Props {
  id: string;
  onOpen: (importId: string | null) => void;
}

/** One import: how far it is, what became of the rows, what is wrong, and what comes next. */
export function ImportItem({ id, onOpen }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useImport(id);
  const isFinished = query.data?.state === "finished";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list says so when it is over.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: IMPORTS, exact: true });
  }, [queries, id, isFinished]);
  return (
    <Asked query={query}>
      {(found) => (
        <>
          <ItemHead
            title={t(found.dry_run ? "administration.imports.dry" : "administration.imports.real")}
            onBack={() => onOpen(null)}
          />
          <Progress found={found} />
          {isFinished && found.dry_run && <Next found={found} onOpen={onOpen} />}
          {isFinished && <ImportErrors id={id} />}
        </>
      )}
    </Asked>
  );
}

/** After a trial: for real, or with another meaning of the columns. */
function Next({ found, onOpen }: { found: ImportRun; onOpen: Props["onOpen"] }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const [isMeaning, setMeaning] = useState(false);
  const held = useStore(tried);
  if (held?.importId !== found.import_id) {
    return <p className={styles.soft}>{t("administration.imports.chooseAgain")}</p>;
  }
  const start = async (preset: string, isDryRun: boolean) => {
    const wish = { ...held.wish, preset };
    const started = await run(() => startImport(held.file, wish, isDryRun));
    if (!started) return;
    tried.set(isDryRun ? { ...held, importId: started.import_id, wish } : null);
    onOpen(started.import_id);
  };
  const good = found.created + found.updated + found.unchanged;
  return (
    <>
      <div className={styles.buttons}>
        <DeedButton
          isBusy={isBusy}
          isOff={good === 0}
          onClick={() => void start(held.wish.preset, false)}
        >
          {t("administration.imports.forReal", { count: good })}
        </DeedButton>
        {found.columns.length > 0 && (
          <Button size="xs" variant="default" onClick={() => setMeaning(!isMeaning)}>
            {t("administration.imports.changeColumns")}
          </Button>
        )}
      </div>
      {isMeaning && (
        <Meanings columns={found.columns} onSaved={(preset) => void start(preset, true)} />
      )}
    </>
  );
}
