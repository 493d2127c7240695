// Starts the app, and is there for the person when the app cannot start. It knows nothing of the app's data.
//
// A plain script in the head, in the words of old browsers: it runs before the first paint, and those it
// turns away must still be able to read it. What it shows stands in the templates of index.html.
(function () {
  "use strict";

  // So long nothing may move before we say that it hangs.
  var STALL_MS = 15000;
  // Asked at most so often for a newer build; a tablet's tab may stay open for weeks.
  var CHECK_MS = 60 * 60 * 1000;
  // An app that runs has drawn its page by then, or never will.
  var PICTURE_MS = 5000;
  // A frame is painted by then, however slow the device, or the browser does not mean to paint.
  var FRAME_MS = 1000;
  // Set while the one reload that starts from nothing is under way.
  var REPAIRED = "huifang.repaired";

  var root = document.documentElement;
  var over = false;
  var keeping = false;
  var timer;
  var pageIsRead = new Promise(function (resolve) {
    document.addEventListener("DOMContentLoaded", resolve);
  });
  var pageIsLoaded = new Promise(function (resolve) {
    window.addEventListener("load", resolve);
  });
  var appStarted;
  var appIsThere = new Promise(function (resolve) {
    appStarted = resolve;
  });

  // The app writes these with gloo-storage, so they are JSON.
  function setting(name) {
    try {
      return JSON.parse(localStorage.getItem("huifang." + name));
    } catch (_unreadable) {
      return null;
    }
  }

  function dress() {
    var language = setting("language");
    if (language) root.lang = language;
    // What is not set stays away: then the device decides.
    if (setting("theme")) root.dataset.theme = setting("theme");
    if (setting("type")) root.dataset.type = setting("type");
  }

  function meta(name) {
    var element = document.querySelector('meta[name="huifang-' + name + '"]');
    return element ? element.content : "";
  }

  function isInsideAnotherApp() {
    return /MicroMessenger|DingTalk/i.test(navigator.userAgent);
  }

  // Chrome 111 and Firefox 113 brought oklch, Safari 16.4 and Firefox 113 CompressionStream.
  function isModern() {
    return Boolean(
      window.CSS && CSS.supports("color", "oklch(0 0 0)") && window.CompressionStream &&
      window.WebAssembly && window.indexedDB && navigator.locks
    );
  }

  function show(page, reason) {
    over = true;
    clearTimeout(timer);
    pageIsRead.then(function () { fillPage(page, reason); });
  }

  function fillPage(page, reason) {
    var pages = [].slice.call(document.querySelectorAll('template[data-plain="' + page + '"]'));
    var mine = pages.filter(function (each) { return each.lang === root.lang; })[0] || pages[0];
    var content = document.importNode(mine.content, true);
    while (document.body.firstChild) document.body.removeChild(document.body.firstChild);
    document.body.appendChild(content);
    on("retry", function () {
      sessionStorage.removeItem(REPAIRED);
      location.reload();
    });
    on("export", exportUnsent);
    var part = document.querySelector('[data-part="reason"]');
    if (part) part.textContent = reason + " · " + meta("build");
  }

  function on(name, action) {
    var button = document.querySelector('[data-do="' + name + '"]');
    if (button) button.addEventListener("click", action);
  }

  // --- the picture of the last time ---------------------------------------------------------------

  // The page as it was left, until the app has drawn it anew: what is seen stands there before the app runs. Taps go
  // through it; whoever scrolls or types sees the page itself. The app takes the picture, and only of a page of its
  // own; it is true until the app runs, so whoever leaves before that finds it again. Answers when it can be seen, or
  // nothing if there is none.
  function showPicture() {
    var picture = setting("picture");
    if (!picture || picture.build !== meta("build")) return null;
    if (picture.place !== location.pathname + location.search + location.hash) return null;
    var frame = document.createElement("div");
    frame.className = "picture";
    frame.inert = true;
    frame.setAttribute("aria-hidden", "true");
    frame.innerHTML = picture.html;
    function remove() {
      gone = true;
      frame.remove();
    }
    var gone = false;
    ["huifang:drawn", "wheel", "touchmove", "keydown"].forEach(function (name) {
      window.addEventListener(name, remove, { once: true, passive: true });
    });
    appIsThere.then(function () { setTimeout(remove, PICTURE_MS); });
    return pageIsRead.then(function () {
      if (gone || over) return;
      document.body.appendChild(frame);
      performance.mark("huifang:picture");
      return new Promise(function (painted) {
        // A page that nobody sees is not painted.
        if (document.hidden) return painted();
        requestAnimationFrame(function () { setTimeout(painted); });
        setTimeout(painted, FRAME_MS);
      });
    });
  }

  function forgetPicture() {
    localStorage.removeItem("huifang.picture");
  }

  // --- starting -----------------------------------------------------------------------------------

  function moved() {
    clearTimeout(timer);
    if (!over) timer = setTimeout(function () { fail("stalled"); }, STALL_MS);
  }

  // On a slow line the module takes longer than any patience, so each piece of it counts. With a worker it
  // comes from the device, and then the untouched response lets the browser keep the compiled code.
  function watched(response) {
    if (!response.ok) throw new Error(response.url + " " + response.status);
    if (!response.body || (navigator.serviceWorker && navigator.serviceWorker.controller)) return response;
    var counter = new TransformStream({
      transform: function (piece, out) { moved(); out.enqueue(piece); },
    });
    return new Response(response.body.pipeThrough(counter), { headers: response.headers });
  }

  function start() {
    if (isInsideAnotherApp()) return show("outside");
    if (!isModern()) return show("outdated");
    moved();
    // A picture comes first, for nothing beside it then takes the browser's attention. Without one, module and script
    // are on their way while the page is still read; the app itself wants the whole page.
    Promise.resolve(showPicture())
      .then(function () {
        return Promise.all([import(meta("module")), fetch(meta("wasm")).then(watched), pageIsRead]);
      })
      .then(function (both) {
        moved();
        return both[0].default({ module_or_path: both[1] });
      })
      .then(started, fail);
    // With a worker its update runs beside the start; without one the line belongs to the app first.
    if (navigator.serviceWorker && navigator.serviceWorker.controller) keepOffline();
  }

  function started() {
    over = true;
    clearTimeout(timer);
    forgetPicture();
    sessionStorage.removeItem(REPAIRED);
    appStarted();
    keepOffline();
  }

  // Caches are thrown away only when the server can be asked for new ones: without a network a damaged
  // cache may still start at the next try, an empty one never does. IndexedDB is not touched, ever.
  function fail(problem) {
    forgetPicture();
    if (over) return;
    var reason = String(problem);
    console.error("huifang did not start:", reason);
    over = true;
    clearTimeout(timer);
    if (sessionStorage.getItem(REPAIRED)) return show("repair", reason);
    repair().then(function (begun) {
      if (!begun) show("repair", reason);
    });
  }

  // Answers whether the page now begins from nothing.
  function repair() {
    return isServerThere()
      .then(function (there) {
        if (!there) return false;
        sessionStorage.setItem(REPAIRED, "1");
        return forgetBuilds().then(function () {
          location.reload();
          return true;
        });
      })
      .catch(function () { return false; });
  }

  // The app runs, but a part of it that comes later is broken on this device.
  window.addEventListener("huifang:damaged", repair);

  // A captive portal answers everything, but not with this.
  function isServerThere() {
    return fetch("/livez", { cache: "no-store" })
      .then(function (response) { return response.text(); })
      .then(function (text) { return text === "ok"; }, function () { return false; });
  }

  function forgetBuilds() {
    return Promise.all([
      caches.keys().then(function (names) {
        var builds = names.filter(function (name) { return name.indexOf("huifang-build-") === 0; });
        return Promise.all(builds.map(function (name) { return caches.delete(name); }));
      }),
      navigator.serviceWorker.getRegistrations().then(function (all) {
        return Promise.all(all.map(function (each) { return each.unregister(); }));
      }),
    ]);
  }

  // --- the service worker -------------------------------------------------------------------------
  //
  // To the app: `huifang:build-waits` says that a newer build lies ready, `huifang:take-build` from the
  // app takes it, and `huifang:build-taken` comes before the reload; who has something open that must not
  // go prevents its default and reloads later.

  function keepOffline() {
    var workers = navigator.serviceWorker;
    if (!workers || keeping) return;
    keeping = true;
    if (meta("build") === "dev") {
      forgetBuilds();
      return;
    }
    // Held as long as this page lives: the worker keeps the files of every build that somebody shows.
    navigator.locks.request("huifang-build-" + meta("build"), { mode: "shared" }, function () {
      return new Promise(function () {});
    });
    var hadOne = Boolean(workers.controller);
    workers.addEventListener("controllerchange", function () {
      var first = !hadOne;
      hadOne = true;
      if (first) return;
      if (window.dispatchEvent(new CustomEvent("huifang:build-taken", { cancelable: true }))) location.reload();
    });
    workers.register("/sw.js", { updateViaCache: "none" }).then(watchBuilds, function (problem) {
      // A private window may refuse; then the app runs, only not without a network.
      console.warn("no service worker:", String(problem));
    });
  }

  function watchBuilds(registration) {
    function tell(worker, word) {
      if (worker) worker.postMessage(word);
    }
    function announce() {
      if (registration.waiting) window.dispatchEvent(new CustomEvent("huifang:build-waits"));
    }
    tell(registration.active, "tidy");
    // Now nothing is typed yet: the best moment to change, if no other page is open. Not before all files
    // are here: the change waits for the old worker to have answered.
    Promise.all([appIsThere, pageIsLoaded]).then(function () { tell(registration.waiting, "skip-if-alone"); });
    announce();
    registration.addEventListener("updatefound", function () {
      var coming = registration.installing;
      coming.addEventListener("statechange", function () {
        if (coming.state === "installed" && navigator.serviceWorker.controller) announce();
      });
    });
    window.addEventListener("huifang:take-build", function () { tell(registration.waiting, "skip"); });

    var checked = Date.now();
    document.addEventListener("visibilitychange", function () {
      if (document.hidden || Date.now() - checked < CHECK_MS) return;
      checked = Date.now();
      registration.update().catch(function () { /* no network: at the next look */ });
    });
  }

  // --- the app on the home screen ------------------------------------------------------------------
  //
  // The browser offers it once, often before the app runs, so the offer is kept here: `data-install` on the document and
  // `huifang:can-install` say that there is one, `huifang:install` from the app takes it.

  window.addEventListener("beforeinstallprompt", function (offer) {
    offer.preventDefault();
    document.documentElement.dataset.install = "";
    window.dispatchEvent(new CustomEvent("huifang:can-install"));
    window.addEventListener("huifang:install", function () {
      delete document.documentElement.dataset.install;
      offer.prompt();
    }, { once: true });
  });

  // --- the way out for what has not been sent -----------------------------------------------------

  // Reads only, and every database of ours: which person it belongs to is not known here.
  function exportUnsent() {
    indexedDB.databases()
      .then(function (all) {
        var ours = all.filter(function (each) { return each.name.indexOf("huifang") === 0; });
        return Promise.all(ours.map(function (each) { return contents(each.name); }));
      })
      .then(function (found) {
        var link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([JSON.stringify(found)], { type: "application/json" }));
        link.download = "huifang-" + new Date().toISOString().slice(0, 10) + ".json";
        link.click();
      })
      .catch(function (problem) {
        document.querySelector('[data-part="reason"]').textContent = String(problem);
      });
  }

  function contents(name) {
    return new Promise(function (resolve, reject) {
      var opening = indexedDB.open(name);
      opening.onerror = function () { reject(opening.error); };
      opening.onsuccess = function () {
        var database = opening.result;
        var found = { database: name };
        var stores = ["out", "draft"].filter(function (store) {
          return database.objectStoreNames.contains(store);
        });
        if (!stores.length) return resolve(found);
        var transaction = database.transaction(stores, "readonly");
        stores.forEach(function (store) {
          var reading = transaction.objectStore(store).getAll();
          reading.onsuccess = function () { found[store] = reading.result; };
        });
        // Said by us, so that it ends also when this page is left now.
        transaction.commit();
        transaction.oncomplete = function () { database.close(); resolve(found); };
        transaction.onabort = function () { reject(transaction.error); };
      };
    });
  }

  dress();
  start();
})();
