"""A patient whose name, numbers and words occur nowhere else."""

PATIENT = {
    "name": "Quirinalia Zwetschgenbäumin",
    "identifier": "MRN-QX7731904",
    "born": "1961-07-29",
    "allergy": "glimmerzirconium",
    "note": "plays the viola d'amore at Wolkenkuckucksheim",
    "line": "Xylovermab with Pomplimoosine",
    "source": "letter of Dr Hagebuttenstein",
    "weight": "73.4619",
    "lvef": "57.8213",
    "draft": "unfinished sentence about Fliederbeersuppe",
    "reason": "mistyped at Klabautermannsstieg",
    "file": "echo-Quittenbrotdose.pdf",
}
SCAN = b"%PDF-1.4 scanned: Sanddornmarmelade, 57.8213 %, Quirinalia"
WRONG = "not the Passphrase of Brausepulver"

# What is looked for; days also as people write them, names also alone.
SOUGHT = {
    **PATIENT,
    "first name": "Quirinalia",
    "family name": "Zwetschgenbäumin",
    "born, as in Germany": "29.07.1961",
    "born, as in words": "29 July 1961",
    "born, as in America": "07/29/1961",
    "born, as an archive says": "19610729",
    "scan": "Sanddornmarmelade",
    "wrong passphrase": WRONG,
}
