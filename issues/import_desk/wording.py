"""What the page calls each thing that a line can become."""

from issues.importing.cuts import Become

LABELS = {
    Become.SECTION: "栏目",
    Become.KICKER: "引题",
    Become.TITLE: "题目",
    Become.TITLE_MORE: "题目续行",
    Become.SUBTITLE: "副题",
    Become.BYLINE: "作者",
    Become.SOURCE: "来源",
    Become.SUBHEADING: "小标题",
    Become.PARAGRAPH: "段落",
    Become.CONTINUATION: "接上行",
    Become.COVER: "封面",
    Become.CONTENTS: "目录",
    Become.FOLIO: "页码书眉",
    Become.COLOPHON: "版权页",
    Become.LEFT_OUT: "不导入",
    Become.UNPLACED: "未归入",
}
# Which class colours a chip: several share one, the word tells them apart.
KINDS = {
    Become.SECTION: "section",
    Become.KICKER: "head",
    Become.TITLE: "title",
    Become.TITLE_MORE: "title",
    Become.SUBTITLE: "head",
    Become.BYLINE: "credit",
    Become.SOURCE: "credit",
    Become.SUBHEADING: "subheading",
    Become.PARAGRAPH: "text",
    Become.CONTINUATION: "more",
    Become.COVER: "around",
    Become.CONTENTS: "around",
    Become.FOLIO: "out",
    Become.COLOPHON: "around",
    Become.LEFT_OUT: "out",
    Become.UNPLACED: "unplaced",
}
# A person says what a line is; that nobody knows is no answer.
CHOICES = tuple(become for become in LABELS if become is not Become.UNPLACED)
