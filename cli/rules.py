"""`mingjian rules`: write, test, and trust a rulebook. Every command lives in cli/rule_<command>.py; here they meet."""

import typer

from cli.rule_backtest import backtest
from cli.rule_explain import explain
from cli.rule_forms import forms
from cli.rule_import import import_sca_
from cli.rule_import_words import import_words
from cli.rule_lint import lint_
from cli.rule_live import live
from cli.rule_new import new
from cli.rule_publish import promote, publish, rollback
from cli.rule_same_meaning import same_meaning
from cli.rule_schema import schema
from cli.rule_standing import standing
from cli.rule_test import test
from cli.rule_trial import trial
from cli.rule_try import try_
from cli.rule_versions import export_version, show, versions

rules_app = typer.Typer(help="Write, check, test and try rules.", no_args_is_help=True)
rules_app.command("new")(new)
rules_app.command("lint")(lint_)
rules_app.command("test")(test)
rules_app.command("try")(try_)
rules_app.command("same-meaning")(same_meaning)
rules_app.command("explain")(explain)
rules_app.command("schema")(schema)
rules_app.command("forms")(forms)
rules_app.command("import-sca")(import_sca_)
rules_app.command("import-words")(import_words)
rules_app.command("backtest")(backtest)
rules_app.command("publish")(publish)
rules_app.command("trial")(trial)
rules_app.command("promote")(promote)
rules_app.command("rollback")(rollback)
rules_app.command("versions")(versions)
rules_app.command("show")(show)
rules_app.command("export-version")(export_version)
rules_app.command("standing")(standing)
rules_app.command("live")(live)
