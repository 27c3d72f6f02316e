"""The settings of a workspace: `reconcile.toml`, its accounts, and making a new one."""

from reconcile.config.read import ConfigError, NoWorkspaceError, load_config
from reconcile.config.records import (
    FILE_NAME,
    Account,
    Config,
    Settings,
    UnknownAccountError,
    WhichAccountError,
    settings_stamp,
)
from reconcile.config.write import AccountExistsError, WorkspaceNotWritableError, mark_sample, write_new

__all__ = [
    "FILE_NAME",
    "Account",
    "AccountExistsError",
    "Config",
    "ConfigError",
    "NoWorkspaceError",
    "Settings",
    "UnknownAccountError",
    "WhichAccountError",
    "WorkspaceNotWritableError",
    "load_config",
    "mark_sample",
    "settings_stamp",
    "write_new",
]
