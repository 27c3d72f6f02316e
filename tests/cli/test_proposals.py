"""What `run` says of the days that Amazon took, and the settle days it proposes by them."""

from datetime import date, timedelta
from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.small_reports import adjustment, ledger, reimbursements


def test_run_prints_the_lines_for_the_settings_and_changes_nothing(
    command: Command, new_workspace: Path, tmp_path: Path
) -> None:
    """Thirty losses, each paid after seven days."""
    days = [date(2026, 1, 10) + timedelta(days=number) for number in range(30)]
    lost = [
        adjustment(day.isoformat(), f"X000000{number:02d}A", -1, f"2000{number:07d}", "M")
        for number, day in enumerate(days)
    ]
    paid = [
        {
            "approval-date": f"{day + timedelta(days=7)}T05:06:07-08:00",
            "reimbursement-id": f"50000{number:05d}",
            "reason": "Lost_Warehouse",
            "sku": "SKU-A",
            "fnsku": f"X000000{number:02d}A",
            "currency-unit": "USD",
            "amount-per-unit": "12.00",
            "amount-total": "12.00",
            "quantity-reimbursed-cash": "1",
            "quantity-reimbursed-inventory": "0",
            "quantity-reimbursed-total": "1",
        }
        for number, day in enumerate(days)
    ]
    (tmp_path / "ledger.csv").write_bytes(ledger(lost))
    (tmp_path / "paid.txt").write_bytes(reimbursements(paid))
    assert command("import", tmp_path / "ledger.csv", tmp_path / "paid.txt", "-w", new_workspace).code == 0
    settings = (new_workspace / "reconcile.toml").read_bytes()
    lines = command("run", "--as-of", "2026-11-20", "-w", new_workspace).out.splitlines()
    assert "Amazon paid warehouse_lost in US by itself after 7 days (median of 30; 95 % within 7)" in lines
    place = lines.index(
        "These payments propose other settle days. To take them, put below [accounts.main] in reconcile.toml:"
    )
    assert lines[place + 1] == "  settle_days_lost = 7  # now 30; within these days came 95 % of 30 payments"
    assert (new_workspace / "reconcile.toml").read_bytes() == settings
