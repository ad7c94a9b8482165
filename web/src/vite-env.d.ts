/// <reference types="vite/client" />

/** The console's version, from package.json. */
declare const __VERSION__: string;
