"""What the plugin adds to the Wagtail admin."""

from wagtail import hooks

from .importing.log_actions import register_import_action

hooks.register("register_log_actions", register_import_action)
