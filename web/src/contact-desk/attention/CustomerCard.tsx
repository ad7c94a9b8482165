import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import { isGone } from "@/shared/api/problem";
import { Failed, Loading } from "@/shared/ui/Notice";
import styles from "./Attention.module.css";
import { Facts } from "./Facts";

interface Props {
  id: string;
  /** The service the contact is about, where that is known. */
  chosenId?: string | null;
  /** Missing or null for whoever may not say which it is. */
  onChoose?: ((contractId: string) => void) | null;
}

/** All that is known of the customer but money (C25). Fails alone. */
export function CustomerCard({ id, chosenId = null, onChoose = null }: Props) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => {
      const params = { path: { customer_id: id } };
      return answerOf(directory.GET("/api/v1/customers/{customer_id}", { params, signal }));
    },
  });
  const stateOf = (state: string) =>
    t(`attention.contractStates.${state as "active"}`, { defaultValue: state });
  // What is known of them stays in sight where it cannot be read again.
  if (!data || isGone(error)) {
    return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />;
  }
  return (
    <div className={styles.customer}>
      <p className={styles.customerName}>
        <bdi>{data.name}</bdi>
      </p>
      <Facts
        of={[
          [t("attention.customerNumber"), data.number],
          [t("attention.nationalId"), `${data.national_id_kind} ${data.national_id}`],
          [t("columns.phone"), data.phones.join(" · ")],
          [t("attention.email"), data.emails.join(" · ")],
        ]}
      />
      <h3 className={styles.small}>{t("attention.contracts")}</h3>
      {data.contracts.length === 0 && <p className={styles.soft}>{t("attention.noContracts")}</p>}
      <ul className={styles.choices}>
        {data.contracts.map((contract) => (
          <li key={contract.contract_id}>
            <span className={styles.choice}>
              <bdi>{[contract.address, contract.city].filter(Boolean).join(", ")}</bdi>
              <span className={styles.soft}>
                {[contract.plan, contract.number, stateOf(contract.state)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            {contract.contract_id === chosenId && (
              <span className={styles.chosen}>{t("attending.thisService")}</span>
            )}
            {onChoose && contract.contract_id !== chosenId && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t("attending.chooseThis", { number: contract.number })}
                onClick={() => onChoose(contract.contract_id)}
              >
                {t("attending.choose")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
