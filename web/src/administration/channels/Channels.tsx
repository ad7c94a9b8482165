import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { Asked } from "../parts/Asked";
import { Mark } from "../parts/Mark";
import styles from "../parts/parts.module.css";
import { Section, useItem } from "../parts/Section";
import { ChannelItem } from "./ChannelItem";
import { CHANNEL_SYSTEMS, type ChannelSystem } from "./channel";
import { RegisterChannel } from "./RegisterChannel";

const NEW = "new";

/** The systems that bring contacts. */
export function Channels() {
  const { t } = useTranslation();
  const { item, open } = useItem("channels");
  const query = useQuery({
    queryKey: CHANNEL_SYSTEMS,
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/intake/channels", { signal })),
  });
  const system = query.data?.items.find((each) => each.code === item);
  const isNew = item === NEW;
  return (
    <Section
      title={t("administration.sections.channels")}
      tools={
        <Button size="xs" onClick={() => open(NEW)}>
          {t("administration.channels.register")}
        </Button>
      }
      list={
        <Asked query={query}>{({ items }) => <Systems systems={items} openCode={item} />}</Asked>
      }
      itemKey={item}
      item={
        isNew ? (
          <RegisterChannel onDone={open} />
        ) : system ? (
          <ChannelItem system={system} onBack={() => open(null)} />
        ) : (
          query.data && (
            <Empty title={t("problem.missing")} detail={t("administration.channels.missing")} />
          )
        )
      }
    />
  );
}

function Systems(props: { systems: readonly ChannelSystem[]; openCode: string | null }) {
  const { t } = useTranslation();
  const head = [
    t("administration.name"),
    t("administration.channels.kind"),
    t("administration.state"),
    t("administration.channels.keys"),
    t("administration.channels.signing.signs"),
  ];
  if (props.systems.length === 0) {
    return (
      <Empty
        title={t("administration.channels.none")}
        detail={t("administration.channels.noneDetail")}
      />
    );
  }
  return (
    <Table label={t("administration.sections.channels")} head={head}>
      {props.systems.map(({ code, label, kind, enabled, keys, signing_secrets }) => (
        <tr key={code} data-chosen={props.openCode === code || undefined}>
          <th scope="row">
            <span className={styles.name}>
              <Link
                to="/administration/$section/$item"
                params={{ section: "channels", item: code }}
              >
                <bdi>{label}</bdi>
              </Link>
              <small>{code}</small>
            </span>
          </th>
          <td>{kind ? t(`channels.${kind as "call"}`) : t("administration.channels.several")}</td>
          <td>
            <Mark is={enabled ? "yes" : "no"}>
              {t(enabled ? "administration.channels.on" : "administration.channels.off")}
            </Mark>
          </td>
          <td>{keys.length}</td>
          <td>{signing_secrets.length > 0 && t("administration.channels.signing.yes")}</td>
        </tr>
      ))}
    </Table>
  );
}
