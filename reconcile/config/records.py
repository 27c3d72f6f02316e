"""What the settings are once they are read."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from reconcile.errors import ReconcileError

FILE_NAME = "reconcile.toml"


class UnknownAccountError(ReconcileError):
    """An account that the settings do not have."""

    def __init__(self, name: str, known: list[str]) -> None:
        """Names the accounts there are."""
        super().__init__(
            f"There is no account '{name}' in {FILE_NAME}, there are: {', '.join(known)}. "
            f"Make it with 'fba-reconcile init --account {name}'."
        )


class WhichAccountError(ReconcileError):
    """No account named where there are several."""

    def __init__(self, known: list[str]) -> None:
        """Names the accounts there are."""
        super().__init__(f"This workspace has several accounts ({', '.join(known)}): name one with --account.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person may tune; days are calendar days.

    Attributes:
        min_case_value: in the currency of the claim.
    """

    early_cover_days: int = 10
    settle_days_lost: int = 30
    settle_days_damaged: int = 14
    settle_days_return: int = 14
    min_case_value: Decimal = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One seller account in one Amazon region; `marketplace` is the code of its home in rule data."""

    name: str
    marketplace: str
    returnless: bool
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of a workspace, its accounts by name in the order of the file.

    `is_sample`: its data is made up, as that of the demo.
    """

    workspace: Path
    accounts: dict[str, Account]
    is_sample: bool = False

    def account(self, name: str | None = None) -> Account:
        """The account of this name; without a name the only one.

        Raises:
            UnknownAccountError: there is none of this name.
            WhichAccountError: no name, and several accounts.
        """
        known = list(self.accounts)
        if name is None:
            if len(known) > 1:
                raise WhichAccountError(known)
            return self.accounts[known[0]]
        if name not in self.accounts:
            raise UnknownAccountError(name, known)
        return self.accounts[name]


def settings_stamp(account: Account) -> str:
    """The account's settings in one line, the same text for the same settings: what a run was made with."""
    named = {"marketplace": account.marketplace, "returnless": account.returnless, **asdict(account.settings)}
    return " ".join(f"{key}={value}" for key, value in named.items())
