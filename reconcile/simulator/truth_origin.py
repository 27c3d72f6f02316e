"""What the claim shows of a loss that is neither an adjustment nor a reversal."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The row such a loss stands on, in the claim's columns, with its claim window.

    `event_date` and `deadline` are None where nobody knows them. `once_open` are questions
    that are asked from the first day of the window on; until then the loss is waiting.
    """

    reference_id: str
    event_date: date | None
    sku: str
    fnsku: str
    asin: str
    opens: date | None
    deadline: date | None
    has_rule: bool
    fulfillment_center: str = ""
    once_open: frozenset[str] = frozenset()

    def questions(self, as_of: date) -> set[str]:
        """Why a person must look at it on that day, besides what the loss itself says."""
        asked = set() if self.has_rule else {"no_rule"}
        if self.opens is None or as_of >= self.opens:
            asked |= self.once_open
        return asked
