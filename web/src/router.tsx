import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { parseSearch } from "@/administration/search";
import { sectionsOf } from "@/administration/sections";
import { parseSearch as parseCallBacks } from "@/call-backs/search";
import { ContactDesk } from "@/contact-desk/ContactDesk";
import { parseFilters } from "@/contact-desk/filters";
import { Frame } from "@/frame/Frame";
import { listsOf, workplacesOf } from "@/frame/workplaces";
import { parseOrders, parseTickets } from "@/records/lists/search";
import { Empty } from "@/shared/ui/Notice";
import { useAccount } from "@/sign-in/session";

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: "/", component: Home });

const desk = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$screen",
  validateSearch: parseFilters,
  component: ContactDesk,
});

const contact = createRoute({
  getParentRoute: () => desk,
  path: "/$contactId",
  component: Outlet,
});

/** Leads to a contact in the list that has it, for whoever knows no more of it than its id. */
const contactById = createRoute({
  getParentRoute: () => root,
  path: "/contact/$contactId",
  component: lazyRouteComponent(() => import("@/contact-desk/ContactById"), "ContactById"),
});

// Another customer, ticket or order is another page (`remountDeps`): what was opened or begun on the
// one does not stand on the other.
const customer = createRoute({
  getParentRoute: () => root,
  path: "/customers/$customerId",
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("@/records/CustomerPage"), "CustomerPage"),
});

const callBacks = createRoute({
  getParentRoute: () => root,
  path: "/call-backs",
  validateSearch: parseCallBacks,
  component: lazyRouteComponent(() => import("@/call-backs/CallBacks"), "CallBacks"),
});

const proposals = createRoute({
  getParentRoute: () => root,
  path: "/proposals",
  component: lazyRouteComponent(() => import("@/records/OpenProposals"), "OpenProposals"),
});

const tickets = createRoute({
  getParentRoute: () => root,
  path: "/tickets",
  validateSearch: parseTickets,
  component: lazyRouteComponent(() => import("@/records/lists/Tickets"), "Tickets"),
});

const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  validateSearch: parseOrders,
  component: lazyRouteComponent(() => import("@/records/lists/Orders"), "Orders"),
});

const ticket = createRoute({
  getParentRoute: () => root,
  path: "/tickets/$ticketId",
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("@/records/TicketPage"), "TicketPage"),
});

const order = createRoute({
  getParentRoute: () => root,
  path: "/orders/$orderId",
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("@/records/OrderPage"), "OrderPage"),
});

/** Who administers gets what it takes; the desk's first script does not grow by it. */
const administration = createRoute({
  getParentRoute: () => root,
  path: "/administration",
  component: lazyRouteComponent(() => import("@/administration/Administration"), "Administration"),
});

const section = createRoute({
  getParentRoute: () => administration,
  path: "/$section",
  validateSearch: parseSearch,
  component: Outlet,
});

const item = createRoute({ getParentRoute: () => section, path: "/$item", component: Outlet });

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    desk.addChildren([contact]),
    contactById,
    customer,
    callBacks,
    proposals,
    tickets,
    orders,
    ticket,
    order,
    administration.addChildren([section.addChildren([item])]),
  ]),
  basepath: "/console",
  defaultPreload: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

/** The first workplace somebody has; whoever has none is told why. */
function Home() {
  const { t } = useTranslation();
  const { permissions, login } = useAccount();
  const first = workplacesOf(permissions)[0];
  if (first) return <Navigate to="/contacts/$screen" params={{ screen: first.screen }} replace />;
  if (sectionsOf(permissions).length > 0) return <Navigate to="/administration" replace />;
  // Whoever does the work comes to it; whoever had it done, to what they asked for.
  const list = listsOf(permissions).at(-1);
  if (list) return <Navigate to={list.to} replace />;
  return <Empty title={t("nothingForYou.title")} detail={t("nothingForYou.detail", { login })} />;
}

function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty title={t("notFound.title")} detail={t("notFound.detail")}>
      <Link to="/">{t("notFound.home")}</Link>
    </Empty>
  );
}
