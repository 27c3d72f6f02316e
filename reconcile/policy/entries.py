"""What may stand in the TOML files of the rules: one class an entry, checked field by field."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Subject = Literal[
    "fulfilment_centre_operations",
    "revaluation",
    "reversal",
    "inbound",
    "customer_return",
    "removal_lost",
    "removal_other",
]
Anchor = Literal[
    "ledger_date",
    "approval_date",
    "reversal_date",
    "delivered_on",
    "refund_date",
    "shipment_date",
    "received_on",
]
Confidence = Literal["certain", "likely", "unsure"]
Role = Literal["lost", "damaged", "found", "into_disposition", "out_of_disposition", "other"]
Region = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Days = Annotated[int, Field(ge=0)]


class Entry(BaseModel):
    """An entry of a rule file; one without source and day of checking does not load."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    source: list[str] = Field(min_length=1)
    checked_on: date
    note: str = ""


class DatedEntry(Entry):
    """An entry that holds from a day on, with how sure we are of it.

    Where that day is not known, an early one stands for it and `start_known` is false.
    """

    effective_from: date
    start_known: bool = True
    verified: bool
    confidence: Confidence
    taken_over_from: Region | None = None

    @model_validator(mode="after")
    def _verified_only_if_known(self) -> Self:
        if self.verified and (self.confidence == "unsure" or self.taken_over_from):
            message = "an unsure rule, or one taken over from another region, cannot be verified"
            raise ValueError(message)
        return self


class RuleEntry(DatedEntry):
    """A [[rule]] of claim_windows.toml."""

    regions: list[Region] = Field(min_length=1)
    subject: Subject
    opens_days: Days
    opens_on: Literal["anchor", "closed"] = "anchor"
    closes_days: Days | None = None
    closes_months: Days | None = None
    anchor: Anchor

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if (self.closes_days is None) == (self.closes_months is None):
            message = "give either closes_days or closes_months"
            raise ValueError(message)
        if self.closes_days is not None and self.closes_days < self.opens_days:
            message = "the window closes before it opens"
            raise ValueError(message)
        return self


class TakenOverEntry(Entry):
    """A [[taken_over]] of claim_windows.toml: the rules of another region, from a day on."""

    regions: list[Region] = Field(min_length=1)
    lender: Region = Field(alias="from")
    since: date = date.min
    subjects: list[Subject] = Field(min_length=1)
    confidence: Confidence


class CapEntry(DatedEntry):
    """A [[value_cap]] of valuation.toml."""

    region: Region
    currency: CurrencyCode
    amount: Decimal = Field(gt=0)


class CostRuleEntry(DatedEntry):
    """A [[cost_rule]] of valuation.toml."""

    region: Region


class ToleranceEntry(Entry):
    """An [[underpayment_tolerance]] of valuation.toml."""

    currency: CurrencyCode | Literal[""]
    share: Decimal = Field(ge=0, lt=1)
    total: Decimal = Field(ge=0)


class ReasonEntry(Entry):
    """A [[reason_code]] of reason_codes.toml."""

    code: Annotated[str, Field(pattern=r"^[A-Z0-9]$")]
    role: Role
    sign: Literal[-1, 1]
    meaning: str
    earlier: str = ""
    current: bool


class RegionEntry(Entry):
    """A [[region]] of marketplaces.toml."""

    region: Region
    currency: CurrencyCode
    countries: list[Region] = Field(min_length=1)


class CurrencyEntry(Entry):
    """A [[currency]] of marketplaces.toml."""

    currency: CurrencyCode
    minor_digits: Annotated[int, Field(ge=0, le=4)]
    region: Region | Literal[""]


class MarketplaceEntry(Entry):
    """A [[marketplace]] of marketplaces.toml."""

    code: Region
    country: Region
    region: Region
    currency: CurrencyCode
    time_zone: str
    name: str
    seller_central_host: str


Sources = dict[str, Annotated[str, Field(min_length=1)]]


class RuleFile(BaseModel):
    """A file of rules: its sources by tag, and its entries."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    sources: Sources


class ClaimWindowsFile(RuleFile):
    """claim_windows.toml."""

    rule: list[RuleEntry]
    taken_over: list[TakenOverEntry] = []


class ValuationFile(RuleFile):
    """valuation.toml."""

    value_cap: list[CapEntry]
    cost_rule: list[CostRuleEntry]
    underpayment_tolerance: list[ToleranceEntry]


class ReasonCodesFile(RuleFile):
    """reason_codes.toml."""

    reason_code: list[ReasonEntry]


class ReportEntry(Entry):
    """A [[report]] of report_needs.toml."""

    kind: str
    fresh_days: int | None = Field(default=None, ge=0)
    alternative: str = ""


class RestsOnEntry(Entry):
    """A [[rests_on]] of report_needs.toml: kinds of report by role."""

    claim_types: list[str] = Field(min_length=1)
    loss: list[str]
    cover: list[str]
    value: list[str]


class ReportNeedsFile(RuleFile):
    """report_needs.toml."""

    report: list[ReportEntry]
    rests_on: list[RestsOnEntry]


class MarketplacesFile(RuleFile):
    """marketplaces.toml."""

    region: list[RegionEntry]
    currency: list[CurrencyEntry]
    marketplace: list[MarketplaceEntry]
