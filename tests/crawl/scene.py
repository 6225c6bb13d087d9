"""A house with people in it: a coach with a team whose round runs, one whose portrait is out, and a
draft; a team alone; their members; and whoever passes by."""
import re

from visitor import Visitor

NAMES = ["Alix", "Bilal", "Chloé", "Dany", "Emma", "Farid", "Gala", "Hugo"]
PASSPHRASE = "sept tuiles brunes au soleil"


class Trouble(Exception):
    pass


def need(true, visitor, what):
    if not true:
        raise Trouble(f"{what}: {visitor.page[-1500:]}")


def open_account(port, email, lang="fr"):
    coach = Visitor(port, email, lang)
    coach.get("/coach/nouveau")
    coach.post("/coach/nouveau", {"email": email, "name": "Ana", "password": PASSPHRASE})
    need(coach.path == "/coach", coach, "no account")
    return coach


def make_team(visitor, name, size):
    visitor.get("/equipes/nouvelle")
    fields = {"name": name, "aim": "", "days": "7", "rows": str(size)}
    if 'name="coach"' in visitor.page:
        fields["coach"] = "1"
    fields.update({f"name{i + 1}": NAMES[i] for i in range(size)})
    visitor.post("/equipes/nouvelle", fields)
    links = list(dict.fromkeys(re.findall(r"/r/[0-9a-f]+-[0-9a-z]+", visitor.page)))
    need(len(links) == size, visitor, "no links")
    return f"/t/{int(links[0][3:].split('-')[0], 16)}", links


def open_link(port, link, lang="fr"):
    member = Visitor(port, link, lang)
    member.get(link)
    member.post(link, {})
    need(member.path.startswith("/t/"), member, "the link does not open")
    return member


def open_round(coach, team):
    coach.get(team + "/barometre")
    date = re.search(r'name="date"[^>]*value="([^"]+)"', coach.page)
    need(date, coach, "no round to open")
    coach.post(team + "/barometre/ouvrir", {"date": date.group(1)})


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def answer(member, team):
    member.get(team + "/repondre")
    member.post(team + "/repondre", {**hidden(member.page), "equipe": "oui"})
    for step in range(1, 40):
        reply = member.get(f"{team}/repondre/{step}")
        if reply.status != 200:
            return
        fields = {n: v for n, v in hidden(member.page).items() if n != "form_token"}
        for name in re.findall(r'type="radio"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="radio"',
                               member.page):
            fields[name[0] or name[1]] = "3"
        last = 'name="envoyer"' in member.page
        if last:
            fields["envoyer"] = "1"
        member.post(f"{team}/repondre/{step}", fields)
        if last:
            return


def build(port):
    """The people by their role, each with the pages to begin at."""
    coach = open_account(port, "ana@example.org")
    shown, links = make_team(coach, "Close", 4)
    members = [open_link(port, link) for link in links]
    open_round(coach, shown)
    for member in members:
        answer(member, shown)
    coach.get(shown + "/barometre")
    coach.post(shown + "/barometre/clore", hidden(coach.page))
    running, links = make_team(coach, "Ouverte", 5)
    member = open_link(port, links[0], "en")
    open_round(coach, running)
    member.get(running + "/repondre")
    member.post(running + "/repondre", {**hidden(member.page), "equipe": "oui"})
    founder = Visitor(port, "founder", "fr")
    alone, alone_links = make_team(founder, "Seuls", 4)
    lonely = open_link(port, alone_links[0])
    people = "".join(f"p{i},{i % 5},{i % 3}\n" for i in range(20))
    coach.get("/composer")
    coach.post("/composer", {"nom": "Liste", "liste": "nom,a,b\n" + people})
    draft = re.search(r"/composer/\d+", coach.path + coach.page)
    need(draft, coach, "no draft")
    coach.post(draft.group(0) + "/choix", {
        "low": "4", "high": "5", "tours": "1", "nom": "Liste", "role0": "1", "role1": "2",
        "role2": "0", "kind0": "0", "kind1": "0", "kind2": "0", "weight1": "1", "but": "somme"})
    coach.get("/coach")
    return [
        (Visitor(port, "stranger", "fr"), ["/", "/entrer", "/coach/nouveau", "/equipes/nouvelle",
                                           links[1], "/exemple", shown, "/composer", "/moi"]),
        (coach, ["/", "/coach", "/composer", draft.group(0), draft.group(0) + "/choix",
                 "/equipes/nouvelle", shown, shown + "/barometre", shown + "/restitution/1",
                 running, running + "/barometre", running + "/charte", running + "/ajouter"]),
        (member, [running, running + "/moi", running + "/moi/carte", running + "/repondre?revoir=1"]
         + [f"{running}/repondre/{i}" for i in range(1, 12)]),
        (members[0], [shown, shown + "/moi", shown + "/portrait/1"]),
        (lonely, [alone, alone + "/ajouter", alone + "/charte", alone + "/moi",
                  alone + "/repondre"]),
    ]
