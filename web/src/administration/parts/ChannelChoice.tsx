import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { KINDS, type Kind } from "../channels/channel";
import styles from "./parts.module.css";

interface Props {
  chosen: readonly Kind[];
  onChoose: (channels: Kind[]) => void;
}

/** Some of the channels; none of them are all. */
export function ChannelChoice({ chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t("setup.channels")}</legend>
      {KINDS.map((kind) => (
        <Checkbox
          key={kind}
          size="xs"
          label={t(`channels.${kind}`)}
          checked={chosen.includes(kind)}
          onChange={(event) =>
            onChoose(
              event.currentTarget.checked
                ? [...chosen, kind]
                : chosen.filter((each) => each !== kind),
            )
          }
        />
      ))}
      <small className={styles.soft}>{t("setup.allOf")}</small>
    </fieldset>
  );
}
