import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, intake } from "@/shared/api/client";
import { useAccount, useMay } from "@/sign-in/session";
import type { ContactDetail } from "../../contact";
import { useOthers } from "../chat/presence";
import type { Option } from "../options";

/** Who could go on with it: whoever looks at it now, whoever had it before, and everybody who is at
 * the desk. */
export function useColleagues(detail: ContactDetail) {
  const { t } = useTranslation();
  const { account_id: self } = useAccount();
  const { contact, release } = detail;
  const mayList = useMay("contacts.take");
  const { data, error, refetch } = useQuery({
    queryKey: ["colleagues"],
    queryFn: ({ signal }) => answerOf(intake.GET("/api/v1/contacts/operators", { signal })),
    enabled: mayList,
  });
  const here = useOthers(contact.id).filter((each) => each.kind === "operator");
  const found = new Map<string, Option>();
  const add = (value: string, label: string, detail: string) => {
    if (value !== self && !found.has(value)) found.set(value, { value, label, detail });
  };
  for (const each of here) add(each.by, each.name, t("attending.looksNow"));
  if (release) add(release.holder.id, release.holder.name, t("attending.hadIt"));
  for (const each of data?.items ?? []) {
    const load = t("attending.holding", { count: each.holding });
    add(each.account_id, each.name, `${t(`attending.duty.${each.duty.state}`)} · ${load}`);
  }
  return { options: [...found.values()], error, retry: () => void refetch() };
}
