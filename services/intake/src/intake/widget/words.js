// What the chat says: in the language of the page that shows it, else of the browser.
export const WORDS = {
  es: {
    close: "Cerrar el chat", offline: "Sin conexión. Reintentando…",
    welcome: "Cuéntenos quién es y en qué podemos ayudarle.",
    name: "Nombre", nationalId: "DNI", optional: "(opcional)", first: "Mensaje",
    begin: "Iniciar el chat", incomplete: "Complete su nombre y su mensaje.",
    failed: "No se pudo iniciar el chat. Intente de nuevo.",
    conversation: "Conversación", ended: "La conversación terminó.", again: "Iniciar otra conversación",
    text: "Su mensaje", hint: "Escriba su mensaje", send: "Enviar",
    attended: "Le atiende {}", waiting: "Ya le atendemos",
    away: "Fuera de horario. Le respondemos desde: {}", awayLong: "Fuera de horario. Le respondemos en cuanto volvamos.",
    typing: "Está escribiendo…",
    sending: "Enviando…", sent: "Enviado", unsent: "No se envió",
    attach: "Adjuntar archivos", dropHere: "Suelte aquí sus archivos", chosen: "Archivos por enviar",
    uploading: "Subiendo {}", ready: "listo", stuck: "no se pudo subir", remove: "Quitar {}",
    retry: "Reintentar {}", goesLater: "Se enviará cuando terminen de subir los archivos.",
    dropFirst: "Quite los archivos que no se pudieron subir, o reintente.",
    empty: "el archivo está vacío.", tooLarge: "es demasiado grande; puede enviar hasta 10 MB.",
    tooMany: "Un mensaje lleva hasta cinco archivos.",
    unsupported: "no se aceptan archivos de este tipo; puede enviar imágenes, PDF, texto, audio y MP4.",
    chatIsFull: "ya no entran más archivos en esta conversación.",
    off: "aquí no se reciben archivos.", over: "la conversación terminó.", refused: "no se pudo enviar.",
    forgotten: "Un archivo ya no está. Adjúntelo de nuevo.",
    save: "Descargar {}", gone: "Este archivo ya no está.", notSaved: "No se pudo descargar. Intente de nuevo.",
  },
  en: {
    close: "Close the chat", offline: "No connection. Trying again…",
    welcome: "Tell us who you are and how we can help.",
    name: "Name", nationalId: "National ID", optional: "(optional)", first: "Message",
    begin: "Start the chat", incomplete: "Fill in your name and your message.",
    failed: "The chat could not be started. Try again.",
    conversation: "Conversation", ended: "The conversation is over.", again: "Start another conversation",
    text: "Your message", hint: "Write your message", send: "Send",
    attended: "You are talking with {}", waiting: "Somebody will be with you soon",
    away: "Out of hours. We answer from: {}", awayLong: "Out of hours. We answer as soon as we are back.",
    typing: "Is typing…",
    sending: "Sending…", sent: "Sent", unsent: "Not sent",
    attach: "Attach files", dropHere: "Drop your files here", chosen: "Files to send",
    uploading: "Uploading {}", ready: "ready", stuck: "could not be uploaded", remove: "Remove {}",
    retry: "Try {} again", goesLater: "It will be sent once the files are uploaded.",
    dropFirst: "Remove the files that could not be uploaded, or try again.",
    empty: "the file is empty.", tooLarge: "it is too large; you can send up to 10 MB.",
    tooMany: "A message takes up to five files.",
    unsupported: "files of this kind are not taken; you can send pictures, PDF, text, sound and MP4.",
    chatIsFull: "no more files fit in this conversation.",
    off: "no files are taken here.", over: "the conversation is over.", refused: "it could not be sent.",
    forgotten: "A file is not there any more. Attach it again.",
    save: "Download {}", gone: "This file is not there any more.", notSaved: "It could not be downloaded. Try again.",
  },
  pt: {
    close: "Fechar o chat", offline: "Sem conexão. Tentando de novo…",
    welcome: "Conte quem você é e como podemos ajudar.",
    name: "Nome", nationalId: "Documento", optional: "(opcional)", first: "Mensagem",
    begin: "Iniciar o chat", incomplete: "Preencha seu nome e sua mensagem.",
    failed: "Não foi possível iniciar o chat. Tente de novo.",
    conversation: "Conversa", ended: "A conversa terminou.", again: "Iniciar outra conversa",
    text: "Sua mensagem", hint: "Escreva sua mensagem", send: "Enviar",
    attended: "{} está atendendo você", waiting: "Logo atenderemos você",
    away: "Fora do horário. Respondemos a partir de: {}", awayLong: "Fora do horário. Respondemos assim que voltarmos.",
    typing: "Está escrevendo…",
    sending: "Enviando…", sent: "Enviado", unsent: "Não foi enviado",
    attach: "Anexar arquivos", dropHere: "Solte seus arquivos aqui", chosen: "Arquivos a enviar",
    uploading: "Enviando {}", ready: "pronto", stuck: "não foi possível enviar", remove: "Remover {}",
    retry: "Tentar {} de novo", goesLater: "Será enviada quando os arquivos terminarem de subir.",
    dropFirst: "Remova os arquivos que não subiram, ou tente de novo.",
    empty: "o arquivo está vazio.", tooLarge: "é grande demais; você pode enviar até 10 MB.",
    tooMany: "Uma mensagem leva até cinco arquivos.",
    unsupported: "arquivos deste tipo não são aceitos; você pode enviar imagens, PDF, texto, áudio e MP4.",
    chatIsFull: "não cabem mais arquivos nesta conversa.",
    off: "aqui não se recebem arquivos.", over: "a conversa terminou.", refused: "não foi possível enviar.",
    forgotten: "Um arquivo não está mais aqui. Anexe-o de novo.",
    save: "Baixar {}", gone: "Este arquivo não está mais aqui.", notSaved: "Não foi possível baixar. Tente de novo.",
  },
};

const wanted = [new URLSearchParams(location.search).get("lang"), ...navigator.languages];
const known = wanted.map((each) => (each || "").slice(0, 2).toLowerCase()).find((each) => Object.hasOwn(WORDS, each));
export const language = known || "es";

export function say(word, what = "") {
  return WORDS[language][word].replace("{}", () => what);
}

export function moment(when) {
  const parts = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  return new Intl.DateTimeFormat(language, parts).format(new Date(when));
}

export function bytes(size) {
  const isLarge = size >= 100_000;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return `${number.format(size / (isLarge ? 1_000_000 : 1_000))} ${isLarge ? "MB" : "kB"}`;
}

export function translate(page) {
  page.documentElement.lang = language;
  for (const each of page.querySelectorAll("[data-word]")) each.textContent = say(each.dataset.word);
  for (const each of page.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  for (const each of page.querySelectorAll("[data-hint]")) each.placeholder = say(each.dataset.hint);
}
