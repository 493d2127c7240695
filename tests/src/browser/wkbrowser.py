#!/usr/bin/python3
"""A bare WebKitGTK window that WebKitWebDriver drives.

Unlike MiniBrowser it keeps its data over restarts, has no toolbar (so the viewport is exact), grants
permissions, and writes the console to a file. WebKitWebDriver starts any program that allows automation.

Environment: WK_DATA folder for what is kept, WK_LOG file for the console, WK_START file with a script that
runs before any other, WK_DARK=1, WK_GEO="48.1,11.5".
"""
import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402  (the versions must be asked for first)

data = os.environ["WK_DATA"]
# The driver silences its child, so the console's lines go to a file.
log = os.open(os.environ["WK_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
os.dup2(log, 1)
os.dup2(log, 2)

manager = WebKit2.WebsiteDataManager(base_data_directory=data + "/data", base_cache_directory=data + "/cache")
context = WebKit2.WebContext(website_data_manager=manager)
context.set_automation_allowed(True)
# Without this a restart forgets who signed in.
context.get_cookie_manager().set_persistent_storage(
    data + "/cookies.sqlite", WebKit2.CookiePersistentStorage.SQLITE)
Gtk.Settings.get_default().set_property(
    "gtk-application-prefer-dark-theme", os.environ.get("WK_DARK") == "1")
with open(os.environ["WK_START"], encoding="utf-8") as file:
    start_script = file.read()

place = os.environ.get("WK_GEO")
if place:
    latitude, longitude = map(float, place.split(","))
    geolocation = context.get_geolocation_manager()

    def start_locating(manager):
        manager.update_position(WebKit2.GeolocationPosition.new(latitude, longitude, 5.0))
        return True

    geolocation.connect("start", start_locating)
    geolocation.connect("stop", lambda manager: None)


def allow(view, request):
    request.allow()
    return True


def say(words):
    os.write(log, f"CONSOLE WEBKIT {words}\n".encode())


def load_failed(view, event, address, error):
    say(f"load failed at {event.value_nick} of {address}: {error.message}")
    return False


views = []


def new_view(session, related=None):
    settings = WebKit2.Settings()
    settings.set_enable_write_console_messages_to_stdout(True)
    settings.set_enable_media_stream(True)
    settings.set_enable_mock_capture_devices(True)
    settings.set_javascript_can_open_windows_automatically(True)
    content = WebKit2.UserContentManager()
    content.add_script(WebKit2.UserScript.new(
        start_script, WebKit2.UserContentInjectedFrames.ALL_FRAMES,
        WebKit2.UserScriptInjectionTime.START, None, None))
    home = {"related_view": related} if related else {"web_context": context}
    view = WebKit2.WebView(
        settings=settings, user_content_manager=content, is_controlled_by_automation=True, **home)
    views.append(view)
    view.connect("permission-request", allow)
    # Seen in a page only as an empty document.
    view.connect("load-failed", load_failed)
    view.connect("web-process-terminated", lambda view, reason: say(f"the page's process ended: {reason.value_nick}"))
    window = Gtk.Window()
    window.set_default_size(1024, 768)
    window.add(view)
    window.show_all()
    view.connect("close", lambda view: (views.remove(view), window.destroy()))
    view.connect("create", lambda view, navigation: new_view(session, view))
    return view


def automation_started(context, session):
    about = WebKit2.ApplicationInfo.new()
    about.set_name("huifang-journeys")
    about.set_version(1, 0, 0)
    session.set_application_info(about)
    session.connect("create-web-view", new_view)


context.connect("automation-started", automation_started)
Gtk.main()
