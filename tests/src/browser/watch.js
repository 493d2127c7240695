// Runs before every page's own scripts: what the policy refuses becomes a line in the console, which the
// tests read in every engine.
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP-VIOLATION ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
});
addEventListener("unhandledrejection", (event) => console.error(`UNHANDLED ${event.reason}`));
