import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";

/** All that can be permitted. */
export function usePermissions() {
  return useQuery({
    queryKey: ["administration", "catalogue"],
    queryFn: ({ signal }) => answerOf(directory.GET("/api/v1/permissions", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A permission in words; one that is not known, or not yet, by its code. */
export function useNameOfPermission(): (code: string) => string {
  const { i18n } = useTranslation();
  const { data } = usePermissions();
  return (code) => {
    const entry = data?.find((each) => each.name === code);
    return (i18n.language === "es" ? entry?.label : entry?.allows) ?? code;
  };
}
