import { useQuery } from "@tanstack/react-query";
import { answerOf, directory, idempotencyKey } from "@/shared/api/client";
import type { Wish } from "./file";

export const IMPORTS = ["administration", "imports"] as const;
const LOOK_EVERY = 1_000;
const MOST = 200;

export function usePresets() {
  return useQuery({
    queryKey: ["administration", "presets"],
    queryFn: ({ signal }) =>
      answerOf(directory.GET("/api/v1/customers/import-presets", { signal })),
  });
}

/** How far it is; asked again as long as it goes on. */
export function useImport(id: string) {
  return useQuery({
    queryKey: [...IMPORTS, id],
    queryFn: ({ signal }) => {
      const params = { path: { import_id: id } };
      return answerOf(directory.GET("/api/v1/customers/imports/{import_id}", { params, signal }));
    },
    refetchInterval: ({ state }) => (state.data?.state === "finished" ? false : LOOK_EVERY),
  });
}

/** What is wrong in the file, once all of it has been looked at. */
export function useImportErrors(id: string, isFinished: boolean) {
  return useQuery({
    queryKey: [...IMPORTS, id, "errors"],
    queryFn: ({ signal }) => {
      const params = { path: { import_id: id }, query: { limit: MOST } };
      return answerOf(
        directory.GET("/api/v1/customers/imports/{import_id}/errors", { params, signal }),
      );
    },
    enabled: isFinished,
  });
}

/** Sends the file as it is; the service reads it. */
export function startImport(file: File, wish: Wish, isDryRun: boolean) {
  return answerOf(
    directory.POST("/api/v1/customers/imports", {
      params: { query: { ...wish, dry_run: isDryRun }, header: idempotencyKey() },
      headers: { "Content-Type": "application/octet-stream" },
      // The document calls any bytes a text.
      body: file as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
    }),
  );
}

export function savePreset(name: string, columns: Record<string, string>) {
  return answerOf(
    directory.PUT("/api/v1/customers/import-presets/{name}", {
      params: { path: { name } },
      body: { columns },
    }),
  );
}
