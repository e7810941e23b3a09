#!/bin/sh
# Installs plancheck from this folder into a virtual environment, without a network: sh install.sh [FOLDER]
set -e
here=$(cd "$(dirname "$0")" && pwd)
place=${1:-"$HOME/plancheck"}
python3 -m venv "$place"
"$place/bin/python" -m pip install --disable-pip-version-check --no-index --find-links "$here" "plancheck[legacy,docx]"
for engine in "$here"/plancheck_engine-*.whl; do
	test ! -e "$engine" || "$place/bin/python" -m pip install --disable-pip-version-check --no-index --no-deps "$engine"
done
"$place/bin/plancheck" --version
echo "$place/bin/plancheck"
