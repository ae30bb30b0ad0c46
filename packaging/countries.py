#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes resources/countries/countries.json from Debian's iso-codes (ISO 3166-1 and its Japanese translation) and the
special codes of ICAO Doc 9303 part 3 section 5. Run it when iso-codes has a new version:

    apt-get install iso-codes && packaging/countries.py
"""
import gettext
import json
import pathlib
import subprocess

TARGET = pathlib.Path(__file__).resolve().parent.parent / "resources/countries/countries.json"

# Where iso-codes has no Japanese name, an older one or the long form: as Japan's Ministry of Foreign Affairs writes it.
JAPANESE = {
    "AUS": "オーストラリア", "BOL": "ボリビア", "BRN": "ブルネイ", "CPV": "カーボベルデ", "CZE": "チェコ",
    "ERI": "エリトリア", "GEO": "ジョージア", "IRN": "イラン", "KGZ": "キルギス", "KOR": "韓国", "LAO": "ラオス",
    "MDA": "モルドバ", "MKD": "北マケドニア", "MNG": "モンゴル", "PRK": "北朝鮮", "RUS": "ロシア",
    "SWZ": "エスワティニ", "SXM": "シント・マールテン", "SYR": "シリア", "TUR": "トルコ", "TWN": "台湾", "TZA": "タンザニア",
    "UMI": "合衆国領有小離島", "VAT": "バチカン", "VEN": "ベネズエラ",
}
# Where ISO's English name is turned round for sorting, or people would not look for it.
ENGLISH = {
    "COD": "Democratic Republic of the Congo", "FSM": "Micronesia", "KOR": "Republic of Korea (South Korea)",
    "PRK": "North Korea", "PSE": "Palestine", "RUS": "Russia", "TUR": "Türkiye (Turkey)",
    "USA": "United States of America", "VAT": "Holy See (Vatican City)", "VGB": "British Virgin Islands",
    "VIR": "U.S. Virgin Islands",
}
# Other names that people type: in Japan's everyday language and newspapers, former names, parts of a state, short forms,
# a state's own name for itself.
ALIASES = {
    "ARE": ["UAE", "アラブ首長国連邦"], "AUS": ["豪州", "オーストラリア連邦"], "AUT": ["墺"], "BIH": ["ボスニア", "Bosnia"],
    "BLR": ["ベラルーシ共和国", "白ロシア"], "BRA": ["伯国", "Brasil"], "CAN": ["加国"], "CHE": ["Schweiz", "Suisse", "Svizzera"],
    "CHN": ["中国", "中華人民共和国", "PRC", "Mainland China", "中国大陸", "大陆"],
    "CIV": ["Ivory Coast", "象牙海岸"], "COD": ["コンゴ民主共和国", "DRC", "Zaire", "ザイール"], "COG": ["コンゴ共和国"],
    "CPV": ["Cape Verde"], "CZE": ["Czech Republic", "チェコ共和国"], "DEU": ["DEU", "Deutschland", "独国", "独逸"],
    "ESP": ["España", "西国"], "FRA": ["仏国"], "FSM": ["ミクロネシア連邦"],
    "GBR": ["英国", "イギリス", "UK", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland", "連合王国",
            "イングランド", "スコットランド", "ウェールズ", "北アイルランド"],
    "GEO": ["グルジア"], "GRC": ["Hellas"], "HKG": ["香港", "Hong Kong SAR"], "IND": ["印度", "Bharat"],
    "IRL": ["Republic of Ireland", "Eire"], "IRN": ["Persia"], "ITA": ["伊国", "Italia"], "JPN": ["日本国", "Nippon", "Nihon"],
    "KOR": ["韓国", "大韓民国", "Republic of Korea", "Korea", "South Korea", "ROK", "南韓"], "PRK": ["北朝鮮", "朝鮮民主主義人民共和国", "DPRK"],
    "LAO": ["Laos"], "LKA": ["Ceylon", "セイロン"], "MAC": ["マカオ", "澳門", "澳门", "Macau"],
    "MKD": ["Macedonia", "マケドニア"], "MMR": ["Burma", "ビルマ"], "MYS": ["馬来西亜"], "NLD": ["Holland", "蘭国", "Nederland"],
    "NZL": ["NZ", "Aotearoa"], "PHL": ["比国", "Filipinas"], "POL": ["Polska"], "RUS": ["ロシア連邦", "露国", "Russia"],
    "SAU": ["サウジ", "Saudi"], "SWZ": ["Swaziland", "スワジランド"], "SYR": ["Syria"], "THA": ["泰国", "タイ王国"],
    "TLS": ["East Timor", "東ティモール"], "TUR": ["Turkey", "Türkiye", "トルコ共和国"],
    "TWN": ["台湾", "臺灣", "台灣", "中華民国", "Taiwan", "ROC", "Chinese Taipei"], "TZA": ["Tanzania"],
    "USA": ["アメリカ", "米国", "アメリカ合衆国", "US", "U.S.", "U.S.A.", "United States", "America"],
    "VAT": ["Vatican", "ローマ教皇庁"], "VNM": ["Vietnam", "Viet Nam", "越南"], "ZAF": ["RSA", "南ア", "南アフリカ共和国"],
    "PSE": ["West Bank", "Gaza"], "RKS": ["Kosova"], "XXA": ["No nationality"],
}
# Names that are written in kanji, as they sound.
KANA = {
    "CAF": "チュウオウアフリカ", "CHN": "チュウゴク", "GBR": "エイコク", "GNQ": "セキドウギニア", "HKG": "ホンコン", "JPN": "ニホン",
    "KOR": "カンコク", "MKD": "キタマケドニア", "PRK": "キタチョウセン", "SSD": "ミナミスーダン", "TLS": "ヒガシティモール",
    "TWN": "タイワン", "USA": "ベイコク", "ZAF": "ミナミアフリカ",
}
for _code, _kana in KANA.items():
    ALIASES[_code] = [*ALIASES.get(_code, []), _kana]
# ICAO Doc 9303 part 3 section 5 parts B to E, without the deprecated ANT and NTZ and without IAO (ICAO's own tests).
SPECIAL = [
    ("GBD", "英国（海外領土市民）", "British Overseas Territories Citizen"),
    ("GBN", "英国（海外在住者）", "British National (Overseas)"),
    ("GBO", "英国（海外市民）", "British Overseas Citizen"),
    ("GBP", "英国（保護民）", "British Protected Person"),
    ("GBS", "英国（臣民）", "British Subject"),
    ("RKS", "コソボ", "Kosovo"),
    ("EUE", "欧州連合（EU）", "European Union"),
    ("UNO", "国際連合", "United Nations"),
    ("UNA", "国際連合専門機関", "United Nations specialized agency"),
    ("UNK", "国際連合コソボ暫定行政ミッション（UNMIK）", "United Nations Interim Administration Mission in Kosovo"),
    ("XBA", "アフリカ開発銀行", "African Development Bank"),
    ("XIM", "アフリカ輸出入銀行", "African Export-Import Bank"),
    ("XCC", "カリブ共同体（CARICOM）", "Caribbean Community (CARICOM)"),
    ("XCE", "欧州評議会", "Council of Europe"),
    ("XCO", "東南部アフリカ市場共同体（COMESA）", "Common Market for Eastern and Southern Africa (COMESA)"),
    ("XEC", "西アフリカ諸国経済共同体（ECOWAS）", "Economic Community of West African States (ECOWAS)"),
    ("XPO", "国際刑事警察機構（INTERPOL）", "International Criminal Police Organization (INTERPOL)"),
    ("XES", "東カリブ諸国機構", "Organization of Eastern Caribbean States"),
    ("XMP", "地中海議会", "Parliamentary Assembly of the Mediterranean"),
    ("XOM", "マルタ騎士団", "Sovereign Military Order of Malta"),
    ("XDC", "南部アフリカ開発共同体（SADC）", "Southern African Development Community (SADC)"),
    ("XXA", "無国籍", "Stateless person"),
    ("XXB", "難民（1951年条約）", "Refugee (1951 Convention)"),
    ("XXC", "その他の難民", "Other refugee"),
    ("XXX", "国籍不特定", "Person of unspecified nationality"),
]


def english(country):
    return ENGLISH.get(country["alpha_3"]) or country.get("common_name") or country["name"]


def japanese(country, translate):
    name = JAPANESE.get(country["alpha_3"])
    if name is None and "common_name" in country and translate(country["common_name"]) != country["common_name"]:
        name = translate(country["common_name"])
    name = name or translate(country["name"])
    if name.isascii():
        raise SystemExit(f"no Japanese name for {country['alpha_3']}: add one to JAPANESE")
    return name.replace(" (", "（").replace(")", "）")


def aliases(country, translate, shown):
    """ISO's name, short and official, in both languages, and those above; not what is shown anyway."""
    names = [country["alpha_3"]] if country["alpha_3"] == "DEU" else []
    for key in ("name", "common_name", "official_name"):
        if key in country and "Province of China" not in country[key]:
            names += [country[key], translate(country[key])]
    names += ALIASES.get(country["alpha_3"], [])
    return [name for name in dict.fromkeys(names) if name not in shown]


