import { Button, Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./CommandBar.module.css";
import { matching, moved, placeOf } from "./commands";
import type { Place } from "./finds";
import { useCommandList } from "./useCommandList";
import { type Found, useFinds } from "./useFinds";

interface Choice {
  id: string;
  name: string;
  detail: string;
  run: () => void;
}

interface Group {
  name: string;
  choices: Choice[];
}

interface Props {
  isOpen: boolean;
  onClose: () => void;
  onShortcuts: () => void;
}

/** Finds anything, and goes anywhere, without the mouse. */
export function CommandBar({ isOpen, onClose, onShortcuts }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t("commandBar.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Search onClose={onClose} onShortcuts={onShortcuts} />
    </Modal>
  );
}

function Search({ onClose, onShortcuts }: Omit<Props, "isOpen">) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useFinds(text);
  const commands = matching(useCommandList(onShortcuts), text);
  const go = (place: Place) => void navigate(place as never);
  const groups = groupsOf(found, go, (kind) => t(`commandBar.kinds.${kind}`));
  if (commands.length > 0) {
    const choices = commands.map((each) => ({ ...each, detail: each.hint }));
    groups.push({ name: t("commandBar.commands"), choices });
  }
  const all = groups.flatMap((group) => group.choices);
  const current = placeOf(chosen, all);
  const currentId = all[current]?.id ?? null;
  // What stands out is what Enter opens, whatever comes before it later.
  if (currentId !== null && currentId !== chosen) setChosen(currentId);
  const isLooking = found.some((each) => each.isLooking);
  const hasMore = !isLooking && found.some((each) => each.hasMore);
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onClose();
    choice.run();
  };
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const by = steps[event.key];
    if (by !== undefined) setChosen(all[moved(current, by, all.length)]?.id ?? null);
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) choose(all[current]);
    else return;
    event.preventDefault();
  };
  return (
    <search>
      <input
        type="text"
        role="combobox"
        className={styles.input}
        data-autofocus
        aria-label={t("commandBar.label")}
        aria-expanded={all.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={all.length > 0 ? `${listId}-${current}` : undefined}
        placeholder={t("commandBar.hint")}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(null);
        }}
        onKeyDown={press}
      />
      <div id={listId} role="listbox" aria-label={t("commandBar.found")} className={styles.list}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <p className={styles.kind} aria-hidden="true">
              {group.name}
            </p>
            {group.choices.map((choice) => (
              <Option
                key={choice.id}
                id={`${listId}-${all.indexOf(choice)}`}
                choice={choice}
                isCurrent={all[current] === choice}
                onChoose={() => choose(choice)}
              />
            ))}
          </div>
        ))}
      </div>
      <Failures found={found} />
      <p role="status" className={styles.status}>
        {isLooking ? t("loading") : t("commandBar.count", { count: all.length })}
        {hasMore && `. ${t("commandBar.more")}`}
      </p>
    </search>
  );
}

interface OptionProps {
  id: string;
  choice: Choice;
  isCurrent: boolean;
  onChoose: () => void;
}

function Option({ id, choice, isCurrent, onChoose }: OptionProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) place.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the field that has the focus.
    <div
      ref={place}
      id={id}
      role="option"
      aria-selected={isCurrent}
      className={styles.option}
      onClick={onChoose}
    >
      <bdi className={styles.name}>{choice.name}</bdi>
      {choice.detail && <bdi className={styles.detail}>{choice.detail}</bdi>}
    </div>
  );
}

/** What did not answer says so, and stands in nobody's way. */
function Failures({ found }: { found: Found[] }) {
  const { t } = useTranslation();
  return found
    .filter((each) => each.error !== null)
    .map((each) => (
      <p key={each.kind} role="alert" className={styles.failure}>
        {t("commandBar.failed", { kind: t(`commandBar.kinds.${each.kind}`) })}{" "}
        <Button variant="subtle" size="compact-xs" onClick={each.again}>
          {t("retry")}
        </Button>
      </p>
    ));
}

function groupsOf(
  found: Found[],
  go: (place: Place) => void,
  nameOf: (kind: Found["kind"]) => string,
) {
  return found
    .filter(({ finds }) => finds.length > 0)
    .map(
      ({ kind, finds }): Group => ({
        name: nameOf(kind),
        choices: finds.map(({ id, name, detail, place }) => ({
          id: `${kind}-${id}`,
          name,
          detail,
          run: () => go(place),
        })),
      }),
    );
}
