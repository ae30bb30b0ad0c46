# SPDX-License-Identifier: GPL-3.0-or-later
"""A Secret Service (freedesktop.org, 0.2) that misbehaves as it is told: a template of python-dbusmock.

Parameters: "store": file that keeps the items, "" for none; "locked": true; "prompt": "accept" or "dismiss"; "forgetful": reports
success and keeps nothing; "hold", "hang", "die", "deny": lists of "METHOD ENTRY", ENTRY as our programs name it, or "*".
A held call is the first of its kind and is answered when `Release` is called; one that hangs never is; "die" ends the
service before it does what was asked for, "die-after" when it has done it but has not answered; a denied one is an error.
"""
import json
import os

import dbus
import dbus.service

BUS_NAME = "org.freedesktop.secrets"
MAIN_OBJ = "/org/freedesktop/secrets"
MAIN_IFACE = "org.freedesktop.Secret.Service"
SYSTEM_BUS = False

COLLECTION = MAIN_OBJ + "/collection/login"
ALIAS = MAIN_OBJ + "/aliases/default"
PROMPT = MAIN_OBJ + "/prompt/p"
SESSION = MAIN_OBJ + "/session/s"
ITEM_IFACE = "org.freedesktop.Secret.Item"
COLLECTION_IFACE = "org.freedesktop.Secret.Collection"
PROMPT_IFACE = "org.freedesktop.Secret.Prompt"
PROPERTIES_IFACE = "org.freedesktop.DBus.Properties"
CONTROL_IFACE = "org.ttp_apply.Test"
PREFIX = "org.ttp-apply/"


def error(name, text):
    return dbus.exceptions.DBusException(text, name=name)


class World:
    """All items, and the rules. One to a process: dbusmock makes one service."""

    def __init__(self, mock, rules):
        self.mock, self.rules = mock, rules
        self.locked = rules.get("locked", False)
        self.held = []
        self.unheld = {rule for rule in rules.get("hold", [])}
        self.asked = []  # paths that the prompt would unlock
        self.items = {}
        self.next = 0
        self.bus_name = mock.bus_name
        if os.path.exists(rules["store"]):
            with open(rules["store"], "r", encoding="utf-8") as file:
                for attributes, value in json.load(file):
                    self.add(attributes, bytes.fromhex(value))

    def save(self):
        if not self.rules["store"]:
            return
        with open(self.rules["store"], "w", encoding="utf-8") as file:
            json.dump([[item.attributes, item.value.hex()] for item in self.items.values()], file)

    def add(self, attributes, value):
        path = "%s/%d" % (COLLECTION, self.next)
        self.next += 1
        self.items[path] = Item(self, path, {str(key): str(text) for key, text in attributes.items()}, value)
        return self.items[path]

    def found(self, attributes):
        wanted = {(str(key), str(text)) for key, text in attributes.items()}
        return [item for item in self.items.values() if wanted <= set(item.attributes.items())]

    def applies(self, kind, method, attributes):
        user = str(attributes.get("user", ""))
        entry = user[len(PREFIX):] if user.startswith(PREFIX) else user
        return next((rule for rule in self.rules.get(kind, []) if rule in (method + " " + entry, method + " *")), None)

    def answer(self, method, attributes, done, failed, work):
        """Does what was asked for and answers, as far as the rules let it."""
        if self.applies("die", method, attributes):
            os._exit(0)
        if self.applies("deny", method, attributes):
            failed(error("org.freedesktop.DBus.Error.AccessDenied", "denied by the test"))
            return
        if self.applies("hang", method, attributes):
            self.tell("hangs " + method)
            return
        rule = self.applies("hold", method, attributes)
        if rule in self.unheld:
            self.unheld.remove(rule)
            self.held.append((method, attributes, done, failed, work))
            self.tell("held " + method)
            return
        self.finish(method, attributes, done, failed, work)

    def finish(self, method, attributes, done, failed, work):
        try:
            outcome = work()
        except dbus.exceptions.DBusException as refusal:
            failed(refusal)
            return
        if self.applies("die-after", method, attributes):
            os._exit(0)
        done(*outcome)
        self.tell("did " + method)

    def tell(self, what):
        print(what, flush=True)

    def release(self):
        held, self.held = self.held, []
        for call in held:
            self.finish(*call)


class Part(dbus.service.Object):
    """An object of the service beside dbusmock's own, which looks these two up at every object."""

    methods = {}
    interface = ""


