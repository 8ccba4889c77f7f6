"""Who the patient is, as it will stand on the printed plan."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from navigator.domain.facts import Identity
from navigator.ui.date_edit import DateEdit
from navigator.ui.theme import UNIT
from navigator.words import tr


class IdentityForm(QWidget):
    """Name, number, birth date and allergies.

    Signals:
        identity_changed: the whole identity as it stands now.
    """

    identity_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._identity = Identity()
        self.name = QLineEdit()
        self.number = QLineEdit()
        self.born = DateEdit(tr("Date of birth"))
        self.allergies = QLineEdit()
        self.no_allergies = QPushButton(tr("No known allergies"))
        self.no_allergies.setCheckable(True)
        self.note = QLineEdit()
        self._build()
        for line in (self.name, self.number, self.allergies, self.note):
            line.editingFinished.connect(self._collect)
        self.born.date_entered.connect(self._collect)
        self.no_allergies.clicked.connect(self._set_no_allergies)

    def _build(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT)
        form.setVerticalSpacing(UNIT)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in (
            (tr("Name"), self.name),
            (tr("Number"), self.number),
            (tr("Born"), self.born),
            (tr("Allergies"), self.allergies),
            ("", self.no_allergies),
            (tr("Note"), self.note),
        ):
            form.addRow(QLabel(words), field)
        self.name.setAccessibleName(tr("Patient's name"))
        self.number.setAccessibleName(tr("Patient's number"))
        self.allergies.setAccessibleName(tr("Allergies, parted by commas"))
        self.allergies.setPlaceholderText(tr("not asked"))
        self.note.setAccessibleName(tr("Note"))
        for line in (self.name, self.number, self.allergies, self.note):
            line.setMaxLength(200)

    def draw(self, identity: Identity) -> None:
        """Show an identity."""
        if identity == self._identity:
            return
        self._identity = identity
        self.name.setText(identity.name)
        self.number.setText(identity.identifier)
        self.born.set_value(identity.birth_date)
        self.allergies.setText(", ".join(identity.allergies or ()))
        none_known = identity.allergies == ()
        self.no_allergies.setChecked(none_known)
        self.allergies.setPlaceholderText(tr("none known") if none_known else tr("not asked"))
        self.note.setText(identity.note)

    @Slot()
    def _collect(self) -> None:
        named = tuple(part.strip() for part in self.allergies.text().split(",") if part.strip())
        allergies = named or (() if self.no_allergies.isChecked() else None)
        self._tell(
            replace(
                self._identity,
                name=self.name.text().strip(),
                identifier=self.number.text().strip(),
                birth_date=self.born.value,
                allergies=allergies,
                note=self.note.text().strip(),
            )
        )

    @Slot()
    def _set_no_allergies(self) -> None:
        allergies = () if self.no_allergies.isChecked() else None
        self._tell(replace(self._identity, allergies=allergies))

    def _tell(self, identity: Identity) -> None:
        if identity != self._identity:
            self.identity_changed.emit(identity)
