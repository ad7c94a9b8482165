import { useTranslation } from "react-i18next";
import { Table } from "@/shared/ui/Table";
import { Asked } from "../parts/Asked";
import styles from "../parts/parts.module.css";
import { useImportErrors } from "./useImports";
import { wrongIn } from "./wrong";

/** Which rows were left out, and why. */
export function ImportErrors({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const query = useImportErrors(id, true);
  const head = (["row", "column", "problem", "found"] as const).map((name) =>
    t(`administration.imports.${name}`),
  );
  return (
    <section className={styles.part}>
      <h3>{t("administration.imports.errors")}</h3>
      <Asked query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p className={styles.soft}>{t("administration.imports.noErrors")}</p>
          ) : (
            <>
              <Table label={t("administration.imports.errors")} head={head}>
                {items.map((each) => (
                  <tr key={each.number}>
                    <td>{each.row}</td>
                    <td>
                      <bdi>{each.column}</bdi>
                    </td>
                    <td>{wrongIn(each.problem, t, i18n.language)}</td>
                    <td>
                      <bdi>{each.found}</bdi>
                    </td>
                  </tr>
                ))}
              </Table>
              {next !== null && (
                <p className={styles.soft}>
                  {t("administration.imports.firstErrors", { count: items.length })}
                </p>
              )}
            </>
          )
        }
      </Asked>
    </section>
  );
}
