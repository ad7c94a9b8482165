import { createTheme, MantineProvider, Modal, useMantineColorScheme } from "@mantine/core";
import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { isPassing, Problem } from "@/shared/api/problem";
import { forgetLists } from "@/shared/live/useLiveList";
import { settings } from "@/shared/settings";
import { useStore } from "@/shared/store";
import { Guard } from "@/shared/ui/Guard";
import { Failed, Loading } from "@/shared/ui/Notice";
import { CompanyClock } from "@/shared/useAbout";
import { SetPasswordPage } from "@/sign-in/SetPasswordPage";
import { SignInAgain } from "@/sign-in/SignInAgain";
import { SignInPage } from "@/sign-in/SignInPage";
import { SignOnPage } from "@/sign-in/SignOnPage";
import { findSession, session } from "@/sign-in/session";
import { router } from "./router";

const MOST_TRIES = 2;
const LOOK_EVERY = 60_000;

/** Nothing of it may write styles into the page: the policy of the gateway allows none but files. */
const theme = createTheme({
  primaryColor: "teal",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Modal: Modal.extend({
      // The head of a dialog is not another banner of the page.
      defaultProps: { lockScroll: false, attributes: { header: { role: "none" } } },
    }),
  },
});

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < MOST_TRIES && isPassing(error),
      refetchOnWindowFocus: true,
    },
  },
});
queries.getQueryCache().subscribe(({ type, query }) => {
  const error: unknown = type === "updated" ? query.state.error : null;
  // What somebody may do has changed: the rail should know too.
  if (error instanceof Problem && error.status === 403) void findSession();
});

export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        <Appearance />
        <CompanyClock />
        <Guard>
          <Entrance />
        </Guard>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Two pages are for whoever comes from elsewhere, signed in or not: from a letter, and from the
 * provider. All others are behind the gate. */
function Entrance() {
  switch (window.location.pathname.replace(/\/$/, "")) {
    case "/console/set-password":
      return <SetPasswordPage />;
    case "/console/sign-on":
      return <SignOnPage />;
    default:
      return <Gate />;
  }
}

/** Whoever has not entered sees the way in, at the address they came to. */
function Gate() {
  const now = useStore(session);
  useForgetting();
  useEffect(() => {
    void findSession();
    const timer = window.setInterval(() => {
      if (session.get().is === "in" && !document.hidden) void findSession();
    }, LOOK_EVERY);
    return () => window.clearInterval(timer);
  }, []);
  switch (now.is) {
    case "unknown":
      return <Loading />;
    case "unreachable":
      return <Failed error={now.error} onRetry={() => void findSession()} />;
    case "out":
      return <SignInPage />;
    default:
      return (
        <>
          <RouterProvider router={router} />
          {now.is === "ended" && <SignInAgain account={now.account} />}
        </>
      );
  }
}

/** What one account has seen is not shown to the next; whoever comes back finds it fresh. */
function useForgetting(): void {
  const queryClient = useQueryClient();
  const now = useStore(session);
  const last = useRef<string | null>(null);
  const accountId = now.is === "in" ? now.account.account_id : null;
  useEffect(() => {
    if (now.is === "out") {
      queryClient.clear();
      forgetLists();
    }
    if (accountId === null) return;
    if (last.current !== null && last.current !== accountId) {
      queryClient.clear();
      forgetLists();
      void router.navigate({ to: "/" });
    } else void queryClient.invalidateQueries();
    last.current = accountId;
  }, [accountId, now.is, queryClient]);
}

function Appearance() {
  const { theme: chosen, density } = useStore(settings);
  // Stopping transitions meanwhile would take a style element, which the policy refuses.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  useEffect(() => setColorScheme(chosen === "system" ? "auto" : chosen), [chosen, setColorScheme]);
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  return null;
}
