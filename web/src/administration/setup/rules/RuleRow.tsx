import { Checkbox, NativeSelect } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "@/shared/ui/messages";
import { useCommand } from "../../parts/useCommand";
import {
  EXISTING_WORK,
  type ExistingWork,
  RULES,
  type Rule,
  type RuleBody,
  saveRule,
} from "./rule";

/** The rule of one channel: holds from the moment it is chosen, and can be taken back. */
export function RuleRow({ rule }: { rule: Rule }) {
  const { t } = useTranslation();
  const { run, isBusy } = useCommand();
  const { code, existing_work, requires_attention_context } = rule;
  const before = { existing_work, requires_attention_context };
  const [asked, setAsked] = useState<RuleBody>(before);
  const [isNext, setNext] = useState(false);
  const shown = isBusy || isNext ? asked : before;
  const channel = t(`channels.${code as "call"}`, { defaultValue: code });
  const save = async (body: RuleBody, version: number, isUndo: boolean): Promise<void> => {
    setAsked(body);
    const saved = await run(() => saveRule(code, body, version), { stale: [RULES] });
    if (!saved) return setNext(false);
    const undo = isUndo ? undefined : () => void save(before, saved.version, true);
    tell(t("administration.saved", { name: channel }), undo);
  };
  // The arrows of a keyboard choose faster than a choice is saved: the last one is saved after it.
  // Locked meanwhile, the field would lose the keyboard.
  const change = (part: Partial<RuleBody>) => {
    setAsked({ ...shown, ...part });
    setNext(true);
  };
  useEffect(() => {
    if (!isNext || isBusy) return;
    setNext(false);
    void save(asked, rule.version, false);
  });
  return (
    <tr>
      <th scope="row">{channel}</th>
      <td>
        <NativeSelect
          size="xs"
          aria-label={`${t("setup.rules.existing")}: ${channel}`}
          value={shown.existing_work}
          data={EXISTING_WORK.map((value) => ({ value, label: t(`setup.rules.works.${value}`) }))}
          onChange={(event) => change({ existing_work: event.currentTarget.value as ExistingWork })}
        />
      </td>
      <td>
        <Checkbox
          size="xs"
          aria-label={`${t("setup.rules.context")}: ${channel}`}
          checked={shown.requires_attention_context ?? false}
          onChange={(event) => change({ requires_attention_context: event.currentTarget.checked })}
        />
      </td>
    </tr>
  );
}
