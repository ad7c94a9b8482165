import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answerOf, directory } from "@/shared/api/client";
import type { Entry } from "../accounts/permissions";

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
    return entry ? nameOf(entry, i18n.language) : code;
  };
}

/** What it is called where people choose. */
export function nameOf(entry: Entry, language: string): string {
  return language === "es" ? entry.label : entry.allows;
}
