"""What earlier years never reported can be made good: asked for in its own cell, chased, and judged by its own day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from plancheck.cli.app import app
from tests.plans import plan_text
from tests.workbook.issued import cell_of, columns_by_code
