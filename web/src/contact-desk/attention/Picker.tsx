import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Attention.module.css";
import { OptionList, useChoosing } from "./OptionList";
import { matching, type Option } from "./options";

const MOST = 50;

interface Props {
  id?: string;
  label: string;
  placeholder?: string;
  options: readonly Option[];
  /** The label of what is chosen already. */
  chosen: string;
  error?: string | undefined;
  onChoose: (option: Option) => void;
}

/** One of many, found by typing any part of it. */
export function Picker({ id, label, placeholder, options, chosen, error, onChoose }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const isOpen = typed !== null;
  const found = matching(options, typed ?? "").slice(0, MOST);
  const choose = (option: Option) => {
    setTyped(null);
    onChoose(option);
  };
  const close = () => setTyped(null);
  const choosing = useChoosing(found, isOpen, choose, close);
  return (
    <div className={styles.picker}>
      <TextInput
        {...(id ? { id } : {})}
        size="xs"
        label={label}
        placeholder={chosen || placeholder}
        error={error}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isOpen && found.length > 0}
        aria-controls={isOpen && found.length > 0 ? choosing.listId : undefined}
        aria-activedescendant={choosing.activeId}
        maxLength={200}
        value={typed ?? chosen}
        onFocus={() => setTyped("")}
        onBlur={close}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (!isOpen && event.key === "ArrowDown") setTyped("");
          choosing.onKeyDown(event);
          // What nobody can be chosen by sends no form with what was chosen before.
          if (event.key === "Enter" && isOpen && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
          }
        }}
      />
      {isOpen && found.length > 0 && (
        <OptionList label={label} options={found} choosing={choosing} onChoose={choose} />
      )}
      <div role="status" className={styles.soft}>
        {isOpen && found.length === 0 && t("attending.noOption")}
      </div>
    </div>
  );
}