def main():
    source = json.loads(pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json").read_text("utf-8"))["3166-1"]
    translate = gettext.translation("iso_3166-1", languages=["ja"]).gettext
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "iso-codes"], check=True, text=True,
                             capture_output=True).stdout
    countries = []
    for country in source:
        # The machine readable zone of a German passport says D.
        code = "D" if country["alpha_3"] == "DEU" else country["alpha_3"]
        name = {"ja": japanese(country, translate), "en": english(country)}
        countries.append({"code": code, "alpha2": country["alpha_2"], "name": name,
                          "aliases": aliases(country, translate, name.values())})
    countries.sort(key=lambda entry: entry["name"]["en"].replace("Å", "A"))
    countries += [{"code": code, "name": {"ja": ja, "en": en}, "aliases": ALIASES.get(code, [])} for code, ja, en in SPECIAL]
    for country in countries:
        if not country["aliases"]:
            del country["aliases"]
    countries.append({"code": "UTO", "name": {"ja": "ユートピア（見本）", "en": "Utopia (specimen)"}, "practice_only": True})
    lines = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in countries)
    note = (f"ISO 3166-1 with Japanese names from Debian's iso-codes {version} (LGPL-2.1-or-later), special codes of "
            "ICAO Doc 9303 part 3 section 5; made by packaging/countries.py")
    TARGET.write_text('{\n  "format": 1,\n  "source": ' + json.dumps(note, ensure_ascii=False) +
                      ',\n  "countries": [\n' + lines + "\n  ]\n}\n", "utf-8")


if __name__ == "__main__":
    main()
