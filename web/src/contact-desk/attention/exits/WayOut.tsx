import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "@/sign-in/session";
import type { Commands } from "../../commands";
import { type ContactDetail, isClosed } from "../../contact";
import styles from "../Attention.module.css";
import type { UsedDrafts } from "../drafts/useDrafts";
import { show } from "../parts";
import { Derive } from "./Derive";
import { chosenExit, EXITS, type Exit, exitsOf, isForced, lacksTicket, wantsTicket } from "./exits";
import { Finish } from "./Finish";
import { Return } from "./Return";
import { Transfer } from "./Transfer";

export interface ExitProps {
  detail: ContactDetail;
  commands: Commands;
  drafts: UsedDrafts;
  onLeft: () => void;
}

interface Props extends ExitProps {
  exit: Exit;
  onExit: (exit: Exit) => void;
}

/** How it ends. What was written stays, also for whoever has just lost the contact. */
export function WayOut({ exit, onExit, ...props }: Props) {
  const { t } = useTranslation();
  const { detail, drafts } = props;
  const { contact } = detail;
  const mayDerive = useMay("contacts.derive");
  const allowed = exitsOf(contact);
  const chosen = chosenExit(allowed, exit, drafts.texts);
  const ticketFirst = wantsTicket(contact) ? <TicketFirst /> : null;
  const outcome = isClosed(contact) && detail.outcome ? <Outcome detail={detail} /> : null;
  if (chosen === null) {
    const note = contact.allowed_actions.includes("take") ? <Free /> : (outcome ?? ticketFirst);
    return note && <footer className={styles.wayOut}>{note}</footer>;
  }
  const needsTicket = mayDerive && !ticketFirst && lacksTicket(contact);
  const exits = EXITS.filter((each) => each === chosen || allowed.includes(each));
  const Form = FORMS[chosen];
  return (
    <footer className={styles.wayOut}>
      {outcome ?? ticketFirst}
      {exits.length > 1 && (
        <div role="group" aria-label={t("attending.wayOut")} className={styles.exits}>
          {exits.map((each) => (
            <Button
              key={each}
              size="compact-sm"
              variant={each === chosen ? "outline" : "default"}
              aria-pressed={each === chosen}
              onClick={() => onExit(each)}
            >
              {t(
                each === "return" && isForced(contact)
                  ? "attending.exits.force"
                  : `attending.exits.${each}`,
              )}
            </Button>
          ))}
          {needsTicket && <span className={styles.soft}>{t("attending.exits.deriveNeeds")}</span>}
        </div>
      )}
      <Form {...props} />
    </footer>
  );
}

const FORMS = { finish: Finish, derive: Derive, transfer: Transfer, return: Return } as const;

/** What is to be done before, and the way there. */
function TicketFirst() {
  const { t } = useTranslation();
  return (
    <p className={styles.asked}>
      {t("attending.ticketFirst")}{" "}
      <Button size="compact-xs" variant="default" onClick={() => show("ticket")}>
        {t("actions.ticket")}
      </Button>
    </p>
  );
}

function Free() {
  const { t } = useTranslation();
  return <p className={styles.soft}>{t("attention.free")}</p>;
}

function Outcome({ detail }: { detail: ContactDetail }) {
  const { t } = useTranslation();
  const area = detail.around.derived_to;
  return (
    <>
      <h2>{t("attention.closedOutcome")}</h2>
      <p dir="auto" className={styles.outcome}>
        {area ? t("attending.derivedTo", { area }) : detail.outcome}
      </p>
    </>
  );
}
