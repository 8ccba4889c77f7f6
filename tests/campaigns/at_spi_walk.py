"""Walks what a screen reader sees, over the accessibility bus; runs with the system's own Python.

The program is started as a child that shows one screen after another; it names each on a line of
its output and waits for a line before it goes on.
"""

import json
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  (its version is asked for first)

TEXTS = {"text", "entry", "password text"}
VALUES = {"spin button", "slider", "progress bar", "scroll bar"}
VAGUE = {"unknown", "invalid", "redundant object"}  # Qt calls what scrolls a filler


def main(command):
    """Walk every screen; print a JSON report."""
    program = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    report = {"screens": {}, "faults": []}
    for line in program.stdout:
        if not line.startswith("scene "):
            continue
        scene = line.split()[1]
        report["screens"][scene] = walk(program.pid, scene, report["faults"])
        print(f"{scene}: {report['screens'][scene]} controls", file=sys.stderr, flush=True)
        program.stdin.write("on\n")
    report["status"] = program.wait()
    print(json.dumps(report))


def walk(pid, scene, faults):
    """Judge every control on screen; return how many there are."""
    time.sleep(0.2)
    application = found(pid)
    if application is None:
        faults.append(f"{scene}: the program is not on the bus")
        return 0
    seen = 0
    waiting = [(application, 0)]
    while waiting:
        node, depth = waiting.pop()
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is None or depth > 60:
                continue
            states = child.get_state_set()
            if not states.contains(Atspi.StateType.SHOWING):
                continue
            if child.get_role_name() not in ("table", "tree", "list") or small(child):
                waiting.append((child, depth + 1))
            if states.contains(Atspi.StateType.FOCUSABLE):
                seen += 1
                faults.extend(f"{scene}: {one}" for one in judged(child))
    return seen


def small(node):
    """A list of thousands is read in part only."""
    return node.get_child_count() < 400


def found(pid):
    """Return the program among those on the bus."""
    for _ in range(50):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(index)
            if one is not None and one.get_process_id() == pid:
                return one
        time.sleep(0.1)
    return None


def judged(node):
    """Yield what is wrong with a control that can have the focus."""
    role, name = node.get_role_name(), node.get_name() or ""
    if role in VAGUE:
        yield f"a {role} “{name}” has the focus without a role (in {path(node)})"
    if not name.strip() and role not in ("frame", "window", "dialog"):
        yield f"a {role} has no name (in {path(node)})"
    if role in TEXTS and node.get_text_iface() is None:
        yield f"the {role} “{name}” gives no text"
    if role in VALUES and node.get_value_iface() is None:
        yield f"the {role} “{name}” gives no value"
    if role == "combo box" and not labelled(node) and not node.get_description():
        yield f"the combo box “{name}” is called as what it holds only (in {path(node)})"


def labelled(node):
    """Tell whether a label says what a control is; Qt calls a box as what it holds."""
    kinds = [one.get_relation_type() for one in node.get_relation_set()]
    return Atspi.RelationType.LABELLED_BY in kinds


def path(node):
    """Return the names above a control."""
    names = []
    while node is not None and len(names) < 6:
        node = node.get_parent()
        if node is not None:
            names.append(f"{node.get_role_name()} {node.get_name() or ''}".strip())
    return " < ".join(names)


if __name__ == "__main__":
    main(sys.argv[1:])
