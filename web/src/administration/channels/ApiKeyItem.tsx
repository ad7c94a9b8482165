import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerOf, directory, idempotencyKey } from "@/shared/api/client";
import { Confirm } from "../parts/Confirm";
import { DeedButton } from "../parts/DeedButton";
import { ItemHead } from "../parts/ItemHead";
import styles from "../parts/parts.module.css";
import { ShownOnce } from "../parts/ShownOnce";
import { useCommand } from "../parts/useCommand";
import { useNamesOfAreas } from "../parts/useNamesOfAreas";
import { useNameOfPermission } from "../parts/usePermissions";
import { API_KEYS, type ApiKey, inDays, standingOf } from "./api-key";

const NEXT_DAYS = "90";

/** One key: what it may do; the next one; and its end. */
export function ApiKeyItem({ found, onBack }: { found: ApiKey; onBack: () => void }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const [text, setText] = useState<string | null>(null);
  const permissionOf = useNameOfPermission();
  const areasOf = useNamesOfAreas();
  const path = { key_id: found.id };
  const rotate = async () => {
    const body = { expires_at: inDays(NEXT_DAYS, Date.now()), overlap_hours: 24 };
    const ask = () =>
      answerOf(directory.POST("/api/v1/api-keys/{key_id}/rotate", { params: { path }, body }));
    const made = await run(ask, { stale: [API_KEYS] });
    if (made) setText(made.text);
  };
  const revoke = () =>
    run(
      () =>
        answerOf(
          directory.POST("/api/v1/api-keys/{key_id}/revoke", {
            params: { path, header: idempotencyKey() },
          }),
        ),
      { done: t("administration.keys.revoked", { name: found.name }), stale: [API_KEYS] },
    );
  return (
    <>
      <ItemHead title={found.name} onBack={onBack} />
      {text && <ShownOnce title={found.name} texts={[text]} onKept={() => setText(null)} />}
      <section className={styles.part}>
        <h3>{t("administration.permissions.title")}</h3>
        <ul>
          {found.permissions.map((code) => (
            <li key={code}>{permissionOf(code)}</li>
          ))}
        </ul>
        {found.areas.length > 0 && (
          <p>
            {t("administration.areas")}: {areasOf(found.areas)}
          </p>
        )}
      </section>
      {standingOf(found, Date.now()) === "valid" && (
        <div className={styles.buttons}>
          <DeedButton variant="default" isBusy={isBusy} onClick={() => void rotate()}>
            {t("administration.keys.next")}
          </DeedButton>
          <Confirm
            action={t("administration.keys.revoke")}
            consequence={t("administration.keys.revokeDetail", { name: found.name })}
            isBusy={isBusy}
            onConfirm={() => void revoke()}
          />
        </div>
      )}
    </>
  );
}
