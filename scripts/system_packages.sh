#!/usr/bin/env bash
# Sees to the Debian packages that the site ("run") or its tests ("test") need.
# As root it installs what is missing; otherwise it prints the one line that does, and stops.
set -euo pipefail

# Pango sets the text, HarfBuzz's subset library makes PDF writing 20 times faster, and the three
# families are Song and Hei (Noto CJK) and Kai (LXGW WenKai); libgs-common has the CMYK profile for press.
packages=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-lxgw-wenkai
  libgs-common)
python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
if [ "${1:-run}" = test ]; then
  # Playwright's own Node wants libatomic1; qpdf and Ghostscript judge the PDF files, epubcheck the e-books.
  # nginx stands before the site with our own configuration; wrk measures both.
  packages+=(chromium libatomic1 qpdf ghostscript epubcheck default-jre-headless nginx wrk)
  # A PostgreSQL that answers is used; only where none does is one started for the tests.
  if [ -z "${TEST_DATABASE_URL:-}" ] && ! (exec 3<>/dev/tcp/127.0.0.1/5432) 2>/dev/null; then
    packages+=(postgresql)
  fi
fi

if ! command -v dpkg-query >/dev/null; then
  echo "这不是 Debian 系统，请自行安装与下列软件包相当的软件：${packages[*]}" >&2
  exit 0
fi

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "缺少系统软件包，请先执行：" >&2
  echo "  sudo apt-get install -y ${missing[*]}" >&2
  exit 1
fi
echo "安装系统软件包：${missing[*]} …"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "系统软件包未能装上，以上是 apt-get 的说明。" >&2
  exit 1
fi
rm -f "$log"
