import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./SectionNav.module.css";
import type { Group, SectionName } from "./sections";

interface Props {
  groups: readonly Group[];
  here: SectionName;
}

/** All that can be administered, beside it; in a narrow window behind one button. */
export function SectionNav({ groups, here }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const nav = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section may be out of sight.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [here]);
  const close = () => {
    setOpen(false);
    // What had the focus goes out of sight; where nothing does, the button cannot have it.
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape" && isOpen) close();
    else if (moveAmong(event.currentTarget, event.key)) event.preventDefault();
  };
  return (
    <nav
      ref={nav}
      className={styles.nav}
      aria-label={t("administration.title")}
      data-open={isOpen || undefined}
      onKeyDown={onKeyDown}
    >
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={styles.soft}>{t("administration.section")}</span>{" "}
        {t(`administration.sections.${here}`)}
      </button>
      <div id={id} className={styles.groups}>
        {groups.map(({ name, sections }) => (
          <div key={name} className={styles.group}>
            <span id={`${id}-${name}`} className={styles.heading}>
              {t(`administration.groups.${name}`)}
            </span>
            <ul aria-labelledby={`${id}-${name}`}>
              {sections.map((each) => (
                <li key={each}>
                  <Link
                    to="/administration/$section"
                    params={{ section: each }}
                    className={styles.section ?? ""}
                    activeProps={{ "aria-current": "page" }}
                    activeOptions={{ includeSearch: false }}
                    onClick={close}
                  >
                    {t(`administration.sections.${each}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </nav>
  );
}

/** Arrows lead from one section to the next, whatever group it is in. */
function moveAmong(nav: HTMLElement, key: string): boolean {
  const links = [...nav.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at === -1) return false;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[key];
  if (next === undefined) return false;
  links[next]?.focus();
  return true;
}
