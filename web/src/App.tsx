import { createTheme, MantineProvider, Modal, useMantineColorScheme } from "@mantine/core";
import { QueryClient, QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { isPassing, Problem } from "@/shared/api/problem";
import { forgetLists } from "@/shared/live/useLiveList";
import { settings } from "@/shared/settings";
import { useStore } from "@/shared/store";
import { Guard } from "@/shared/ui/Guard";
import { Failed, Loading } from "@/shared/ui/Notice";
import { CompanyClock } from "@/shared/useAbout";
import { SignInAgain } from "@/sign-in/SignInAgain";
import { SignInPage } from "@/sign-in/SignInPage";
import { findSession, type Session, session } from "@/sign-in/session";
import { router } from "./router";

// Where letters and providers lead comes with them: the desk's first script does not grow by it.
const SetPasswordPage = lazy(() =>
  import("@/sign-in/SetPasswordPage").then((found) => ({ default: found.SetPasswordPage })),
);
const SignOnPage = lazy(() =>
  import("@/sign-in/SignOnPage").then((found) => ({ default: found.SignOnPage })),
);
const SurveyPage = lazy(() =>
  import("@/survey/SurveyPage").then((found) => ({ default: found.SurveyPage })),
);

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
          <Suspense fallback={<Loading />}>
            <Entrance />
          </Suspense>
        </Guard>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Three pages are for whoever comes from elsewhere, signed in or not: two from letters, and one from
 * the provider. All others are behind the gate. */
function Entrance() {
  switch (window.location.pathname.replace(/\/$/, "")) {
    case "/console/set-password":
      return <SetPasswordPage />;
    case "/console/sign-on":
      return <SignOnPage />;
    case "/console/survey":
      return <SurveyPage />;
    default:
      return <Gate />;
  }
}

/** Whoever has not entered sees the way in, at the address they came to. */
function Gate() {
  const now = useStore(session);
  const isAnother = useIsAnother(now.is === "in" ? now.account.account_id : null);
  useFreshness(now);
  useEffect(() => {
    void findSession();
    const timer = window.setInterval(() => {
      if (session.get().is === "in" && !document.hidden) void findSession();
    }, LOOK_EVERY);
    return () => window.clearInterval(timer);
  }, []);
  if (isAnother) return <Anew />;
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

/** Whether somebody else has entered than whoever was here first, on this page. */
function useIsAnother(accountId: string | null): boolean {
  const [first, setFirst] = useState(accountId);
  if (first === null && accountId !== null) setFirst(accountId);
  return first !== null && accountId !== null && first !== accountId;
}

/** The page begins anew for somebody else: nothing that it remembers of the one before can be shown,
 * or sent, as theirs. What that one was writing is kept on this machine, for them alone. */
function Anew() {
  useEffect(() => window.location.replace("/console/"), []);
  return <Loading />;
}

/** Whoever left is shown no more; whoever comes back finds everything as it is now. */
function useFreshness({ is }: Session): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (is === "out") {
      // What anybody may know is being asked for by the way in, which is there before this is done.
      queryClient.getMutationCache().clear();
      queryClient.removeQueries({ predicate: ({ meta }) => meta?.isForAnybody !== true });
      forgetLists();
    }
    if (is === "in") void queryClient.invalidateQueries();
  }, [is, queryClient]);
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
