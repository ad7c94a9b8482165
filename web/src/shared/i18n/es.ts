import type { mailAside } from "@/administration/mail-aside/words/es";
import type { setup } from "@/administration/setup/words/es";
import type { administration } from "@/administration/words/es";
import type { callBacks } from "@/call-backs/words/es";
import type { attending } from "@/contact-desk/attention/words/es";
import { views } from "@/contact-desk/words/es";
import { commandBar, duty, help, shortcuts } from "@/frame/words/es";
import type { records } from "@/records/words/es";
import { access } from "@/sign-in/words/es";
import type { survey } from "@/survey/words/es";

/** The first language: the other two have the same keys, by type and by a test. What is said
 * where the first list is not comes with its screen: in `words/spoken.ts` of the administration, of
 * a contact that is attended, of call-backs, of records and of the survey. */
export const es = {
  skip: "Ir al contenido",
  loading: "Cargando…",
  retry: "Reintentar",
  close: "Cerrar",
  undo: "Deshacer",
  unknown: "Sin dato",
  notFound: {
    title: "No hay nada en esta dirección",
    detail: "El enlace puede estar mal copiado o ser de otra versión.",
    home: "Ir al inicio",
  },
  nothingForYou: {
    title: "Todavía no hay pantallas para este usuario",
    detail:
      "Los permisos de “{{login}}” no incluyen ninguna pantalla de la consola. Los da un administrador.",
  },
  crash: {
    title: "Esta parte falló",
    detail: "El resto sigue funcionando y lo escrito se guardó.",
  },
  nav: {
    label: "Pantallas",
    callBacks: "Rellamadas",
    proposals: "Propuestas",
    waitingMore: "{{count}} o más",
    waiting: "{{count}} abiertos",
  },
  connection: {
    live: "En vivo",
    polling: "Se actualiza cada 4 s",
    connecting: "Conectando…",
    offline: "Sin conexión",
    offlineDetail: "Sin conexión. Lo escrito se guarda en este equipo; la lista vuelve sola.",
  },
  settings: {
    label: "Preferencias y sesión",
    language: "Idioma",
    languages: { es: "Español", en: "English", pt: "Português" },
    theme: "Tema",
    themes: { system: "Sistema", light: "Claro", dark: "Oscuro" },
    density: "Densidad",
    densities: { compact: "Compacta", comfortable: "Amplia" },
    version: "Versión {{version}}",
    shortcuts: "Atajos de teclado",
    signOut: "Cerrar sesión",
  },
  roles: {
    administrator: "Administrador",
    supervisor: "Supervisor",
    technician: "Técnico",
    operator: "Operador",
    customer: "Cliente",
    employee: "Empleado",
  },
  loadMore: "Cargar más",
  shortcuts,
  signIn: {
    title: "Entrar a Tero",
    login: "Usuario",
    password: "Contraseña",
    showPassword: "Mostrar u ocultar lo escrito",
    submit: "Entrar",
    code: "Código de la aplicación",
    codeHint: "Seis números, o un código de recuperación.",
    setUpTitle: "Configurar el segundo paso",
    setUpDetail:
      "Este usuario necesita una aplicación de códigos. Agregar allí esta clave y escribir el código que muestre.",
    setUpOpen: "Abrir en la aplicación",
    recoveryTitle: "Códigos de recuperación",
    recoveryDetail: "Cada uno sirve una sola vez si falta el teléfono. No se vuelven a mostrar.",
    recoverySaved: "Los guardé",
    otherAccount: "Usar otro usuario",
    endedTitle: "La sesión terminó",
    endedDetail: "Lo escrito se guardó. Al entrar se sigue en el mismo lugar.",
    required: "Falta completar este campo.",
    errors: {
      "wrong-credentials": "El usuario o la contraseña no coinciden.",
      "wrong-code": "El código no es válido o ya se usó.",
      tooMany: "Demasiados intentos. Se puede probar otra vez en {{seconds}} s.",
      unreachable: "No se pudo hablar con Tero. Revisar la conexión y probar otra vez.",
      unavailable: "Tero está arrancando o no responde. Probar otra vez en un momento.",
      other: "No se pudo entrar: {{detail}}",
    },
  },
  screens: {
    calls: "Llamadas",
    "calls-without-city": "Llamadas s/ciudad",
    chats: "Chats",
    inquiries: "Consultas",
    mine: "Mis comunicaciones",
  },
  channels: { call: "Llamada", chat: "Chat", inquiry: "Consulta", email: "Correo" },
  columns: {
    number: "ID",
    reason: "Motivo",
    name: "Nombre",
    city: "Ciudad",
    state: "Estado",
    date: "Fecha",
    phone: "Teléfono",
    observations: "Observaciones",
    channel: "Canal",
    actions: "Acciones",
  },
  states: { live: "EN VIVO", open: "ABIERTO", closed: "CERRADO" },
  claims: {
    mine: "MIO",
    taken: "TOMADO",
    free: "LIBRE",
    by: "{{name}}, desde {{time}}",
  },
  actions: {
    take: "Tomar",
    attention: "Atención",
    return: "Devolver",
    finish: "Finalizar",
    link: "Vincular",
    transcript: "Conversación",
    none: "Sin acciones",
    noneClosed: "Está cerrado: no hay acciones.",
    noneTaken: "Lo atiende {{name}}.",
    noneAllowed: "Sin permiso para actuar sobre este contacto.",
    more: "Más acciones",
  },
  list: {
    state: "Estado",
    claim: "Atención",
    city: "Ciudad",
    all: "Todos",
    withInquiries: "Incluir consultas",
    clear: "Quitar filtros",
    fresh_one: "{{count}} nuevo",
    fresh_other: "{{count}} nuevos",
    letIn: "Mostrar",
    loadingMore: "Cargando más…",
    end: "Fin de la lista",
    loaded: "{{count}} en la lista",
    unidentified: "Sin identificar",
    waiting: "Espera",
    left: "Ya no está en este filtro",
    outOfHours: "Fuera de horario",
    opens: "abre {{when}}",
  },
  empty: {
    filtered: "Ningún contacto con estos filtros",
    calls: "No hay llamadas perdidas",
    callsDetail: "Aparecen aquí las llamadas al 0800 de clientes identificados que nadie atendió.",
    "calls-without-city": "No hay llamadas sin identificar",
    "calls-without-cityDetail": "Aparecen aquí las llamadas de quienes no dieron su documento.",
    chats: "No hay chats",
    chatsDetail: "Aparecen aquí los chats que el bot pasa a una persona.",
    inquiries: "No hay consultas",
    inquiriesDetail: "Aparecen aquí las consultas enviadas desde Mi Cuenta y por correo.",
    mine: "Ninguna comunicación tomada",
    mineDetail: "Aparecen aquí las llamadas y los chats que se toman.",
  },
  attention: {
    back: "Volver a la lista",
    who: "Quién",
    what: "Qué",
    heldByOther:
      "Lo atiende {{name}} desde {{time}}. Se puede leer; para actuar tiene que quedar libre.",
    free: "Nadie lo atiende. Tomarlo para poder finalizarlo.",
    closed: "Cerrado {{time}}.",
    outcome: "Cómo terminó",
    outcomeHint: "Lo que se acordó con el cliente, en pocas palabras.",
    outcomeLost: "No se pudo guardar en este equipo.",
    draftSaved: "Guardado {{time}}",
    draftNew: "Se guarda mientras se escribe",
    finish: "Finalizar contacto",
    closedOutcome: "Resultado",
    customer: "Cliente",
    customerNumber: "N.º de cliente",
    nationalId: "Documento",
    email: "Correo",
    contracts: "Servicios",
    noContracts: "Sin servicios",
    contractStates: { active: "activo", suspended: "suspendido", ended: "terminado" },
    ticket: "Ticket",
    ticketNumber: "Ticket {{number}}",
    noTicket: "Sin ticket",
    notLinked: "Todavía no se sabe quién es.",
    candidates: "Puede ser",
    confidence: { certain: "seguro", probable: "probable", possible: "posible" },
    matchedBy: {
      "national-id": "por el documento",
      phone: "por el teléfono",
      email: "por el correo",
    },
    search: "Buscar cliente",
    searchHint: "Nombre, documento, teléfono o número",
    searchNone: "Ningún cliente coincide.",
    linkThis: "Vincular con {{name}}",
    transcript: "Conversación previa con el bot",
    inquiryText: "Consulta",
    transcriptEmpty: "No hubo conversación previa.",
    authors: { customer: "Cliente", bot: "Bot", operator: "Operador", system: "Sistema" },
    call: "Datos de la llamada",
    line: "Línea",
    queue: "Cola",
    startedAt: "Empezó",
    answeredAt: "La atendieron",
    hungUpAt: "Cortó",
    cause: "Causa",
    source: "Origen",
    acceptedAt: "Llegó a Tero",
    observations: "Observaciones",
  },
  done: {
    take: "Contacto {{number}} tomado.",
    return: "Contacto {{number}} devuelto.",
    finish: "Contacto {{number}} finalizado.",
    link: "Contacto {{number}} vinculado.",
  },
  refused: {
    takenBy: "No se pudo: {{name}} fue más rápido y lo tiene desde {{time}}.",
    closed: "No se pudo: el contacto ya está cerrado.",
    notYours: "No se pudo: ahora lo tiene {{name}}. Lo escrito sigue guardado.",
    lapsed: "La toma venció. Tomarlo otra vez si está libre; lo escrito sigue guardado.",
    unreachable: "Sin conexión: no se sabe si se hizo. Al volver se muestra cómo quedó.",
  },
  administration: { title: "Administración" },
  access,
  commandBar,
  duty,
  help,
  views,
  problem: {
    forbidden: "Sin permiso",
    forbiddenDetail:
      "Este usuario no puede ver esto, o ya no. Los permisos los da un administrador.",
    missing: "No existe o no es visible para este usuario",
    missingDetail: "Puede haberse borrado, unificado, o pertenecer a otra área.",
    conflict: "Alguien lo cambió antes",
    tooMany: "Demasiados pedidos",
    tooManyDetail: "Se puede probar otra vez en {{seconds}} s.",
    failed: "Algo falló del lado de Tero",
    failedDetail:
      "No se perdió lo escrito. Probar otra vez; si sigue, pasar la referencia a soporte.",
    offline: "No hay conexión con Tero",
    offlineDetail: "No se perdió lo escrito. Se vuelve a intentar solo.",
    other: "No se pudo",
    reference: "Referencia",
    copy: "Copiar referencia",
    copied: "Copiada",
  },
};

type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

export type AllWords = Omit<typeof es, "administration"> & {
  administration: typeof es.administration & typeof administration;
  attending: typeof attending;
  callBacks: typeof callBacks;
  mailAside: typeof mailAside;
  records: typeof records;
  setup: typeof setup;
  survey: typeof survey;
};

export type Words = Same<AllWords>;
