import { useTranslation } from "react-i18next";
import { Mark } from "../parts/Mark";
import styles from "../parts/parts.module.css";
import { nameOf } from "../parts/usePermissions";
import { type Entry, isAllowed, type Single } from "./permissions";

const CHOICES = ["role", "granted", "refused"] as const;

interface Props {
  entry: Entry;
  single: Single;
  defaults: readonly string[];
  isLocked: boolean;
  onChoose: (single: Single) => void;
}

/** One permission: what the role says, what is said of this person, and what follows. */
export function PermissionRow({ entry, single, defaults, isLocked, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const label = nameOf(entry, i18n.language);
  const byRole = defaults.includes(entry.name);
  const may = isAllowed(entry.name, single, defaults);
  const names = {
    role: t(byRole ? "administration.permissions.roleHas" : "administration.permissions.roleLacks"),
    granted: t("administration.permissions.granted"),
    refused: t("administration.permissions.refused"),
  };
  return (
    <tr data-permission={entry.name} data-single={single}>
      <th scope="row">
        <span className={styles.name}>
          {label}
          <small>{entry.name}</small>
        </span>
      </th>
      {CHOICES.map((choice) => (
        <td key={choice}>
          <label className={styles.choice}>
            <input
              type="radio"
              name={entry.name}
              aria-label={`${label}: ${names[choice]}`}
              checked={single === choice}
              disabled={isLocked}
              onChange={() => onChoose(choice)}
            />
            {choice === "role" && <span aria-hidden="true">{byRole ? "✓" : "✕"}</span>}
          </label>
        </td>
      ))}
      <td>
        <Mark is={may ? "yes" : "no"}>
          {t(may ? "administration.permissions.may" : "administration.permissions.mayNot")}
        </Mark>
        {single !== "role" && (
          <small className={styles.exception}>{t("administration.permissions.exception")}</small>
        )}
      </td>
    </tr>
  );
}