class Item(Part):
    def __init__(self, world, path, attributes, value):
        super().__init__(world.bus_name, path)
        self.world, self.path, self.attributes, self.value = world, path, attributes, value

    def properties(self):
        return {"Locked": dbus.Boolean(self.world.locked), "Label": "", "Created": dbus.UInt64(0),
                "Modified": dbus.UInt64(0), "Attributes": dbus.Dictionary(self.attributes, signature="ss")}

    @dbus.service.method(PROPERTIES_IFACE, "ss", "v")
    def Get(self, _interface, name):
        return self.properties()[name]

    @dbus.service.method(PROPERTIES_IFACE, "s", "a{sv}")
    def GetAll(self, _interface):
        return self.properties()

    @dbus.service.method(ITEM_IFACE, "", "o", async_callbacks=("done", "failed"))
    def Delete(self, done, failed):
        def work():
            if self.world.locked:
                raise error("org.freedesktop.Secret.Error.IsLocked", "locked")
            if not self.world.rules.get("forgetful"):
                self.world.items.pop(self.path, None)
                self.world.save()
            return (dbus.ObjectPath("/"),)
        self.world.answer("Delete", self.attributes, done, failed, work)


class Collection(Part):
    def __init__(self, world, path):
        super().__init__(world.bus_name, path)
        self.world = world

    def properties(self):
        return {"Locked": dbus.Boolean(self.world.locked), "Label": "login", "Created": dbus.UInt64(0),
                "Modified": dbus.UInt64(0), "Items": dbus.Array(list(self.world.items), signature="o")}

    @dbus.service.method(PROPERTIES_IFACE, "ss", "v")
    def Get(self, _interface, name):
        return self.properties()[name]

    @dbus.service.method(PROPERTIES_IFACE, "s", "a{sv}")
    def GetAll(self, _interface):
        return self.properties()

    @dbus.service.method(COLLECTION_IFACE, "a{sv}(oayays)b", "oo", async_callbacks=("done", "failed"))
    def CreateItem(self, properties, secret, _replace, done, failed):
        attributes = properties[ITEM_IFACE + ".Attributes"]

        def work():
            if self.world.locked:
                raise error("org.freedesktop.Secret.Error.IsLocked", "locked")
            if self.world.rules.get("forgetful"):
                return dbus.ObjectPath(COLLECTION + "/nowhere"), dbus.ObjectPath("/")
            for item in self.world.found(attributes):
                del self.world.items[item.path]
            item = self.world.add(attributes, bytes(secret[2]))
            self.world.save()
            return dbus.ObjectPath(item.path), dbus.ObjectPath("/")
        self.world.answer("CreateItem", attributes, done, failed, work)


class Prompt(Part):
    def __init__(self, world):
        super().__init__(world.bus_name, PROMPT)
        self.world = world

    @dbus.service.method(PROMPT_IFACE, "s", "")
    def Prompt(self, _window):
        dismissed = self.world.rules.get("prompt") != "accept"
        if not dismissed:
            self.world.locked = False
        self.Completed(dismissed, dbus.Array([] if dismissed else self.world.asked, signature="o"))
        self.world.tell("dismissed" if dismissed else "accepted")

    @dbus.service.signal(PROMPT_IFACE, "bv")
    def Completed(self, dismissed, result):
        pass


@dbus.service.method(MAIN_IFACE, "sv", "vo")
def OpenSession(_self, algorithm, _input):
    if algorithm != "plain":
        raise error("org.freedesktop.DBus.Error.NotSupported", "plain only")
    return "", dbus.ObjectPath(SESSION)


@dbus.service.method(MAIN_IFACE, "a{ss}", "aoao", async_callbacks=("done", "failed"))
def SearchItems(self, attributes, done, failed):
    def work():
        paths = dbus.Array([dbus.ObjectPath(item.path) for item in self.world.found(attributes)], signature="o")
        none = dbus.Array([], signature="o")
        return (none, paths) if self.world.locked else (paths, none)
    self.world.answer("SearchItems", attributes, done, failed, work)


@dbus.service.method(MAIN_IFACE, "ao", "aoo")
def Unlock(self, paths):
    none = dbus.Array([], signature="o")
    self.world.asked = paths
    return (none, dbus.ObjectPath(PROMPT)) if self.world.locked else (paths, dbus.ObjectPath("/"))


@dbus.service.method(MAIN_IFACE, "aoo", "a{o(oayays)}", async_callbacks=("done", "failed"))
def GetSecrets(self, paths, session, done, failed):
    items = [self.world.items[path] for path in paths if path in self.world.items]

    def work():
        secrets = {dbus.ObjectPath(item.path): (session, dbus.ByteArray(b""), dbus.ByteArray(item.value), "text/plain")
                   for item in items}
        return (dbus.Dictionary(secrets, signature="o(oayays)"),)
    self.world.answer("GetSecrets", items[0].attributes if items else {}, done, failed, work)


@dbus.service.method(MAIN_IFACE, "s", "o")
def ReadAlias(_self, name):
    return dbus.ObjectPath(COLLECTION if name == "default" else "/")


@dbus.service.method(CONTROL_IFACE, "", "")
def Release(self):
    self.world.release()


def load(mock, parameters):
    mock.AddProperties(MAIN_IFACE, {"Collections": dbus.Array([dbus.ObjectPath(COLLECTION)], signature="o")})
    mock.world = World(mock, parameters)
    mock.parts = [Collection(mock.world, COLLECTION), Collection(mock.world, ALIAS), Prompt(mock.world)]
    print("ready", flush=True)
