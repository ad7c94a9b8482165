import { Button, Textarea, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ContactDetail } from "../../contact";
import styles from "../Attention.module.css";
import { DraftState } from "../drafts/DraftState";
import type { UsedDrafts } from "../drafts/useDrafts";
import { WhyNot } from "../exits/WhyNot";
import { FIELDS, type Field } from "./details";
import { Proposals } from "./Proposals";
import { useUpdate } from "./useUpdate";

const LONGEST: Record<Field, number> = {
  phone: 60,
  email: 254,
  address: 300,
  observations: 2_000,
};

interface Props {
  detail: ContactDetail;
  drafts: UsedDrafts;
}

/** What the customer says of themselves: kept on the contact, and proposed to who keeps customers. */
export function UpdateData({ detail, drafts }: Props) {
  const { t } = useTranslation();
  const update = useUpdate(detail, drafts);
  const [isOpen, setOpen] = useState(false);
  // What was begun is in sight, here or by whoever had the contact before.
  useEffect(() => {
    if (update.isChanged) setOpen(true);
  }, [update.isChanged]);
  const { contact } = detail;
  const isAllowed = contact.allowed_actions.includes("update");
  if (!isAllowed && !update.isChanged) return null;
  return (
    <details
      id="contact-update"
      className={styles.fold}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary title={`${t("attending.update")} (u)`}>{t("attending.update")}</summary>
      <form
        className={styles.exit}
        onSubmit={(event) => {
          event.preventDefault();
          void update.save();
        }}
      >
        <p className={styles.soft}>{t("attending.updateDetail")}</p>
        {FIELDS.map((field) => {
          const shared = {
            size: "xs",
            label: t(`attending.details.${field}`),
            maxLength: LONGEST[field],
            readOnly: !isAllowed || update.isBusy,
            value: update.mine[field],
          } as const;
          const write = (text: string) => update.write(field, text);
          return (
            <div key={field}>
              {field === "observations" ? (
                <Textarea
                  {...shared}
                  autosize
                  maxRows={6}
                  onChange={(event) => write(event.currentTarget.value)}
                />
              ) : (
                <TextInput
                  {...shared}
                  type={field === "email" ? "email" : "text"}
                  onChange={(event) => write(event.currentTarget.value)}
                />
              )}
              {update.conflicts.includes(field) && (
                <p className={styles.asked} role="alert">
                  {t("attending.changedMeanwhile")} <bdi>{update.there[field] || "—"}</bdi>{" "}
                  <Button size="compact-xs" onClick={() => update.insist(field)}>
                    {t("attending.keepMine")}
                  </Button>{" "}
                  <Button size="compact-xs" variant="default" onClick={() => update.giveWay(field)}>
                    {t("attending.keepTheirs")}
                  </Button>
                </p>
              )}
            </div>
          );
        })}
        {update.refusal && (
          <p role="alert" className={styles.soft} data-lost>
            {update.refusal}
          </p>
        )}
        {!isAllowed && <WhyNot contact={contact} />}
        <div className={styles.leaving}>
          <span>{update.isChanged && <DraftState drafts={drafts} />}</span>
          {!isAllowed && (
            <Button size="xs" variant="default" onClick={update.discard}>
              {t("attending.discard")}
            </Button>
          )}
          <Button
            type="submit"
            size="xs"
            loading={update.isBusy}
            disabled={!isAllowed || !update.isChanged || update.conflicts.length > 0}
          >
            {t("attending.propose")}
          </Button>
        </div>
      </form>
      {contact.customer_id && <Proposals customerId={contact.customer_id} contactId={contact.id} />}
    </details>
  );
}
