"""Makes fields.txt: in which fields of work a word of a title occurs.

    python3 benches/matching/derive_fields.py ROLES.toml > src/matching/data/en/fields.txt

ROLES.toml has the occupations of O*NET 27.0 (U.S. Department of Labor, Employment and Training Administration, CC BY 4.0)
in the order of their codes, each with some of its titles. Standard library only."""
import collections, re, sys, tomllib

# Where each field begins: the id of its first occupation, and its letter.
BEGINS = """chief-executives A  computer-and-information-systems-managers B  financial-managers A  education-and-childcare-administrators-prescho C
architectural-and-engineering-managers D  food-service-managers E  medical-and-health-services-managers F  natural-sciences-managers G
water-resource-specialists A  agents-and-business-managers-of-artists-perfor H  accountants-and-auditors I  computer-systems-analysts J
actuaries K  architects-except-landscape-and-naval L  aerospace-engineers D  architectural-and-civil-drafters M  animal-scientists G
economists N  agricultural-technicians G  substance-abuse-and-behavioral-disorder-counse O  lawyers P  business-teachers-postsecondary C
art-directors Q  actors R  broadcast-announcers-and-radio-disc-jockeys S  audio-and-video-technicians T  chiropractors F
medical-and-clinical-laboratory-te F  home-health-aides F  first-line-supervisors-of-correcti U  chefs-and-head-cooks E
first-line-supervisors-of-housekee V  first-line-supervisors-of-gambling W  first-line-supervisors-of-retail-s X
first-line-supervisors-of-office-a Y  first-line-supervisors-of-farming- Z  first-line-supervisors-of-construction-trades- a
derrick-operators-oil-and-gas b  first-line-supervisors-of-mechanics-installers c  first-line-supervisors-of-production-and-opera d
bakers E  extruding-and-drawing-machine-setters-operator d  laundry-and-dry-cleaning-workers e  cabinetmakers-and-bench-carpenters d
nuclear-power-reactor-operators f  chemical-equipment-operators-and-tenders d  aircraft-cargo-handling-supervisors g
airline-pilots-copilots-and-flight-engineers g  air-crew-officers h""".split()
BEGINS = list(zip(BEGINS[::2], BEGINS[1::2]))
LEAST_SHARE = 0.08  # a field with less of a word is chance


def singular(word):
    if len(word) >= 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if len(word) >= 6 and word.endswith("ies"): return word[:-3] + "y"
        if word.endswith(("sses", "ches", "shes", "xes")): return word[:-2]
        return word[:-1]
    return word


roles = tomllib.load(open(sys.argv[1], "rb"))["role"]
counts = collections.defaultdict(lambda: collections.defaultdict(set))
ends = collections.Counter()  # how often a word is the last of its title, less how often it is not
field, at = None, 0
for place, role in enumerate(roles):
    if at < len(BEGINS) and role["id"].startswith(BEGINS[at][0]): field, at = BEGINS[at][1], at + 1
    for title in [role["name"], *role["aliases"]]:
        words = [singular(word) for word in re.findall(r"[a-z]+", title.lower().replace("'", "")) if len(word) > 1]
        for number, word in enumerate(words, 1):
            counts[word][field].add(place)
            ends[word] += 1 if number == len(words) else -1
assert at == len(BEGINS), BEGINS[at]
sizes = collections.Counter()
print("# In which fields of work a word of a title occurs, and how much: a word, the logarithm of the number of its")
print("# occupations with a + where it mostly ends the title, and letters of fields with their shares in ninths. Derived by benches/matching/derive_fields.py from O*NET 27.0 (U.S.")
print("# Department of Labor, Employment and Training Administration), CC BY 4.0, modified.")
for word in sorted(counts):
    by_field = {field: len(places) for field, places in counts[word].items()}
    total = sum(by_field.values())
    kept = sorted(((n / total, f) for f, n in by_field.items() if n / total >= LEAST_SHARE), reverse=True)
    spread = min(9, total.bit_length() - 1)
    print(word, f"{spread}{'+' if ends[word] >= 0 else ''}", "".join(f"{f}{max(1, round(9 * share))}" for share, f in kept))
