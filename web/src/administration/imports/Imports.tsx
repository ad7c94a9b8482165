import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { Empty } from "@/shared/ui/Notice";
import { Table } from "@/shared/ui/Table";
import { When } from "@/shared/ui/Times";
import { Asked } from "../parts/Asked";
import styles from "../parts/parts.module.css";
import { Section, useItem } from "../parts/Section";
import type { ImportRun } from "./file";
import { ImportItem } from "./ImportItem";
import { NewImport } from "./NewImport";
import { IMPORTS } from "./useImports";

const NEW = "new";

/** Files of customers: those that were brought, and a new one. */
export function Imports() {
  const { t } = useTranslation();
  const { item, open } = useItem("import");
  const query = useQuery({
    queryKey: IMPORTS,
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/customers/imports", { signal })),
  });
  return (
    <Section
      title={t("administration.sections.import")}
      tools={
        <Button size="xs" onClick={() => open(NEW)}>
          {t("administration.imports.start")}
        </Button>
      }
      list={<Asked query={query}>{({ items }) => <Runs runs={items} openId={item} />}</Asked>}
      itemKey={item}
      item={
        item === NEW ? (
          <NewImport onTried={open} onBack={() => open(null)} />
        ) : (
          item && <ImportItem id={item} onOpen={open} />
        )
      }
    />
  );
}

function Runs(props: { runs: readonly ImportRun[]; openId: string | null }) {
  const { t } = useTranslation();
  const head = (["when", "who", "rows", "refused"] as const).map((name) =>
    t(`administration.imports.${name}`),
  );
  if (props.runs.length === 0) {
    return (
      <Empty
        title={t("administration.imports.none")}
        detail={t("administration.imports.noneDetail")}
      />
    );
  }
  return (
    <Table label={t("administration.sections.import")} head={head}>
      {props.runs.map((each) => (
        <tr key={each.import_id} data-chosen={props.openId === each.import_id || undefined}>
          <th scope="row">
            <span className={styles.name}>
              <Link
                to="/administration/$section/$item"
                params={{ section: "import", item: each.import_id }}
              >
                <When at={each.started_at} />
              </Link>
              <small>
                {t(each.dry_run ? "administration.imports.dry" : "administration.imports.real")}
              </small>
            </span>
          </th>
          <td>{each.started_by_name}</td>
          <td>{each.rows}</td>
          <td>{each.refused}</td>
        </tr>
      ))}
    </Table>
  );
}
