"""A browser of its own: cookies, forms, and an address on another network at each request, so that
nothing is slowed that is to be tried."""
import http.client
import random
import re
import urllib.parse
from html.parser import HTMLParser

MARK = "<x1y2>"  # what is typed and must never come back as it is


class Page(HTMLParser):
    """The links, forms and language of a page."""

    def __init__(self, text):
        super().__init__()
        self.lang, self.links, self.forms = None, set(), []
        self.form = self.area = self.select = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "html":
            self.lang = given.get("lang")
        if tag == "a" and (given.get("href") or "").startswith("/"):
            self.links.add(given["href"].split("#")[0])
        if tag == "form":
            self.form = {"action": given.get("action"), "fields": {},
                         "post": (given.get("method") or "get").lower() == "post"}
            self.forms.append(self.form)
        if self.form is None:
            return
        if tag in ("input", "button") and name:
            self.form["fields"].setdefault(name, value)
        if tag in ("textarea", "select") and name:
            self.form["fields"].setdefault(name, "")
        if tag == "textarea":
            self.area = name
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and not self.form["fields"].get(self.select):
            self.form["fields"][self.select] = value

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        if tag == "textarea":
            self.area = None
        if tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.area and self.form:
            self.form["fields"][self.area] += data


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers = status, headers
        self.type = self.header("Content-Type") or ""
        self.text = body.decode("utf-8", "replace")

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Visitor:
    def __init__(self, port, role, lang):
        self.port, self.role, self.lang = port, role, lang
        self.cookies, self.token, self.page = {}, None, ""
        self.random = random.Random(role)

    def reads(self):
        """The language of the last press on its name, or the browser's."""
        return self.cookies.get("alliage-lang", self.lang)

    def send(self, method, path, body=None):
        network = f"127.{self.random.randrange(1, 255)}.{self.random.randrange(1, 255)}.1"
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30,
                                          source_address=(network, 0))
        headers = {"Accept-Language": self.lang}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(method, path, body=body, headers=headers)
        answer = link.getresponse()
        reply = Reply(answer.status, answer.getheaders(), answer.read())
        link.close()
        for name, value in reply.headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return reply

    def get(self, path):
        reply = self.send("GET", path)
        while reply.status == 303:
            path = reply.header("Location")
            reply = self.send("GET", path)
        self.path, self.page = path, reply.text
        token = re.search(r'name="form_token" value="([0-9a-f]+)"', reply.text)
        self.token = token.group(1) if token else self.token
        return reply

    def post(self, path, fields):
        """As a form of ours would; follows where it leads."""
        if not self.token:
            self.get("/")
        reply = self.send("POST", path, urllib.parse.urlencode(
            {**fields, "form_token": self.token}))
        if reply.status == 303:
            return self.get(reply.header("Location"))
        self.page = reply.text
        return reply
