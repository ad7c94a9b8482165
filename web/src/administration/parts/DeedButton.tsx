import { Button, type ButtonProps } from "@mantine/core";
import type { ComponentPropsWithoutRef, MouseEvent } from "react";

type Props = Omit<ButtonProps, "loading" | "disabled"> &
  Pick<ComponentPropsWithoutRef<"button">, "type" | "onClick" | "aria-label"> & {
    isBusy: boolean;
    /** Whether there is nothing to be done now. */
    isOff?: boolean;
  };

/** Does something. While that is under way, or there is nothing to do, pressing it does nothing; it is
 * not locked, since a locked button loses the keyboard. */
export function DeedButton({ isBusy, isOff = false, onClick, ...others }: Props) {
  const isIdle = isBusy || isOff;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // Nor does it send its form, by Enter in a field.
    if (isIdle) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Button
      size="xs"
      {...others}
      aria-busy={isBusy || undefined}
      aria-disabled={isIdle || undefined}
      data-disabled={isIdle}
      onClick={press}
    />
  );
}
