"""Settings: what a workspace starts with, and what is said about a wrong file."""

from decimal import Decimal
from pathlib import Path

import pytest

from reconcile.config import (
    AccountExistsError,
    ConfigError,
    NoWorkspaceError,
    Settings,
    UnknownAccountError,
    WhichAccountError,
    WorkspaceNotWritableError,
    load_config,
    settings_stamp,
    write_new,
)


def workspace_with(folder: Path, text: str) -> Path:
    (folder / "reconcile.toml").write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(workspace_with(folder, text))
    return str(caught.value)


def test_a_new_workspace_has_the_defaults_and_its_folders(tmp_path: Path) -> None:
    config = write_new(tmp_path / "shop")
    account = config.account()
    assert (account.name, account.marketplace, account.returnless) == ("main", "US", False)
    assert account.settings == Settings()
    made = sorted(path.relative_to(tmp_path / "shop").as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert made == [
        "reconcile.toml",
        "templates/costs.csv",
        "templates/customer_refunds.csv",
        "templates/fx_rates.csv",
        "templates/inbound_shipments.csv",
        "templates/removal_receipts.csv",
    ]
    assert (tmp_path / "shop" / "documents" / "inbox").is_dir()
    assert (tmp_path / "shop" / "inbox").is_dir()


def test_the_written_defaults_are_those_of_the_program(tmp_path: Path) -> None:
    write_new(tmp_path)
    text = (tmp_path / "reconcile.toml").read_text(encoding="utf-8")
    for line in ("early_cover_days = 10", "settle_days_lost = 30", "settle_days_damaged = 14"):
        assert line in text
    assert load_config(tmp_path).account().settings == Settings()


def test_templates_hold_a_header_and_nothing_else(tmp_path: Path) -> None:
    write_new(tmp_path)
    templates = {path.stem: path.read_text(encoding="utf-8") for path in (tmp_path / "templates").iterdir()}
    assert templates["costs"] == "sku,unit_cost,currency,effective_from,approved_on,supplier,invoice\n"
    assert templates["fx_rates"] == "date,base,quote,rate\n"
    assert all(text.count("\n") == 1 for text in templates.values())


def test_an_account_may_have_settings_of_its_own(tmp_path: Path) -> None:
    config = load_config(
        workspace_with(
            tmp_path,
            "[settings]\nsettle_days_lost = 20\nmin_case_value = 10\n"
            '[accounts.us]\nmarketplace = "US"\nsettle_days_lost = 45\nreturnless = true\n'
            '[accounts.de]\nmarketplace = "de"\n',
        )
    )
    assert config.accounts["us"].settings.settle_days_lost == 45
    assert config.accounts["us"].returnless
    assert config.accounts["de"].settings.settle_days_lost == 20
    assert config.accounts["de"].settings.min_case_value == Decimal(10)
    assert config.accounts["de"].settings.early_cover_days == 10
    assert config.accounts["de"].marketplace == "DE"


def test_amounts_are_read_exactly(tmp_path: Path) -> None:
    text = '[settings]\nmin_case_value = 25.10\n[accounts.main]\nmarketplace = "GB"\n'
    account = load_config(workspace_with(tmp_path, text)).account("main")
    assert str(account.settings.min_case_value) == "25.10"
    assert account.marketplace == "UK"


def test_every_fault_is_told_at_once_with_its_line_and_its_cure(tmp_path: Path) -> None:
    told = faults_of(
        tmp_path,
        "[settings]\n"
        "settle_days_lost = -1\n"
        'early_cover_days = "ten"\n'
        "settle_day = 3\n"
        "min_case_value = true\n"
        "\n"
        "[accounts.main]\n"
        'marketplace = "XX"\n'
        'returnless = "no"\n'
        "[accounts.other]\n",
    )
    for expected in (
        "line 2, [settings] settle_days_lost: must be a whole number of days from 0 to 3650, not '-1'",
        "line 3, [settings] early_cover_days: must be a whole number of days from 0 to 3650, not 'ten'",
        "line 4, [settings] settle_day: there is no setting of this name; take one of early_cover_days",
        "line 5, [settings] min_case_value: must be an amount such as 25.00",
        "line 8, [accounts.main] marketplace: 'XX' is no marketplace; take one of US CA",
        "line 9, [accounts.main] returnless: must be true or false without quotes, not 'no'",
        '[accounts.other] marketplace: is missing; write for example marketplace = "US"',
    ):
        assert expected in told
    assert str(tmp_path / "reconcile.toml") in told
    assert "\n" not in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "there is no account; add one with 'fba-reconcile init --account main'"),
        ("[accounts]\n", "there is no account"),
        ("[accounts\n", "this is not TOML"),
        ("accounts = 3\n", "line 1, [accounts]: must be a section of its own"),
        (
            '[acounts.main]\nmarketplace = "US"\n',
            "there is no setting of this name; take one of sample, settings, accounts",
        ),
        ('[accounts."a b"]\nmarketplace = "US"\n', "'a b' cannot be the name of an account"),
        ('[accounts.CON]\nmarketplace = "US"\n', "'CON' cannot be the name of an account"),
        (
            '[accounts.Main]\nmarketplace = "US"\n[accounts.main]\nmarketplace = "US"\n',
            "line 3, [accounts.main]: 'main' and 'Main' would share a folder",
        ),
        ("[accounts.main]\nmarketplace = 1\n", "line 2, [accounts.main] marketplace: must be text in quotes"),
    ],
)
def test_a_file_that_will_not_do_is_told_in_one_sentence(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in faults_of(tmp_path, text)


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    text = '\ufeff[accounts.main]\r\nmarketplace = "US"\r\n'
    (tmp_path / "reconcile.toml").write_bytes(text.encode("utf-8"))
    assert load_config(tmp_path).account().marketplace == "US"


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_bytes("# ok\n# Größe\n".encode("cp1252"))
    with pytest.raises(ConfigError, match="line 2: this is not UTF-8 text; save the file as UTF-8"):
        load_config(tmp_path)


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspaceError, match="make one with 'fba-reconcile init'"):
        load_config(tmp_path / "nowhere")


