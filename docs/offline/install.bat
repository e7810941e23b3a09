@echo off
rem Installs plancheck from this folder into a virtual environment, without a network: install.bat [FOLDER]
setlocal
set "place=%~1"
if "%place%"=="" set "place=%USERPROFILE%\plancheck"
py -3 -m venv "%place%" || goto failed
set "python=%place%\Scripts\python.exe"
"%python%" -m pip install --disable-pip-version-check --no-index --find-links "%~dp0." "plancheck[legacy,docx]" || goto failed
for %%e in ("%~dp0plancheck_engine-*.whl") do "%python%" -m pip install --disable-pip-version-check --no-index --no-deps "%%e" || goto failed
"%place%\Scripts\plancheck.exe" --version || goto failed
echo "%place%\Scripts\plancheck.exe"
pause
exit /b 0
:failed
echo plancheck was not installed: the lines above say why.
pause
exit /b 1
