import { Button } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

/** What the system offers to choose from; what a file is, the service finds out. */
const KINDS = "image/*,audio/*,video/mp4,application/pdf,text/plain";

/** Chooses files to go with a reply. */
export function FileButton(props: { isAllowed: boolean; onFiles: (files: File[]) => void }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        accept={KINDS}
        onChange={(event) => {
          props.onFiles([...(event.currentTarget.files ?? [])]);
          // The same file can be chosen once more.
          event.currentTarget.value = "";
        }}
      />
      <Button
        size="xs"
        variant="default"
        disabled={!props.isAllowed}
        title={t("attending.files.hint")}
        onClick={() => field.current?.click()}
      >
        {t("attending.files.add")}
      </Button>
    </>
  );
}
