import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { DeedButton } from "./DeedButton";

const shown = (props: { isBusy: boolean; isOff?: boolean }) =>
  renderToString(createElement(MantineProvider, null, createElement(DeedButton, props, "Guardar")));

it.each([{ isBusy: true }, { isBusy: false, isOff: true }])(
  "keeps the keyboard where it does nothing: %j",
  (props) => {
    const button = shown(props);
    expect(button).toContain('aria-disabled="true"');
    expect(button).not.toMatch(/ disabled=/);
  },
);

it("says nothing where it can be pressed", () => {
  expect(shown({ isBusy: false })).not.toMatch(/aria-(disabled|busy)/);
});