def test_a_second_account_is_added_and_the_text_of_the_user_kept(tmp_path: Path) -> None:
    write_new(tmp_path)
    path = tmp_path / "reconcile.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# my own remark", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    config = write_new(tmp_path, "europe", "de")
    assert list(config.accounts) == ["main", "europe"]
    assert config.account("europe").marketplace == "DE"
    assert path.read_text(encoding="utf-8").startswith(before)


def test_windows_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "reconcile.toml"
    path.write_bytes(b'\xef\xbb\xbf[accounts.main]\r\nmarketplace = "US"\r\n')
    write_new(tmp_path, "europe", "FR")
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    assert list(load_config(tmp_path).accounts) == ["main", "europe"]


def test_a_template_that_the_user_filled_is_left_alone(tmp_path: Path) -> None:
    write_new(tmp_path)
    costs = tmp_path / "templates" / "costs.csv"
    costs.write_text("mine", encoding="utf-8")
    write_new(tmp_path, "europe", "FR")
    assert costs.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["main", "MAIN"])
def test_the_same_account_twice_is_refused_and_nothing_changes(tmp_path: Path, name: str) -> None:
    write_new(tmp_path)
    before = (tmp_path / "reconcile.toml").read_bytes()
    with pytest.raises(AccountExistsError, match=f"has an account '{name}' already"):
        write_new(tmp_path, name)
    assert (tmp_path / "reconcile.toml").read_bytes() == before


@pytest.mark.parametrize(("name", "code"), [("../up", "US"), ("", "US"), ("main", "XX")])
def test_a_name_or_marketplace_that_will_not_do_makes_nothing(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(ConfigError):
        write_new(tmp_path / "shop", name, code)
    assert not (tmp_path / "shop").exists()


def test_a_workspace_in_the_place_of_a_file_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "shop").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceNotWritableError, match="Choose another folder"):
        write_new(tmp_path / "shop")


def test_the_only_account_needs_no_name_and_several_do(tmp_path: Path) -> None:
    config = write_new(tmp_path)
    assert config.account().name == "main"
    with pytest.raises(UnknownAccountError, match="no account 'other'"):
        config.account("other")
    with pytest.raises(WhichAccountError, match=r"main, europe"):
        write_new(tmp_path, "europe", "DE").account()


def test_settings_in_one_line_tell_settings_apart(tmp_path: Path) -> None:
    config = write_new(tmp_path)
    line = settings_stamp(config.account())
    assert line.startswith("marketplace=US returnless=False early_cover_days=10 ")
    assert line == settings_stamp(load_config(tmp_path).account())
