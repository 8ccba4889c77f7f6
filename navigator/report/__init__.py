"""Paper: the treatment plan as PDF.

Importing anything of this package imports ReportLab, and does it the quiet way first: nothing
else may stand before that line.
"""

from navigator.report.quiet_reportlab import import_reportlab

import_reportlab()
