"""Ids: never a text shown to people."""

from typing import NewType

ElementId = NewType("ElementId", str)
StepId = NewType("StepId", str)
BranchId = NewType("BranchId", str)
EditionId = NewType("EditionId", str)
RegimenId = NewType("RegimenId", str)
ProtocolId = NewType("ProtocolId", str)
DrugId = NewType("DrugId", str)
TrialId = NewType("TrialId", str)
ReferenceId = NewType("ReferenceId", str)
