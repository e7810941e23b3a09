"""Runs a Basic macro in LibreOffice: a program, the macro and a folder for its user in; what the macro does out.

Used by the tests and by `docs/images`, so nothing here needs pytest.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = 'xmlns:library="http://openoffice.org/2000/library" xmlns:script="http://openoffice.org/2000/script"'
_STANDARD = 'library:name="Standard"'
#: Without the first the first start would lay its own empty library over ours; no wavy lines below what it cannot spell;
#: no question whether what is pasted may replace what is there.
#: Whose numbers and days are understood: empty for those of the machine.
_SETTINGS = """<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>%s</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/SpellChecking"><prop oor:name="IsSpellAuto" oor:op="fuse">
<value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Input"><prop oor:name="ReplaceCellsWarning" oor:op="fuse">
<value>false</value></prop></item></oor:items>
"""
#: A dispatcher takes its arguments by name.
_NAMED = """
Function Named(key As String, value)
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = key
  one.Value = value
  Named = Array(one)
End Function

"""
_LONGEST = 240


def run_macro(
    program: str,
    macro: str,
    name: str,
    profile: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    locale: str = "",
) -> None:
    """Start LibreOffice with the macro of that name and wait until it ends. `macro` may call `Named(key, value)`.

    `locale`: where the person sits (zh-CN), whose 9月30日 is a day; by default wherever the machine is.

    Raises `CalledProcessError` where the program fails, `TimeoutExpired` where it does not end.
    """
    _write_profile(profile, _NAMED + macro, locale)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *options,
            "--norestore",
            "--nologo",
            f"macro:///Standard.Macros.{name}",
        ],
        check=True,
        capture_output=True,
        timeout=_LONGEST,
        env=environment,
    )


def _write_profile(profile: Path, macros: str, locale: str) -> None:
    """A user's folder of LibreOffice whose one library holds the macros."""
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    files = {
        profile / "user" / "registrymodifications.xcu": _SETTINGS % locale,
        library.parent / "script.xlc": f"<library:libraries {_SPACES}>"
        f'<library:library {_STANDARD} library:link="false"/></library:libraries>',
        library / "script.xlb": f'<library:library {_SPACES} {_STANDARD} library:readonly="false" '
        'library:passwordprotected="false"><library:element library:name="Macros"/></library:library>',
        library / "Macros.xba": f'<script:module {_SPACES} script:name="Macros" script:language="StarBasic">'
        f"<![CDATA[{macros}]]></script:module>",
    }
    for path, text in files.items():
        path.write_text(_HEAD + text, encoding="utf-8")
