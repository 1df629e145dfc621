"""Traditional characters for the words that the typesetter adds to an article."""

# the characters of the words in story.py that differ; a full table is not needed here
_SIMPLIFIED = (
    "与专东个临为丽么习乡书从们价众会伟关写况刘创办动劳华单卢县参发变号后吕吴员响国图场奋孙学实对将层岭带广开张强扫抢报据摄数时晓术机权杨极来标栋桥梦检欢气济滨点热献"
    "现产积税类纵线组经绘续综编网罗脚苏蓝补装见观计订让训议讯记讲许论设证评识试读调负责质资赋赏赵轮转辑运进远连邮铺长门问间闻阅队阶际陈静项题馆马验鸣鹭黄亿园叶两旧业"
    "导"
)
_TRADITIONAL = (
    "與專東個臨為麗麼習鄉書從們價眾會偉關寫況劉創辦動勞華單盧縣參發變號後呂吳員響國圖場奮孫學實對將層嶺帶廣開張強掃搶報據攝數時曉術機權楊極來標棟橋夢檢歡氣濟濱點熱獻"
    "現產積稅類縱線組經繪續綜編網羅腳蘇藍補裝見觀計訂讓訓議訊記講許論設證評識試讀調負責質資賦賞趙輪轉輯運進遠連郵鋪長門問間聞閱隊階際陳靜項題館馬驗鳴鷺黃億園葉兩舊業"
    "導"
)
TO_TRADITIONAL = str.maketrans(_SIMPLIFIED, _TRADITIONAL)


def to_traditional(text: str) -> str:
    """Set a text in traditional characters, with corner quotes."""
    return text.translate(TO_TRADITIONAL).replace("“", "「").replace("”", "」")
